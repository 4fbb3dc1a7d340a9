package io.socketio.jakarta.cdi;

import io.socketio.jakarta.ConnectionError;
import io.socketio.jakarta.Engine;
import io.socketio.jakarta.EngineConnection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What happens underneath all namespaces. */
final class EngineRoutes {
    private static final Logger LOG = System.getLogger(EngineRoutes.class.getName());

    private final Channel<EngineConnection> connections;
    private final Channel<ConnectionError> errors;
    private final Delivery delivery;

    EngineRoutes(Channels channels, Delivery delivery) {
        this.connections = channels.of(EngineConnection.class);
        this.errors = channels.of(ConnectionError.class);
        this.delivery = delivery;
    }

    void register(Engine engine) {
        if (connections.isObserved())
            engine.onConnection(connection -> deliver(EngineConnection.class, connection, connections));
        if (errors.isObserved()) engine.onConnectionError(error -> deliver(ConnectionError.class, error, errors));
    }

    private <E> void deliver(Class<E> kind, E event, Channel<E> channel) {
        delivery.runUndeclared(
                null,
                () -> channel.fire(
                        event,
                        failure ->
                                LOG.log(Level.WARNING, "an observer of " + kind.getSimpleName() + " failed", failure)));
    }
}
