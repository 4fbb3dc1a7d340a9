package io.socketio.jakarta.engine.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What came out of a payload, perhaps before a bad packet. */
record Payloads(List<EnginePacket> packets, boolean whole) {
    static Payloads decode(Protocol protocol, String body) {
        List<EnginePacket> packets = new ArrayList<>();
        try {
            protocol.decode(body, packets::add);
            return new Payloads(packets, true);
        } catch (MalformedPacketException e) {
            return new Payloads(packets, false);
        }
    }

    static Payloads decode(Protocol protocol, byte[] body) {
        List<EnginePacket> packets = new ArrayList<>();
        try {
            protocol.decode(body, packets::add);
            return new Payloads(packets, true);
        } catch (MalformedPacketException e) {
            return new Payloads(packets, false);
        }
    }

    /** The packets in the one way of writing that all revisions know. */
    List<String> texts() {
        return packets.stream().map(EnginePacket::encoded).toList();
    }

    /** What was read is written, and then read as the same, in all ways that the protocol has. */
    void surviveTheRoundTrip(Protocol protocol) {
        if (packets.isEmpty()) return;
        for (boolean base64 : new boolean[] {true, false}) {
            Protocol.Payload payload = protocol.encode(packets, base64);
            Payloads again = payload.binary()
                    ? decode(protocol, payload.body())
                    : decode(protocol, new String(payload.body(), StandardCharsets.UTF_8));
            assertTrue(again.whole);
            assertEquals(texts(), again.texts());
        }
    }
}
