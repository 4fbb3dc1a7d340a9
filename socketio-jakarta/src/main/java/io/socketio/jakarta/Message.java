package io.socketio.jakarta;

/**
 * An event that a client sent.
 *
 * <p>Arguments keep their JSON text until somebody asks for them.
 *
 * @param <T> what the first argument is bound to, or {@link Arguments}
 */
public interface Message<T> {
    /**
     * The name of the event.
     *
     * @return as the client sent it
     */
    String event();

    /**
     * The first argument; for {@code Message<Arguments>} all of them.
     *
     * @return bound at the first call, then the same object; {@code null} if the client sent JSON {@code null}
     * @throws PayloadException if there is no argument, or it does not fit the type
     */
    T payload();

    /**
     * All arguments.
     *
     * @return without the name and without the acknowledgement
     */
    Arguments args();

    /**
     * Who sent it.
     *
     * @return the socket
     */
    Socket socket();

    /**
     * The way to acknowledge.
     *
     * @return never {@code null}; a no-op where the client asked for none
     */
    Ack ack();
}
