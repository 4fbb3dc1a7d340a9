package io.socketio.jakarta.benchmarks.load;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** An Engine.IO packet, and the same as a WebSocket frame: made once, sent often. */
record Message(String packet, byte[] frame) {
    private static final byte[] MASK = {0x12, 0x34, 0x56, 0x78};

    static Message of(String packet) {
        return new Message(packet, frame(0x81, packet.getBytes(StandardCharsets.UTF_8)));
    }

    /** RFC 6455, 5.2; a client's, and so masked. */
    static byte[] frame(int first, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 14);
        frame.write(first);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else if (payload.length < 1 << 16) {
            frame.write(0x80 | 126);
            frame.writeBytes(
                    ByteBuffer.allocate(2).putShort((short) payload.length).array());
        } else {
            frame.write(0x80 | 127);
            frame.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        frame.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) frame.write(payload[i] ^ MASK[i % MASK.length]);
        return frame.toByteArray();
    }
}
