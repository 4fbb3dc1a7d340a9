package io.socketio.jakarta.parser;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came in is no Socket.IO packet, or one that a client may not send. */
public final class MalformedPacketException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The name of the option that it exceeds. */
    private final @Nullable String limit;

    /**
     * Made without a stack trace.
     *
     * @param message what is wrong, for the log
     */
    public MalformedPacketException(String message) {
        this(message, null);
    }

    /**
     * As the other, for a packet that has more of something than it may.
     *
     * @param message what is wrong, for the log
     * @param limit the name of the option that bounds it, one of {@link PacketLimits}; {@code null} for none
     */
    public MalformedPacketException(String message, @Nullable String limit) {
        super(message, null, false, false); // made by whoever sends garbage: no stack trace to pay for
        this.limit = limit;
    }

    /**
     * The option that it exceeds.
     *
     * @return its name; empty if the packet is malformed in itself
     */
    public Optional<String> limit() {
        return Optional.ofNullable(limit);
    }
}
