package io.socketio.jakarta;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The connections underneath a server, whatever namespaces they joined ({@code io.engine} in Socket.IO).
 *
 * <p>What handlers throw is logged and changes nothing else. They run on network threads, so they must not block.
 */
public interface Engine {
    /**
     * How many clients are connected ({@code clientsCount} in Socket.IO).
     *
     * @return the number of open connections
     */
    int clientsCount();

    /**
     * Adds a handler of new connections ({@code connection}).
     *
     * @param handler gets the connection when its client was sent the handshake, before anything else is sent or received
     * @return removes it again
     */
    Registration onConnection(Consumer<EngineConnection> handler);

    /**
     * Adds a handler of requests that are refused ({@code connection_error}), among them whatever a stranger sends to the server's path. What
     * goes wrong with a request of an existing connection otherwise ends that connection, or is its {@code 413}.
     *
     * @param handler gets what was refused, on the request's thread, before the answer is written
     * @return removes it again
     */
    Registration onConnectionError(Consumer<ConnectionError> handler);

    /**
     * Adds a handler that gives headers to the answer to the first request of a connection ({@code initial_headers}): a poll, or the upgrade
     * of a WebSocket. It runs before those of {@link #onHeaders}.
     *
     * @param handler gives headers
     * @return removes it again
     */
    Registration onInitialHeaders(HeadersHandler handler);

    /**
     * Adds a handler that gives headers to the answers to all requests that are not refused ({@code headers}): polls, POSTs, upgrades.
     *
     * @param handler gives headers
     * @return removes it again
     */
    Registration onHeaders(HeadersHandler handler);

    /**
     * How often each bound on what clients can make the server hold was reached since it was made, whatever came of it: a packet refused, an
     * event dropped, a connection closed. For monitoring: a number that grows means an attack, or an option that is too small. The first
     * time each is logged as a warning.
     *
     * @return by the name of the option that sets the bound, such as {@code maxOutboundBytes}; all of them, in a snapshot
     */
    Map<String, Long> limitsReached();

    /**
     * Does something again and again, on the server's worker threads, until it is removed or the application stops. One run at a time: one
     * that comes while another still runs is left out.
     *
     * @param interval between the beginnings of two runs, the first of which comes after it; at least a millisecond
     * @param task what to do; what it throws is logged
     * @return ends it
     * @throws IllegalStateException if the server has not started yet: the application is about to, or its servlet is not initialized
     * @throws IllegalArgumentException if the interval is shorter
     */
    Registration every(Duration interval, Runnable task);
}
