package io.socketio.jakarta.parser;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A packet that came in (Socket.IO protocol 5, "Packet format"), complete with its attachments.
 *
 * @param type as sent; binary types are told by {@code attachments} too
 * @param namespace as sent; with its slash if it is one
 * @param ackId 0 or more; {@link #NO_ACK} if there is none
 * @param payload the JSON, if there is any: for events and acknowledgements an array, of an event the name is the first element
 * @param attachments what the placeholders stand for
 */
public record Packet(
        PacketType type,
        String namespace,
        long ackId,
        @Nullable JsonText payload,
        List<byte[]> attachments) {
    /** The id of a packet that asks for no acknowledgement, and is none. */
    public static final long NO_ACK = -1;

    /**
     * Roughly what it takes in memory while it waits.
     *
     * @return bytes
     */
    public int size() {
        int size = 100 + (payload == null ? 0 : payload.textLength());
        for (byte[] attachment : attachments) size += attachment.length;
        return size;
    }

    /**
     * The name of an event; the rest of what it carries is in the payload.
     *
     * @return the name; empty without a payload
     */
    public String event() {
        if (payload == null) return "";
        String name = payload.element(0);
        return name.charAt(0) == '"' ? JsonStrings.unquote(name) : name;
    }
}
