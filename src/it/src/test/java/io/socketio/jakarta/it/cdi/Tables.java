package io.socketio.jakarta.it.cdi;

import io.socketio.jakarta.ConnectRefusedException;
import io.socketio.jakarta.ConnectRequest;
import io.socketio.jakarta.Message;
import io.socketio.jakarta.ParentNamespace;
import io.socketio.jakarta.cdi.ConnectEvent;
import io.socketio.jakarta.cdi.DisconnectingEvent;
import io.socketio.jakarta.cdi.NamespaceEvent;
import io.socketio.jakarta.cdi.OfNamespace;
import io.socketio.jakarta.cdi.OutgoingMessage;
import io.socketio.jakarta.cdi.RoomEvent;
import io.socketio.jakarta.cdi.SocketEvent;
import io.socketio.jakarta.cdi.UnhandledMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Namespaces that clients bring into being. */
@ApplicationScoped
public class Tables {
    private static final String NAMES = "/table-\\d+";

    /** What observers saw, but for rooms. */
    static final BlockingQueue<String> SEEN = new LinkedBlockingQueue<>();

    static final BlockingQueue<String> ROOMS = new LinkedBlockingQueue<>();

    @Inject
    @OfNamespace(value = NAMES, pattern = true)
    ParentNamespace tables;

    /** A family by a predicate, which only code can make. */
    void start(@Observes @OfNamespace("/") NamespaceEvent event) {
        event.namespace()
                .server()
                .of(
                        "stools",
                        (name, handshake) -> name.equals(
                                "/stool-" + handshake.auth(Map.class).get("free")));
    }

    void setUp(@Observes @OfNamespace(value = NAMES, pattern = true) NamespaceEvent event) {
        SEEN.add("set up " + event.namespace().name());
    }

    void ask(@Observes @OfNamespace(value = NAMES, pattern = true) ConnectRequest request) {
        if (request.namespace().name().endsWith("13")) throw new ConnectRefusedException("not that one");
    }

    void joined(@Observes @OfNamespace(value = NAMES, pattern = true) ConnectEvent event) {
        event.socket().join("seat");
    }

    void onSay(@Observes @OfNamespace(value = NAMES, pattern = true) @SocketEvent("say") Message<String> message) {
        tables.emit("said", message.socket().namespace().name(), message.payload());
        message.socket().emit("thanks");
    }

    void unhandled(@Observes @OfNamespace(value = NAMES, pattern = true) UnhandledMessage unhandled) {
        unhandled.message().ack().send("what?");
    }

    void out(@Observes @OfNamespace(value = NAMES, pattern = true) @SocketEvent("said") OutgoingMessage message) {
        SEEN.add("to " + message.socket().namespace().name() + " " + message.args());
    }

    void rooms(@Observes @OfNamespace(value = NAMES, pattern = true) RoomEvent event) {
        if (event.room().equals("seat"))
            ROOMS.add(event.kind() + " in " + event.namespace().name());
    }

    void leaving(@Observes @OfNamespace(value = NAMES, pattern = true) DisconnectingEvent event) {
        Set<String> rooms = new TreeSet<>(event.socket().rooms());
        rooms.remove(event.socket().id());
        SEEN.add("leaves " + rooms);
    }
}
