package io.socketio.jakarta.parser;

/** Writes the text of packets (Socket.IO protocol 5, "Packet format"); attachments follow it as binary messages. */
public final class Encoder {
    private Encoder() {}

    /**
     * The text of a packet.
     *
     * @param type EVENT and ACK become their binary twins when there are attachments
     * @param attachments how many follow
     * @param ackId {@link Packet#NO_ACK} for none
     * @param json the payload; empty for none
     */
    public static String encode(PacketType type, int attachments, String namespace, long ackId, CharSequence json) {
        StringBuilder out = new StringBuilder(json.length() + 16);
        out.append(attachments == 0 ? type.code() : binary(type).code());
        if (attachments > 0) out.append(attachments).append('-');
        if (!namespace.equals("/")) out.append(namespace).append(',');
        if (ackId != Packet.NO_ACK) out.append(ackId);
        return out.append(json).toString();
    }

    /**
     * How many placeholders of attachments a payload shows to its receivers, real ones and what only looks like one.
     *
     * @param json an array
     * @throws MalformedPacketException if one of them stands for no attachment: receivers would give up the connection
     */
    public static int placeholders(String json, int attachments) throws MalformedPacketException {
        JsonText array = new JsonScanner(json, 0, Integer.MAX_VALUE, attachments).array();
        return array.placeholders(0, array.size());
    }

    private static PacketType binary(PacketType type) {
        return switch (type) {
            case EVENT -> PacketType.BINARY_EVENT;
            case ACK -> PacketType.BINARY_ACK;
            default -> throw new IllegalArgumentException(type + " carries no attachments");
        };
    }
}
