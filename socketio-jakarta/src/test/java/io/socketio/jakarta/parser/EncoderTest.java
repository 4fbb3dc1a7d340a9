package io.socketio.jakarta.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class EncoderTest {
    @Test
    void writesThePartsThatAreThere() {
        assertEquals("2[\"e\",1]", Encoder.encode(PacketType.EVENT, 0, "/", Packet.NO_ACK, "[\"e\",1]"));
        assertEquals("2/admin,0[\"e\"]", Encoder.encode(PacketType.EVENT, 0, "/admin", 0, "[\"e\"]"));
        assertEquals("312[]", Encoder.encode(PacketType.ACK, 0, "/", 12, "[]"));
        assertEquals("0{\"sid\":\"x\"}", Encoder.encode(PacketType.CONNECT, 0, "/", Packet.NO_ACK, "{\"sid\":\"x\"}"));
        assertEquals("1/a,", Encoder.encode(PacketType.DISCONNECT, 0, "/a", Packet.NO_ACK, ""));
        assertEquals("1", Encoder.encode(PacketType.DISCONNECT, 0, "/", Packet.NO_ACK, ""));
    }

    @Test
    void attachmentsMakeBinaryPackets() {
        assertEquals("51-/admin,12[\"e\"]", Encoder.encode(PacketType.EVENT, 1, "/admin", 12, "[\"e\"]"));
        assertEquals("610-9[]", Encoder.encode(PacketType.ACK, 10, "/", 9, "[]"));
        assertThrows(
                IllegalArgumentException.class, () -> Encoder.encode(PacketType.CONNECT, 1, "/", Packet.NO_ACK, "{}"));
    }
}
