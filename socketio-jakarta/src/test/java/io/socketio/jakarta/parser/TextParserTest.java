package io.socketio.jakarta.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextParserTest {
    private static String encode(PacketType type, int attachments, String namespace, long ackId, String json) {
        List<byte[]> binary = Collections.nCopies(attachments, new byte[1]);
        EncodedPacket packet = new TextParser().encode(type, namespace, ackId, json, binary);
        assertEquals(binary, packet.binary());
        return packet.text();
    }

    @Test
    void writesThePartsThatAreThere() {
        assertEquals("2[\"e\",1]", encode(PacketType.EVENT, 0, "/", Packet.NO_ACK, "[\"e\",1]"));
        assertEquals("2/admin,0[\"e\"]", encode(PacketType.EVENT, 0, "/admin", 0, "[\"e\"]"));
        assertEquals("312[]", encode(PacketType.ACK, 0, "/", 12, "[]"));
        assertEquals("0{\"sid\":\"x\"}", encode(PacketType.CONNECT, 0, "/", Packet.NO_ACK, "{\"sid\":\"x\"}"));
        assertEquals("1/a,", encode(PacketType.DISCONNECT, 0, "/a", Packet.NO_ACK, ""));
        assertEquals("1", encode(PacketType.DISCONNECT, 0, "/", Packet.NO_ACK, ""));
    }

    @Test
    void attachmentsMakeBinaryPackets() {
        assertEquals("51-/admin,12[\"e\"]", encode(PacketType.EVENT, 1, "/admin", 12, "[\"e\"]"));
        assertEquals("610-9[]", encode(PacketType.ACK, 10, "/", 9, "[]"));
        assertThrows(IllegalArgumentException.class, () -> encode(PacketType.CONNECT, 1, "/", Packet.NO_ACK, "{}"));
    }
}
