package io.socketio.jakarta;

/** Why a socket was disconnected; the strings are those of Socket.IO. */
public enum DisconnectReason {
    /** The client left the namespace. */
    CLIENT_NAMESPACE_DISCONNECT("client namespace disconnect"),
    /** {@link Socket#disconnect(boolean)} was called. */
    SERVER_NAMESPACE_DISCONNECT("server namespace disconnect"),
    /** {@link SocketIoServer#close()} was called, or the application stops. */
    SERVER_SHUTTING_DOWN("server shutting down"),
    /** The server closed the connection, which could not be told at once. */
    FORCED_SERVER_CLOSE("forced server close"),
    /** The server closed the connection: a packet against the protocol, or nothing joined within {@code connectTimeout}. */
    FORCED_CLOSE("forced close"),
    /** The client closed the connection, or it was lost. */
    TRANSPORT_CLOSE("transport close"),
    /** The connection failed, was misused, or its client read too slowly. */
    TRANSPORT_ERROR("transport error"),
    /** The client did not answer the heartbeat. */
    PING_TIMEOUT("ping timeout"),
    /** The client sent what is no Engine.IO packet. */
    PARSE_ERROR("parse error");

    private final String text;

    DisconnectReason(String text) {
        this.text = text;
    }

    /**
     * The reason as Socket.IO writes it.
     *
     * @return for example {@code transport close}
     */
    @Override
    public String toString() {
        return text;
    }
}
