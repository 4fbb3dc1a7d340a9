package io.socketio.jakarta.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a client may send over one connection: text and attachments. */
class TextDecoderFuzzTest {
    private static final int MAX_ATTACHMENTS = 3;
    private static final PacketLimits LIMITS = new PacketLimits(MAX_ATTACHMENTS, 1_000_000, 20, 1_000);
    private static final int SHIFT = 7;

    /** A type with a number of attachments or without, namespace, id of an acknowledgement, payload. */
    private static final Pattern GRAMMAR = Pattern.compile(
            "(?:[0-4]|[56]([0-9]{1,9})-)(?:(/[^,]*)(?:,|\\z))?([0-9]{0,18})(?![0-9])(.*)", Pattern.DOTALL);

    /** @param attachments how many follow */
    private record Head(Packet packet, int attachments) {}

    private final Parser parser = new TextParser();

    private Decoder decoder() {
        return parser.decoder(LIMITS);
    }

    /** @param input messages as in a payload, separated by 0x1E and binary ones behind b, only without base64 */
    @FuzzTest
    void anyMessagesArePacketsOrMalformed(byte[] input) throws MalformedPacketException {
        Decoder decoder = decoder();
        Head head = null;
        List<byte[]> attachments = new ArrayList<>();
        for (String message : new String(input, StandardCharsets.UTF_8).split("\u001e", -1)) {
            boolean binary = message.startsWith("b");
            if (binary) attachments.add(message.substring(1).getBytes(StandardCharsets.UTF_8));
            else head = head == null ? head(message) : null; // no text between attachments
            Packet packet;
            try {
                packet = binary ? decoder.binary(attachments.get(attachments.size() - 1)) : decoder.text(message);
            } catch (MalformedPacketException e) {
                assertNull(head, message);
                return;
            }
            assertNotNull(head, message);
            assertEquals(head.attachments() == attachments.size(), packet != null, message);
            if (packet == null) continue;
            assertEquals(attachments, packet.attachments(), "the same, in their order");
            isTheSame(head.packet(), packet);
            keepsTheRules(packet);
            survivesTheRoundTrip(packet);
            head = null;
            attachments.clear();
        }
    }

    /** Null if it is none. */
    private static Head head(String message) {
        Matcher parts = GRAMMAR.matcher(message);
        if (!parts.matches()) return null;
        int attachments = parts.group(1) == null ? 0 : Integer.parseInt(parts.group(1));
        if (parts.group(1) != null && (attachments == 0 || attachments > MAX_ATTACHMENTS)) return null;
        String namespace = parts.group(2) == null ? "/" : parts.group(2);
        long ackId = parts.group(3).isEmpty() ? Packet.NO_ACK : Long.parseLong(parts.group(3));
        try {
            PacketType type = PacketType.of(message.charAt(0));
            JsonText payload = JsonText.payload(type, parts.group(4), 0, attachments, LIMITS);
            return new Head(new Packet(type, namespace, ackId, payload, List.of()), attachments);
        } catch (MalformedPacketException e) {
            return null;
        }
    }

    private static void isTheSame(Packet expected, Packet packet) {
        assertEquals(expected.type(), packet.type());
        assertEquals(expected.namespace(), packet.namespace());
        assertEquals(expected.ackId(), packet.ackId());
        assertEquals(json(expected, 0), json(packet, 0));
    }

    private static void keepsTheRules(Packet packet) {
        boolean binary = packet.type() == PacketType.BINARY_EVENT || packet.type() == PacketType.BINARY_ACK;
        assertEquals(binary, !packet.attachments().isEmpty());
        JsonText payload = packet.payload();
        switch (packet.type()) {
            case CONNECT -> assertTrue(payload == null || payload.element(0).startsWith("{"));
            case DISCONNECT -> assertNull(payload);
            case EVENT, BINARY_EVENT -> assertFalse(JsonText.RESERVED.contains(packet.event()), packet.event());
            case ACK -> {}
            case BINARY_ACK -> assertNotNull(payload);
            case CONNECT_ERROR -> fail("the server's");
        }
        if (!binary && payload != null) assertEquals(0, payload.placeholders());
    }

    private void survivesTheRoundTrip(Packet packet) throws MalformedPacketException {
        PacketType type = switch (packet.type()) {
            case BINARY_EVENT -> PacketType.EVENT;
            case BINARY_ACK -> PacketType.ACK;
            default -> packet.type();
        };
        int count = packet.attachments().size();
        String json = json(packet, 0);
        EncodedPacket encoded = parser.encode(type, packet.namespace(), packet.ackId(), json, packet.attachments());
        Decoder decoder = decoder();
        Packet again = decoder.text(encoded.text());
        for (byte[] attachment : encoded.binary()) again = decoder.binary(attachment);
        isTheSame(packet, again);
        assertEquals(packet.attachments(), again.attachments());
        if (count == 0) return;

        int placeholders = packet.payload().placeholders();
        assertEquals(placeholders, JsonText.placeholders(json, count), "as its receivers see it");
        // passed on behind other attachments
        JsonText shifted = JsonText.payload(packet.type(), json(packet, SHIFT), 0, count + SHIFT, LIMITS);
        assertEquals(placeholders, shifted.placeholders());
        assertEquals(placeholders, shifted.placeholders(0, shifted.size()));
    }

    /** The payload with its placeholders written as parsers know them. */
    private static String json(Packet packet, int shift) {
        JsonText payload = packet.payload();
        if (payload == null) return "";
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < payload.size(); i++) payload.appendElement(i, json.append(i == 0 ? "" : ","), shift);
        return packet.type() == PacketType.CONNECT ? json.toString() : "[" + json + "]";
    }
}
