package io.socketio.jakarta.it.cdi;

import io.socketio.jakarta.Arguments;
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
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** An application as CDI's users write it. */
@ApplicationScoped
public class ChatRoom {
    /** What observers saw that clients do not. */
    static final BlockingQueue<String> SEEN = new LinkedBlockingQueue<>();

    @Inject
    SocketIoServer io;

    @Inject
    @OfNamespace("/admin")
    Namespace admin;

    /** The one whose event is delivered. */
    @Inject
    Socket current;

    @Inject
    Cart cart;

    @Inject
    RequestContextController requests;

    @Inject
    Ledger ledger;

    void authenticate(@Observes @OfNamespace("/admin") ConnectRequest request) {
        if (!"admin".equals(request.auth(Map.class).get("name")))
            throw new ConnectRefusedException("not authorized", Map.of("code", 401));
    }

    void joined(@Observes @OfNamespace("/") ConnectEvent event) {
        event.socket().join("lobby");
        event.socket().emit("welcome", current.id().equals(event.socket().id()));
    }

    void onChat(@Observes @SocketEvent("chat") Message<ChatLine> message) {
        message.socket().to(message.payload().room()).emit("chat", message.payload());
        message.ack().send("ok", message.payload().text().length());
    }

    void onOrder(@Observes @SocketEvent("order") Message<Order> message) {
        message.ack().send("ordered " + message.payload().what());
    }

    void onAdmin(@Observes @OfNamespace("/admin") @SocketEvent("announce") Message<String> message) {
        io.emit("announcement", message.payload());
        admin.emit("announced", message.payload());
    }

    void onAdd(@Observes @SocketEvent("add to cart") Message<String> message) {
        message.ack().send(cart.add(message.payload()));
    }

    void onTransfer(@Observes @SocketEvent("transfer") Message<Integer> message) {
        message.ack().send(ledger.transfer(message.payload()));
    }

    void onFailing(@Observes @SocketEvent("fail") Message<Arguments> message) {
        throw new IllegalStateException("as asked for: " + message.args().get(0, String.class));
    }

    @RolesAllowed("admin")
    void onRestart(@Observes @SocketEvent("restart") Message<?> message) {
        message.ack().send("restarting");
    }

    void onAsync(@ObservesAsync @SocketEvent("later") Message<String> message) {
        message.ack().send("later " + message.payload());
    }

    void failed(@Observes HandlerFailure failure) {
        SEEN.add("failure of " + failure.event() + ": " + failure.cause().getMessage());
    }

    void left(@Observes @OfNamespace("/") DisconnectEvent event) {
        SEEN.add("left: " + event.reason() + " with " + cart.size());
    }

    /** What goes over the wire. */
    public record ChatLine(String room, String text) {}

    /** With constraints. */
    public record Order(
            @NotBlank(message = "says nothing") String what,

            @Max(value = 9, message = "is more than {value}")
            int pieces) {}
}
