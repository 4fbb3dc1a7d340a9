package io.socketio.jakarta.engine;

/** Why an Engine.IO session ended; the strings are those of Engine.IO. */
public enum CloseReason {
    /** The client closed, or the connection was lost. */
    TRANSPORT_CLOSE("transport close"),
    /** The connection failed or was misused. */
    TRANSPORT_ERROR("transport error"),
    /** No answer to the heartbeat. */
    PING_TIMEOUT("ping timeout"),
    /** What came in is no Engine.IO packet. */
    PARSE_ERROR("parse error"),
    /** The server closed the session. */
    FORCED_CLOSE("forced close"),
    /** The server closed all sessions; that of Socket.IO, Engine.IO has none. */
    SERVER_SHUTTING_DOWN("server shutting down");

    private final String text;

    CloseReason(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
