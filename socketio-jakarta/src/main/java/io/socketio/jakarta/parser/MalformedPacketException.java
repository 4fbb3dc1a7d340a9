package io.socketio.jakarta.parser;

/** What came in is no Socket.IO packet, or one that a client may not send. */
public final class MalformedPacketException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Made without a stack trace.
     *
     * @param message what is wrong, for the log
     */
    public MalformedPacketException(String message) {
        super(message, null, false, false); // made by whoever sends garbage: no stack trace to pay for
    }
}
