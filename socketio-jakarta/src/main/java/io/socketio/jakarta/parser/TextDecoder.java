package io.socketio.jakarta.parser;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the grammar of text packets (Socket.IO protocol 5, "Packet encoding") and collects binary attachments. */
final class TextDecoder implements Decoder {
    /** Digits of an acknowledgement's id: what a long holds exactly. */
    private static final int MAX_ACK_DIGITS = 18;

    private final PacketLimits limits;

    private @Nullable Packet incomplete;
    private int missing;
    private long pendingBytes;

    TextDecoder(PacketLimits limits) {
        this.limits = limits;
    }

    @Override
    public @Nullable Packet text(String message) throws MalformedPacketException {
        if (incomplete != null) throw new MalformedPacketException("text between attachments");
        if (message.isEmpty()) throw new MalformedPacketException("empty packet");
        PacketType type = PacketType.of(message.charAt(0));
        int at = 1;
        int attachments = 0;
        if (type.isBinary()) {
            int dash = message.indexOf('-');
            attachments = attachments(message, dash);
            at = dash + 1;
        }
        String namespace = "/";
        if (at < message.length() && message.charAt(at) == '/') {
            int comma = message.indexOf(',', at);
            namespace = comma < 0 ? message.substring(at) : message.substring(at, comma);
            at = comma < 0 ? message.length() : comma + 1;
        }
        int idStart = at;
        while (at < message.length() && message.charAt(at) >= '0' && message.charAt(at) <= '9') at++;
        if (at - idStart > MAX_ACK_DIGITS) throw new MalformedPacketException("acknowledgement id too long");
        long ackId = at == idStart ? Packet.NO_ACK : Long.parseLong(message, idStart, at, 10);
        JsonText payload = JsonText.payload(type, message, at, attachments, limits);

        List<byte[]> collected = attachments == 0 ? List.of() : new ArrayList<>(attachments);
        Packet packet = new Packet(type, namespace, ackId, payload, collected);
        if (attachments == 0) return packet;
        incomplete = packet;
        missing = attachments;
        pendingBytes = 0;
        return null;
    }

    @Override
    public @Nullable Packet binary(byte[] attachment) throws MalformedPacketException {
        Packet packet = incomplete;
        if (packet == null) throw new MalformedPacketException("attachment of no packet");
        pendingBytes += attachment.length;
        if (pendingBytes > limits.maxAttachmentBytes()) {
            incomplete = null;
            throw new MalformedPacketException("too many bytes of attachments", "maxAttachmentBytes");
        }
        packet.attachments().add(attachment);
        if (--missing > 0) return null;
        incomplete = null;
        return packet;
    }

    private int attachments(String message, int dash) throws MalformedPacketException {
        if (dash < 2 || dash > 10) throw new MalformedPacketException("illegal attachments");
        int count = 0;
        for (int i = 1; i < dash; i++) {
            char c = message.charAt(i);
            if (c < '0' || c > '9') throw new MalformedPacketException("illegal attachments");
            count = Math.min(count * 10 + c - '0', 1_000_000);
        }
        if (count == 0) throw new MalformedPacketException("illegal attachments");
        if (count > limits.maxAttachments())
            throw new MalformedPacketException("too many attachments", "maxAttachments");
        return count;
    }
}
