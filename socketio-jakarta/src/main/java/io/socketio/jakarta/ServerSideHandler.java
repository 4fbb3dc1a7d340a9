package io.socketio.jakarta;

/** Handles events of other servers of the cluster. */
@FunctionalInterface
public interface ServerSideHandler {
    /**
     * Handles one, on a worker thread; several at once, in no order.
     *
     * @param message the message
     * @throws Exception anything; it is logged, and no answer is sent by itself
     */
    void handle(ServerSideMessage message) throws Exception;
}
