package io.socketio.jakarta;

import org.jspecify.annotations.Nullable;

/** What this library throws. */
public class SocketIoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * With a message.
     *
     * @param message what is wrong
     */
    public SocketIoException(String message) {
        super(message);
    }

    /**
     * With a message and a cause.
     *
     * @param message what is wrong
     * @param cause why
     */
    public SocketIoException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
