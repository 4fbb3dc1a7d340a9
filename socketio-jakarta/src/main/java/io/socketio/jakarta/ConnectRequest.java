package io.socketio.jakarta;

/** A client's wish to connect to a namespace, seen by {@link Middleware} before a socket exists. */
public interface ConnectRequest {
    /**
     * The namespace.
     *
     * @return where the client wants in
     */
    Namespace namespace();

    /**
     * The HTTP side of the connection and the auth payload.
     *
     * @return the same object that the socket will have
     */
    Handshake handshake();

    /**
     * The auth payload, as {@link Handshake#auth(Class)}.
     *
     * @param type what it shall be
     * @param <T> that type
     * @return the value; bound from {@code {}} when the client sent none
     * @throws PayloadException if it does not fit the type
     */
    default <T> T auth(Class<T> type) {
        return handshake().auth(type);
    }

    /**
     * Data that the socket will have, if the client is let in.
     *
     * @return the socket's attributes
     */
    Attributes attributes();
}
