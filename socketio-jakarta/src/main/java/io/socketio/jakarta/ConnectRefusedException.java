package io.socketio.jakarta;

import org.jspecify.annotations.Nullable;

/** Thrown by a {@link Middleware}: the client is refused and learns message and data (CONNECT_ERROR). */
public class ConnectRefusedException extends SocketIoException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Object data;

    /**
     * Refuses with a message.
     *
     * @param message told to the client
     */
    public ConnectRefusedException(String message) {
        this(message, null);
    }

    /**
     * Refuses with a message and data.
     *
     * @param message told to the client
     * @param data anything that JSON can carry, told to the client; {@code null}: none
     */
    public ConnectRefusedException(String message, @Nullable Object data) {
        super(message);
        this.data = data;
    }

    /**
     * What the client is told beside the message.
     *
     * @return the data, or {@code null}
     */
    public @Nullable Object data() {
        return data;
    }
}
