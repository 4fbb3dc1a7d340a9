package io.socketio.jakarta.engine.parser;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Single packets, as WebSocket carries them, of both revisions. */
class EnginePacketFuzzTest {
    @FuzzTest
    void anyMessageIsAPacketOrMalformed(byte[] message) throws MalformedPacketException {
        for (Protocol protocol : Protocol.values()) {
            decodeText(protocol, new String(message, StandardCharsets.UTF_8));
            decodeBinary(protocol, message);
        }
    }

    private static void decodeText(Protocol protocol, String text) throws MalformedPacketException {
        boolean typed = !text.isEmpty() && text.charAt(0) >= '0' && text.charAt(0) <= '6';
        EnginePacket packet;
        try {
            packet = protocol.packet(text);
        } catch (MalformedPacketException e) {
            assertFalse(typed, text);
            assertThrows(MalformedPacketException.class, () -> protocol.packet(inUrlAlphabet(text)), text);
            return;
        }
        assertEquals(typed, !packet.isBinary(), text);
        if (typed) {
            assertEquals(text, packet.encoded());
            assertEquals(text, protocol.text(packet));
            assertEquals(text.charAt(0) - '0', packet.type().ordinal());
            assertEquals(text.substring(1), packet.data());
            assertEquals(packet.data().getBytes(StandardCharsets.UTF_8).length, packet.contentSize());
        } else {
            assertTrue(text.startsWith(protocol == Protocol.V3 ? "b4" : "b"), text);
            assertTrue(packet.bytes().length <= text.length() * 3 / 4, text);
            assertArrayEquals(
                    packet.bytes(), protocol.packet(inUrlAlphabet(text)).bytes(), text);
            survivesTheRoundTrip(protocol, packet);
        }
    }

    private static String inUrlAlphabet(String base64) {
        return base64.replace('+', '-').replace('/', '_');
    }

    private static void decodeBinary(Protocol protocol, byte[] message) throws MalformedPacketException {
        boolean typed = protocol == Protocol.V4 || (message.length > 0 && message[0] == 4);
        EnginePacket packet;
        try {
            packet = protocol.packet(message);
        } catch (MalformedPacketException e) {
            assertFalse(typed);
            return;
        }
        assertTrue(typed);
        int start = protocol == Protocol.V4 ? 0 : 1;
        assertArrayEquals(Arrays.copyOfRange(message, start, message.length), packet.bytes());
        assertArrayEquals(message, protocol.bytes(packet));
        survivesTheRoundTrip(protocol, packet);
    }

    private static void survivesTheRoundTrip(Protocol protocol, EnginePacket packet) throws MalformedPacketException {
        assertEquals(EnginePacket.Type.MESSAGE, packet.type());
        assertEquals(packet.bytes().length, packet.contentSize());
        assertArrayEquals(packet.bytes(), protocol.packet(protocol.text(packet)).bytes());
        assertArrayEquals(
                packet.bytes(), protocol.packet(protocol.bytes(packet)).bytes());
    }
}
