package io.socketio.jakarta.it.support;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.ConnectRefusedException;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The application that the official clients are tried against. */
public final class Fixture implements Consumer<SocketIoServer> {
    private final Map<String, String> reasons = new ConcurrentHashMap<>();

    @Override
    public void accept(SocketIoServer io) {
        handlers(io);
        Namespace members = io.of("/members");
        handlers(members);
        members.use(request -> {
            if (!"let me in".equals(request.auth(Map.class).get("token")))
                throw new ConnectRefusedException("not authorized", Map.of("code", 401, "hint", "send a token"));
        });
    }

    private void handlers(Namespace namespace) {
        namespace.onDisconnect((socket, reason) -> reasons.put(socket.id(), reason.toString()));
        namespace.on("reason of", String.class, m -> m.ack().send(reasons.get(m.payload())));
        namespace.on(
                "whoami",
                m -> m.ack()
                        .send(
                                m.socket().id(),
                                m.socket().handshake().auth(Object.class),
                                m.socket().transport()));
        namespace.on("echo", m -> {
            if (m.ack().isRequested()) m.ack().send(m.args());
            else m.socket().emit("echo", m.args());
        });
        namespace.on("keep silent", m -> {});
        // asks the client, and tells it what it answered
        namespace.on(
                "ask me",
                m -> m.socket()
                        .timeout(Duration.ofSeconds(Eventually.SECONDS))
                        .emitWithAck("question", m.args())
                        .thenAccept(answer -> m.socket().emit("answered", answer)));
        namespace.on(
                "ask me in vain",
                m -> m.socket()
                        .timeout(Duration.ofMillis(50))
                        .emitWithAck("never answered")
                        .whenComplete((answer, failure) -> m.socket().emit("outcome", outcome(answer, failure))));
        namespace.on("join", String.class, m -> {
            m.socket().join(m.payload());
            m.ack().send();
        });
        namespace.on("leave", String.class, m -> {
            m.socket().leave(m.payload());
            m.ack().send();
        });
        namespace.on("to others in", String.class, m -> send(m.socket().to(m.payload())::emit, m.args()));
        namespace.on("to all in", String.class, m -> send(namespace.in(m.payload())::emit, m.args()));
        namespace.on("to others", m -> m.socket().broadcast().emit("said", m.args()));
        namespace.on("to all", m -> namespace.emit("said", m.args()));
        namespace.on("bye", Boolean.class, m -> m.socket().disconnect(m.payload()));
    }

    private static String outcome(Arguments answer, Throwable failure) {
        return failure instanceof TimeoutException ? "timeout" : answer + " " + failure;
    }

    private interface Verb {
        void emit(String event, Object... args);
    }

    private static void send(Verb verb, Arguments args) {
        verb.emit("said", args.slice(1, args.size()));
    }

    /** Why a socket went; waits until it has gone. */
    public String reasonOf(String socketId) {
        Eventually.until("the socket has gone", () -> reasons.containsKey(socketId));
        return reasons.get(socketId);
    }

    public static boolean isUpgraded(SocketIoServer io, String id) {
        return io.socket(id).map(Socket::transport).orElse("").equals("websocket");
    }
}
