package io.socketio.jakarta.cdi;

import io.socketio.jakarta.HandlerFailure;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.ServerSideMessage;
import java.util.Map;
import java.util.TreeMap;

/**
 * The routes of all namespaces whose events have the same qualifiers: handlers of the server that fire events. Where nobody observes, no
 * handler is registered.
 */
final class NamespaceRoutes {
    private final Failures failures;
    private final ConnectionRoutes connections;
    private final MessageRoutes messages;
    private final OutgoingRoutes outgoing;
    private final RoomRoutes rooms;
    private final Map<String, Channel<ServerSideMessage>> serverSide = new TreeMap<>();
    private final Channel<NamespaceEvent> namespaces;
    private final Delivery delivery;

    /**
     * Makes them.
     *
     * @param observers those who observe these namespaces
     * @param sockets the context whose beans go with their sockets
     */
    NamespaceRoutes(
            Channels channels,
            Observers observers,
            PayloadValidation validation,
            SocketContext sockets,
            Delivery delivery) {
        this.failures = new Failures(channels.of(HandlerFailure.class), delivery);
        this.connections =
                new ConnectionRoutes(channels, observers.haveSocketScopedBeans(), sockets, delivery, failures);
        this.messages = new MessageRoutes(channels, observers, validation, delivery, failures);
        this.outgoing = new OutgoingRoutes(channels, observers, delivery, failures);
        this.rooms = new RoomRoutes(channels, delivery);
        for (String name : observers.eventsOf(ServerSideMessage.class))
            serverSide.put(name, channels.of(ServerSideMessage.class, name));
        this.namespaces = channels.of(NamespaceEvent.class);
        this.delivery = delivery;
    }

    /** Registers the handlers. */
    void register(Namespace namespace) {
        failures.register(namespace);
        connections.register(namespace);
        messages.register(namespace);
        outgoing.register(namespace);
        rooms.register(namespace);
        serverSide.forEach((name, channel) ->
                namespace.onServerSide(name, message -> deliver(namespace, ServerSideMessage.class, message, channel)));
        if (namespaces.isObserved())
            deliver(namespace, NamespaceEvent.class, new NamespaceEvent(namespace), namespaces);
    }

    private <E> void deliver(Namespace namespace, Class<E> kind, E event, Channel<E> channel) {
        delivery.runUndeclared(
                null, () -> channel.fire(event, failure -> Failures.ofAsyncObserver(namespace, kind, failure)));
    }
}
