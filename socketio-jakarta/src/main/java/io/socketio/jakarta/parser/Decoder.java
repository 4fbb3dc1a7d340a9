package io.socketio.jakarta.parser;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns the messages of one connection into packets (Socket.IO protocol 5, "Packet format"): checks the grammar and what clients may
 * send, and collects binary attachments. Not safe for use from several threads.
 */
public final class Decoder {
    /** Event names that neither side may send. */
    public static final Set<String> RESERVED =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    /** Digits of an acknowledgement's id: what a long holds exactly. */
    private static final int MAX_ACK_DIGITS = 18;

    private final int maxAttachments;
    private final int maxDepth;

    private @Nullable Packet incomplete;
    private int missing;

    public Decoder(int maxAttachments, int maxDepth) {
        this.maxAttachments = maxAttachments;
        this.maxDepth = maxDepth;
    }

    /**
     * Takes a text message.
     *
     * @return the packet, or {@code null} if its attachments are still to come
     * @throws MalformedPacketException if it is no packet, or one that a client may not send; the connection should be closed
     */
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
        JsonText payload = payload(type, message, at, attachments);

        List<byte[]> collected = attachments == 0 ? List.of() : new ArrayList<>(attachments);
        Packet packet = new Packet(type, namespace, ackId, payload, collected);
        if (attachments == 0) return packet;
        incomplete = packet;
        missing = attachments;
        return null;
    }

    /**
     * Takes a binary message.
     *
     * @return the packet that it completes, or {@code null} if more attachments are still to come
     * @throws MalformedPacketException if none was expected; the connection should be closed
     */
    public @Nullable Packet binary(byte[] attachment) throws MalformedPacketException {
        Packet packet = incomplete;
        if (packet == null) throw new MalformedPacketException("attachment of no packet");
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
        if (count > maxAttachments) throw new MalformedPacketException("too many attachments");
        return count;
    }

    private @Nullable JsonText payload(PacketType type, String message, int at, int attachments)
            throws MalformedPacketException {
        boolean none = at == message.length();
        JsonScanner scanner = new JsonScanner(message, at, maxDepth, attachments);
        switch (type) {
            case CONNECT -> {
                return none ? null : scanner.object();
            }
            case DISCONNECT -> {
                if (none) return null;
                throw new MalformedPacketException("DISCONNECT with a payload");
            }
            case CONNECT_ERROR -> throw new MalformedPacketException("CONNECT_ERROR from a client");
            case EVENT, ACK -> {
                if (none) return null; // Node lets these pass, and they do nothing
            }
            default -> {}
        }
        JsonText array = scanner.array();
        if (type == PacketType.EVENT || type == PacketType.BINARY_EVENT) checkName(array);
        return array;
    }

    private static void checkName(JsonText array) throws MalformedPacketException {
        if (array.size() == 0) throw new MalformedPacketException("event without a name");
        String name = array.element(0);
        char first = name.charAt(0);
        if (first == '"') {
            if (RESERVED.contains(JsonStrings.unquote(name))) throw new MalformedPacketException("reserved event name");
        } else if (first != '-' && (first < '0' || first > '9')) {
            throw new MalformedPacketException("event name is neither string nor number");
        }
    }
}
