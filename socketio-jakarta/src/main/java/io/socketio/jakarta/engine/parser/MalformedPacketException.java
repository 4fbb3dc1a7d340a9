package io.socketio.jakarta.engine.parser;

/** What came in is no Engine.IO packet. */
public final class MalformedPacketException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedPacketException(String message) {
        super(message, null, false, false); // made by whoever sends garbage: no stack trace to pay for
    }
}
