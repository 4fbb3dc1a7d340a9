package io.socketio.jakarta;

/**
 * Handles the messages of an event.
 *
 * @param <T> the type of the payload
 */
@FunctionalInterface
public interface MessageHandler<T> {
    /**
     * Handles one message. See {@link Namespace} for threads and order.
     *
     * @param message the message
     * @throws Exception anything; it becomes a {@link HandlerFailure}
     */
    void handle(Message<T> message) throws Exception;
}
