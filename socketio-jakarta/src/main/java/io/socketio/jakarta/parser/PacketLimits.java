package io.socketio.jakarta.parser;

/**
 * What one packet of a client may have, at most.
 *
 * @param maxAttachments binary attachments, for formats that announce them ahead (option {@code maxAttachments})
 * @param maxAttachmentBytes bytes of all its attachments, for formats in which they come one by one (option {@code maxAttachmentBytes})
 * @param maxJsonDepth nested arrays and objects (option {@code maxJsonDepth})
 * @param maxNumberLength characters of a number (option {@code maxNumberLength})
 */
public record PacketLimits(int maxAttachments, long maxAttachmentBytes, int maxJsonDepth, int maxNumberLength) {
    /** For what the application itself has written. */
    public static final PacketLimits NONE =
            new PacketLimits(Integer.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
}
