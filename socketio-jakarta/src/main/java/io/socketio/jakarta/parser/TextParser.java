package io.socketio.jakarta.parser;

import java.util.List;

/**
 * The parser that clients have by themselves: a text message with JSON, and binary messages for the attachments behind it (Socket.IO
 * protocol 5, "Packet encoding").
 */
public final class TextParser implements Parser {
    /** The parser; all are alike. */
    public TextParser() {}

    static {
        JsonScanner.warmUp();
    }

    @Override
    public EncodedPacket encode(
            PacketType type, String namespace, long ackId, CharSequence json, List<byte[]> attachments) {
        int count = attachments.size();
        StringBuilder out = new StringBuilder(json.length() + 16);
        out.append(count == 0 ? type.code() : binary(type).code());
        if (count > 0) out.append(count).append('-');
        if (!namespace.equals("/")) out.append(namespace).append(',');
        if (ackId != Packet.NO_ACK) out.append(ackId);
        return new EncodedPacket(out.append(json).toString(), attachments);
    }

    private static PacketType binary(PacketType type) {
        return switch (type) {
            case EVENT -> PacketType.BINARY_EVENT;
            case ACK -> PacketType.BINARY_ACK;
            default -> throw new IllegalArgumentException(type + " carries no attachments");
        };
    }

    @Override
    public Decoder decoder(PacketLimits limits) {
        return new TextDecoder(limits);
    }
}
