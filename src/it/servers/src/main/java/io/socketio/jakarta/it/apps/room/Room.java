package io.socketio.jakarta.it.apps.room;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.AttributeKey;
import io.socketio.jakarta.ConnectRefusedException;
import io.socketio.jakarta.ConnectRequest;
import io.socketio.jakarta.HandlerFailure;
import io.socketio.jakarta.Message;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.cdi.ConnectEvent;
import io.socketio.jakarta.cdi.DisconnectEvent;
import io.socketio.jakarta.cdi.OfNamespace;
import io.socketio.jakarta.cdi.SocketEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;

/** What happens in the main namespace is told to the watchers in another one. */
@ApplicationScoped
public class Room {
    private static final AttributeKey<Login> LOGIN = new AttributeKey<>("login", Login.class);

    @Inject
    SocketIoServer io;

    @Inject
    @OfNamespace("/watch")
    Namespace watchers;

    @Inject
    Socket current;

    @Inject
    Visit visit;

    @Inject
    Call call;

    void letIn(@Observes @OfNamespace("/") ConnectRequest request) {
        Login login = request.auth(Login.class);
        if (login.name() == null) throw new ConnectRefusedException("no name", Map.of("loader", Loader.isRight()));
        request.attributes().set(LOGIN, login);
    }

    void joined(@Observes @OfNamespace("/") ConnectEvent event) {
        event.socket().join("room");
        event.socket().emit("welcome", name(current), Loader.isRight());
    }

    void onSay(@Observes @SocketEvent("say") Message<Line> message) {
        io.to("room").emit("said", name(current), message.payload());
        message.ack().send(visit.say(message.payload().text()));
    }

    void onTransport(@Observes @SocketEvent("transport") Message<Arguments> message) {
        message.ack().send(current.transport());
    }

    void onId(@Observes @SocketEvent("id") Message<Arguments> message) {
        message.ack().send(current.id());
    }

    void onLoader(@Observes @SocketEvent("loader") Message<Arguments> message) {
        message.ack().send(Loader.isRight());
    }

    void onCalls(@Observes @SocketEvent("calls") Message<Arguments> message) {
        message.ack().send(call.next(), call.next(), Call.alive());
    }

    void onFail(@Observes @SocketEvent("fail") Message<String> message) {
        throw new IllegalStateException(message.payload());
    }

    void failed(@Observes HandlerFailure failure) {
        watchers.emit(
                "failed",
                failure.event(),
                failure.cause().getClass().getSimpleName(),
                failure.cause().getMessage());
    }

    void left(@Observes @OfNamespace("/") DisconnectEvent event) {
        watchers.emit("left", name(current), event.reason(), visit.lines(), Loader.isRight());
    }

    private static String name(Socket socket) {
        return socket.attributes().get(LOGIN).orElseThrow().name();
    }

    /** The auth payload. */
    public record Login(String name) {}

    /** What somebody says, with a picture. */
    public record Line(String text, byte[] picture) {}
}
