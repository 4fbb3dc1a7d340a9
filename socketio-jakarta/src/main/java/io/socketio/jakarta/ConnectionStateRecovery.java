package io.socketio.jakarta;

import java.time.Duration;

/**
 * How clients that lost their connection get back what they had and missed (Socket.IO protocol 5, "Connection state recovery"): the id, the
 * rooms and the attributes of their socket, and the events that were sent meanwhile. Each event without an acknowledgement gets an offset as
 * one more argument, which official clients take away again.
 *
 * @param maxDisconnectionDuration how long states and events are kept
 * @param skipMiddlewares whether clients that are recovered pass by the middlewares of their namespace. They have proved that they are the same
 *     by a secret of their connection; who was logged in with the container must be so again, as the same user
 * @param maxBytes how much the events of one namespace may take, about; beyond it the oldest are forgotten, and clients that have not got
 *     those begin anew. States count with 1 KB each
 */
public record ConnectionStateRecovery(Duration maxDisconnectionDuration, boolean skipMiddlewares, long maxBytes) {
    /** Two minutes, middlewares are skipped, 16 MiB. */
    public static final ConnectionStateRecovery DEFAULT =
            new ConnectionStateRecovery(Duration.ofMinutes(2), true, 16L << 20);

    /**
     * Checks.
     *
     * @param maxDisconnectionDuration how long states and events are kept
     * @param skipMiddlewares whether clients that are recovered pass by the middlewares
     * @param maxBytes how much the events of one namespace may take
     * @throws IllegalArgumentException if the duration or the bytes are not positive
     */
    public ConnectionStateRecovery {
        if (maxDisconnectionDuration.isNegative() || maxDisconnectionDuration.isZero())
            throw new IllegalArgumentException("maxDisconnectionDuration must be positive");
        if (maxBytes <= 0) throw new IllegalArgumentException("maxBytes must be positive");
    }
}
