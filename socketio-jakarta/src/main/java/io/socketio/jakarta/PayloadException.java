package io.socketio.jakarta;

import org.jspecify.annotations.Nullable;

/** An argument is missing, does not fit the type asked for, or cannot be encoded. */
public class PayloadException extends SocketIoException {
    private static final long serialVersionUID = 1L;

    /**
     * With a message.
     *
     * @param message what is wrong
     */
    public PayloadException(String message) {
        super(message);
    }

    /**
     * With a message and a cause.
     *
     * @param message what is wrong
     * @param cause why
     */
    public PayloadException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
