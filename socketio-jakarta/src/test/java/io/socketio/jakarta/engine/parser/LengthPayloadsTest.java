package io.socketio.jakarta.engine.parser;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads of Engine.IO 3, as text and as binary. */
class LengthPayloadsTest {
    private static final EnginePacket BYTES = EnginePacket.binary(new byte[] {1, 2, 3}, true);

    private static EnginePacket message(String text) {
        return EnginePacket.text(EnginePacket.Type.MESSAGE, text, true);
    }

    private static String text(boolean base64, EnginePacket... packets) {
        Protocol.Payload payload = Protocol.V3.encode(List.of(packets), base64);
        assertFalse(payload.binary());
        return new String(payload.body(), StandardCharsets.UTF_8);
    }

    private static List<String> decoded(String body) throws MalformedPacketException {
        List<String> packets = new ArrayList<>();
        Protocol.V3.decode(body, packet -> packets.add(packet.encoded()));
        return packets;
    }

    private static List<String> decoded(byte[] body) throws MalformedPacketException {
        List<String> packets = new ArrayList<>();
        Protocol.V3.decode(body, packet -> packets.add(packet.encoded()));
        return packets;
    }

    private static byte[] hex(String bytes) {
        return HexFormat.of().parseHex(bytes.replace(" ", ""));
    }

    @Test
    void lengthsOfTextAreInCodeUnits() throws MalformedPacketException {
        assertEquals("2:4a", text(false, message("a")));
        assertEquals("3:4€a1:23:4😀", text(false, message("€a"), EnginePacket.PING, message("😀")));
        assertEquals(List.of("4€a", "2", "4😀"), decoded("3:4€a1:23:4😀"));
    }

    @Test
    void binaryAsTextHasItsType() throws MalformedPacketException {
        assertEquals("2:4a6:b4AQID", text(true, message("a"), BYTES));
        assertEquals(List.of("4a", "bAQID"), decoded("2:4a6:b4AQID"));
        assertThrows(MalformedPacketException.class, () -> decoded("5:bAQID"));
        assertThrows(MalformedPacketException.class, () -> decoded("6:b2AQID"));
        assertThrows(MalformedPacketException.class, () -> decoded("4:b4!="));
    }

    @Test
    void lengthsOfBinaryAreInBytes() throws MalformedPacketException {
        Protocol.Payload payload = Protocol.V3.encode(List.of(message("€"), BYTES), false);
        assertTrue(payload.binary());
        byte[] expected = hex("00 04 ff 34 e2 82 ac  01 04 ff 04 01 02 03");
        assertArrayEquals(expected, payload.body());
        assertEquals(List.of("4€", "bAQID"), decoded(expected));
        byte[] twelve = Protocol.V3
                .encode(List.of(message("x".repeat(11)), BYTES), false)
                .body();
        assertArrayEquals(hex("00 01 02 ff 34 78"), java.util.Arrays.copyOf(twelve, 6));
    }

    @Test
    void anEmptyPayloadOfTheReferenceClientIsNoPacket() throws MalformedPacketException {
        assertEquals(List.of(), decoded("0:"));
        assertEquals(List.of("4a"), decoded("0:2:4a"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "':4a', 0",
        "4a, 0",
        "2:4, 0",
        "2, 0",
        "-1:4a, 0",
        "+2:4a, 0",
        "' 2:4a', 0",
        "1e0:4, 0",
        "٢:4a, 0",
        "2:4a3, 1",
        "2:4a9:4b, 1",
        "2:4a2:9b, 1",
        "2:4a:, 1",
        "2147483647:4a, 0",
        "4294967298:4a, 0",
        "99999999999999999999:4a, 0",
    })
    void textThatLiesIsMalformed(String body, int before) {
        List<EnginePacket> seen = new ArrayList<>();
        assertThrows(MalformedPacketException.class, () -> Protocol.V3.decode(body, seen::add));
        assertEquals(before, seen.size(), "those before the bad one are delivered");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "01",
                "00 ff 34",
                "00 02 ff 34",
                "00 02 34 34",
                "00 0a ff 34 34 34 34 34 34 34 34 34 34",
                "00 80 ff 34",
                "02 01 ff 34",
                "ff 01 ff 34",
                "00 01 ff 39",
                "00 00 ff",
                "01 00 ff",
                "01 01 ff 02",
                "01 02 ff 62 34",
                "01 09 09 09 09 09 09 09 09 09 ff 04",
                "01 04 02 09 04 09 06 07 02 09 08 ff 04 00",
            })
    void binaryThatLiesIsMalformed(String body) {
        assertThrows(MalformedPacketException.class, () -> decoded(hex(body)));
    }

    @Test
    void whatWasJoinedIsSplitAgain() throws MalformedPacketException {
        long seed = 7;
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            List<EnginePacket> packets = new ArrayList<>();
            for (int size = 1 + random.nextInt(5); size > 0; size--) {
                byte[] bytes = new byte[random.nextInt(300)];
                random.nextBytes(bytes);
                packets.add(
                        random.nextBoolean() ? EnginePacket.binary(bytes, true) : message("é".repeat(bytes.length)));
            }
            List<String> texts = packets.stream().map(EnginePacket::encoded).toList();
            for (boolean base64 : new boolean[] {true, false}) {
                Protocol.Payload payload = Protocol.V3.encode(packets, base64);
                List<String> back = payload.binary()
                        ? decoded(payload.body())
                        : decoded(new String(payload.body(), StandardCharsets.UTF_8));
                assertEquals(texts, back, "seed " + seed + ", round " + round);
            }
        }
    }

    @Test
    void hugeBodiesTakeLinearTime() {
        assertTimeout(Duration.ofSeconds(20), () -> {
            assertEquals(300_000, decoded("1:4".repeat(300_000)).size());
            assertThrows(MalformedPacketException.class, () -> decoded("9".repeat(1_000_000)));
            assertEquals(List.of("4"), decoded("0".repeat(1_000_000) + "1:4"));
        });
    }
}
