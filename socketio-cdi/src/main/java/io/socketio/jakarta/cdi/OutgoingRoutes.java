package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What goes out to clients. A name that nobody observes never becomes a qualifier: it may be one that a client made up. */
final class OutgoingRoutes {
    private final Map<String, Channel<OutgoingMessage>> routes = new TreeMap<>();
    private final Channel<OutgoingMessage> others;
    private final Delivery delivery;
    private final Failures failures;

    OutgoingRoutes(Channels channels, Observers observers, Delivery delivery, Failures failures) {
        for (String name : observers.eventsOf(OutgoingMessage.class))
            routes.put(name, channels.of(OutgoingMessage.class, name));
        this.others = channels.of(OutgoingMessage.class);
        this.delivery = delivery;
        this.failures = failures;
    }

    void register(Namespace namespace) {
        if (!routes.isEmpty() || others.isObserved()) namespace.onAnyOutgoing(this::deliver);
    }

    private void deliver(Socket socket, String event, List<@Nullable Object> args) throws Exception {
        Channel<OutgoingMessage> channel = routes.getOrDefault(event, others);
        if (!channel.isObserved()) return;
        // without the socket's context, which belongs to the thread of its events
        delivery.run(
                null,
                () -> channel.fire(
                        new OutgoingMessage(socket, event, args),
                        failure -> failures.ofAsyncObserver(socket, event, failure)));
    }
}
