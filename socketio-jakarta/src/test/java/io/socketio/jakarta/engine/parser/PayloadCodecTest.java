package io.socketio.jakarta.engine.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.socketio.jakarta.engine.parser.EnginePacket.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PayloadCodecTest {
    private static EnginePacket message(String text) {
        return EnginePacket.text(Type.MESSAGE, text, true);
    }

    private static String encoded(EnginePacket... packets) {
        return new String(PayloadCodec.encode(List.of(packets)), StandardCharsets.UTF_8);
    }

    private static List<String> decoded(String body) throws MalformedPacketException {
        List<String> packets = new ArrayList<>();
        PayloadCodec.decode(body, packet -> packets.add(packet.encoded()));
        return packets;
    }

    @Test
    void packetsAreJoined() {
        assertEquals("4a", encoded(message("a")));
        assertEquals(
                "4é\u001e2\u001ebAQID\u001e4",
                encoded(message("é"), EnginePacket.PING, EnginePacket.binary(new byte[] {1, 2, 3}, true), message("")));
    }

    @Test
    void packetsAreSplit() throws MalformedPacketException {
        assertEquals(List.of("4a"), decoded("4a"));
        assertEquals(List.of("4é", "2", "bAQID", "4"), decoded("4é\u001e2\u001ebAQID\u001e4"));
    }

    @Test
    void thoseBeforeABadOneAreDelivered() {
        for (String bad : new String[] {"", "x", "4a\u001e", "\u001e4a", "4a\u001e\u001e4b", "4a\u001e9"}) {
            List<EnginePacket> seen = new ArrayList<>();
            assertThrows(MalformedPacketException.class, () -> PayloadCodec.decode(bad, seen::add), bad);
            assertEquals(bad.startsWith("4") ? 1 : 0, seen.size(), bad);
        }
    }

    @Test
    void whatWasJoinedIsSplitAgain() throws MalformedPacketException {
        long seed = 5;
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            List<EnginePacket> packets = new ArrayList<>();
            for (int size = 1 + random.nextInt(5); size > 0; size--) {
                byte[] bytes = new byte[random.nextInt(8)];
                random.nextBytes(bytes);
                packets.add(random.nextBoolean() ? EnginePacket.binary(bytes, true) : message("é" + bytes.length));
            }
            List<String> texts = packets.stream().map(EnginePacket::encoded).toList();
            assertEquals(
                    texts,
                    decoded(new String(PayloadCodec.encode(packets), StandardCharsets.UTF_8)),
                    "seed " + seed + ", round " + round);
        }
    }

    @Test
    void manyPacketsTakeLinearTime() {
        String body = "4\u001e".repeat(500_000) + "4";
        assertTimeout(
                Duration.ofSeconds(20),
                () -> assertEquals(500_001, decoded(body).size()));
    }
}
