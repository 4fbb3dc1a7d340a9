package io.socketio.jakarta.msgpack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.socketio.jakarta.parser.Decoder;
import io.socketio.jakarta.parser.EncodedPacket;
import io.socketio.jakarta.parser.JsonText;
import io.socketio.jakarta.parser.MalformedPacketException;
import io.socketio.jakarta.parser.Packet;
import io.socketio.jakarta.parser.PacketLimits;
import io.socketio.jakarta.parser.PacketType;
import io.socketio.jakarta.parser.Parser;
import io.socketio.jakarta.parser.TextParser;

class MsgpackFuzzTest {
    private static final PacketLimits LIMITS = new PacketLimits(0, 0, 20, 1_000);

    /** Text that a byte may become: of the two of empty binary, for one, a placeholder. */
    private static final int MAX_GROWTH = 20;

    /** The text format takes ids of 18 digits. */
    private static final long MAX_TEXT_ID = 999_999_999_999_999_999L;

    private static final String PLACEHOLDER = "{\"_placeholder\":true,\"num\":0}";

    private final Parser msgpack = new MsgpackParser();
    private final Parser text = new TextParser();

    @FuzzTest
    void anyMessageIsAPacketOrMalformed(byte[] message) throws MalformedPacketException {
        Packet packet;
        try {
            packet = msgpack.decoder(LIMITS).binary(message);
        } catch (MalformedPacketException e) {
            return;
        }
        assertNotNull(packet, "a packet is one message");
        keepsTheRules(packet, message.length);
        isReadAsTheSame(packet, msgpack);
        if (fitsIntoText(packet)) isReadAsTheSame(packet, text);
    }

    private static void keepsTheRules(Packet packet, int length) {
        JsonText payload = packet.payload();
        switch (packet.type()) {
            case CONNECT -> assertTrue(payload == null || payload.element(0).startsWith("{"));
            case DISCONNECT -> assertNull(payload);
            case EVENT -> assertFalse(JsonText.RESERVED.contains(packet.event()), packet.event());
            default -> assertEquals(PacketType.ACK, packet.type());
        }
        assertTrue(packet.ackId() >= Packet.NO_ACK);
        // arguments and auth hold binary, and are none themselves
        if (payload != null && packet.type() == PacketType.CONNECT)
            assertFalse(payload.placeholders() == 1 && json(packet).equals(PLACEHOLDER));
        assertEquals(packet.attachments().size(), payload == null ? 0 : payload.placeholders());
        assertTrue(packet.size() <= 100 + MAX_GROWTH * length, () -> packet.size() + " of " + length);
    }

    private static boolean fitsIntoText(Packet packet) {
        boolean hasRoom =
                packet.type() != PacketType.CONNECT || packet.attachments().isEmpty();
        return hasRoom && packet.ackId() <= MAX_TEXT_ID && packet.namespace().matches("/[^,]*");
    }

    private static void isReadAsTheSame(Packet packet, Parser parser) throws MalformedPacketException {
        String json = json(packet);
        EncodedPacket encoded =
                parser.encode(packet.type(), packet.namespace(), packet.ackId(), json, packet.attachments());
        Decoder decoder = parser.decoder(new PacketLimits(packet.attachments().size(), Long.MAX_VALUE, 20, 1_000));
        Packet again = encoded.text() == null ? null : decoder.text(encoded.text());
        for (byte[] binary : encoded.binary()) again = decoder.binary(binary);
        assertNotNull(again);
        assertEquals(packet.type(), withoutBinary(again.type()));
        assertEquals(packet.namespace(), again.namespace());
        assertEquals(packet.ackId(), again.ackId());
        assertEquals(json, json(again));
        assertEquals(packet.attachments().size(), again.attachments().size());
        for (int i = 0; i < again.attachments().size(); i++)
            assertArrayEquals(packet.attachments().get(i), again.attachments().get(i));
    }

    private static PacketType withoutBinary(PacketType type) {
        return switch (type) {
            case BINARY_EVENT -> PacketType.EVENT;
            case BINARY_ACK -> PacketType.ACK;
            default -> type;
        };
    }

    private static String json(Packet packet) {
        JsonText payload = packet.payload();
        if (payload == null) return "";
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < payload.size(); i++) payload.appendElement(i, json.append(i == 0 ? "" : ","), 0);
        return packet.type() == PacketType.CONNECT ? json.toString() : "[" + json + "]";
    }
}
