package io.socketio.jakarta.cdi;

import io.socketio.jakarta.ConnectRequest;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;

/** The coming and going of sockets. */
final class ConnectionRoutes {
    private final Channel<ConnectRequest> requests;
    private final Channel<ConnectEvent> connections;
    private final Channel<DisconnectingEvent> disconnectings;
    private final Channel<DisconnectEvent> disconnections;
    private final boolean haveSocketScopedBeans;
    private final SocketContext sockets;
    private final Delivery delivery;
    private final Failures failures;

    ConnectionRoutes(
            Channels channels,
            boolean haveSocketScopedBeans,
            SocketContext sockets,
            Delivery delivery,
            Failures failures) {
        this.requests = channels.of(ConnectRequest.class);
        this.connections = channels.of(ConnectEvent.class);
        this.disconnectings = channels.of(DisconnectingEvent.class);
        this.disconnections = channels.of(DisconnectEvent.class);
        this.haveSocketScopedBeans = haveSocketScopedBeans;
        this.sockets = sockets;
        this.delivery = delivery;
        this.failures = failures;
    }

    void register(Namespace namespace) {
        if (requests.isObserved()) namespace.use(this::ask);
        if (connections.isObserved())
            namespace.onConnect(socket -> fire(connections, new ConnectEvent(socket), socket, "connect"));
        if (disconnectings.isObserved())
            namespace.onDisconnecting((socket, reason) ->
                    fire(disconnectings, new DisconnectingEvent(socket, reason), socket, "disconnecting"));
        if (disconnections.isObserved() || haveSocketScopedBeans)
            namespace.onDisconnect((socket, reason) -> disconnected(new DisconnectEvent(socket, reason)));
    }

    private void ask(ConnectRequest request) throws Exception {
        try {
            // nobody observes it asynchronously, that was checked at deployment
            delivery.run(null, () -> requests.fire(request, failure -> {}));
        } catch (Exception e) {
            throw Thrown.refusalIn(e).<Exception>map(refusal -> refusal).orElse(e);
        }
    }

    private void disconnected(DisconnectEvent event) {
        Socket socket = event.socket();
        delivery.runUndeclared(socket, () -> {
            try {
                disconnections.fire(event, failure -> failures.ofAsyncObserver(socket, "disconnect", failure));
            } finally {
                if (haveSocketScopedBeans) sockets.destroy(socket);
            }
        });
    }

    private <E> void fire(Channel<E> channel, E event, Socket socket, String name) {
        delivery.runUndeclared(
                socket, () -> channel.fire(event, failure -> failures.ofAsyncObserver(socket, name, failure)));
    }
}
