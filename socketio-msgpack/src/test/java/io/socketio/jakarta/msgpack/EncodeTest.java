package io.socketio.jakarta.msgpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.socketio.jakarta.parser.EncodedPacket;
import io.socketio.jakarta.parser.Packet;
import io.socketio.jakarta.parser.PacketType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written; the bytes are those of npm's socket.io-msgpack-parser 3.0.2 unless a test says otherwise. */
class EncodeTest {
    private static byte[] encode(PacketType type, String nsp, long id, String json, byte[]... attachments) {
        EncodedPacket packet = new MsgpackParser().encode(type, nsp, id, json, List.of(attachments));
        assertNull(packet.text());
        assertEquals(1, packet.binary().size(), "a packet is one message");
        return packet.binary().get(0);
    }

    private static String event(String json, byte[]... attachments) {
        return Hex.of(encode(PacketType.EVENT, "/", Packet.NO_ACK, json, attachments));
    }

    /** The bytes of one value. */
    private static String value(String json) {
        String packet = event("[" + json + "]");
        String head = "83a47479706502a46461746191";
        String tail = "a36e7370a12f";
        assertEquals(head, packet.substring(0, head.length()));
        assertEquals(tail, packet.substring(packet.length() - tail.length()));
        return packet.substring(head.length(), packet.length() - tail.length());
    }

    @Test
    void allKindsOfPackets() {
        assertEquals(
                "83a47479706500a46461746181a3736964a3616263a36e7370a12f",
                Hex.of(encode(PacketType.CONNECT, "/", Packet.NO_ACK, "{\"sid\":\"abc\"}")));
        assertEquals("82a47479706501a36e7370a12f", Hex.of(encode(PacketType.DISCONNECT, "/", Packet.NO_ACK, "")));
        assertEquals(
                "83a47479706504a46461746182a76d657373616765a26e6fa46461746181a4636f646507a36e7370a22f78",
                Hex.of(encode(
                        PacketType.CONNECT_ERROR, "/x", Packet.NO_ACK, "{\"message\":\"no\",\"data\":{\"code\":7}}")));
        assertEquals(
                "84a47479706502a46461746191a165a36e7370a22f61a26964cd012c",
                Hex.of(encode(PacketType.EVENT, "/a", 300, "[\"e\"]")));
        // as the reference's, with the id at the end instead of at the beginning
        assertEquals("84a47479706503a46461746190a36e7370a12fa269640c", Hex.of(encode(PacketType.ACK, "/", 12, "[]")));
    }

    @Test
    void allKindsOfValues() {
        assertEquals(
                "83a47479706502a46461746199a16501a178c0c3c2cb3ff800000000000081a161909180a36e7370a12f",
                event("[\"e\",1,\"x\",null,true,false,1.5,{\"a\":[]},[{}]]"));
        assertEquals(
                "83a47479706502a46461746199a16501a178c0c3c2cb3ff800000000000081a161909180a36e7370a12f",
                event(" [ \"e\" , 1,\n\"x\",\tnull,true, false , 1.5 ,{ \"a\" : [ ] },[ { } ] ]\r\n"),
                "blanks do not count");
    }

    @Test
    void integersAreAsShortAsTheyCanBe() {
        assertEquals(
                "84a47479706503a464617461dc0014007fcc80ccffcd0100cdffffce00010000ceffffffffcf0000000100000000"
                        + "cf001fffffffffffffffe0d0dfd080d1ff7fd18000d2ffff7fffd280000000d3ffffffff7fffffff"
                        + "d3ffe0000000000001a36e7370a12fa2696400",
                Hex.of(encode(
                        PacketType.ACK,
                        "/",
                        0,
                        "[0,127,128,255,256,65535,65536,4294967295,4294967296,9007199254740991,"
                                + "-1,-32,-33,-128,-129,-32768,-32769,-2147483648,-2147483649,-9007199254740991]")));
    }

    @ParameterizedTest
    @CsvSource({
        "-0, 00",
        "1.0, 01",
        "1e2, 64",
        "-5.0E0, fb",
        "0.1, cb3fb999999999999a",
        "-2.5, cbc004000000000000",
        "1.5e-10, cb3de49da7e361ce4c",
        "5E-324, cb0000000000000001",
        "1e300, cb7e37e43c8800759c", // of such integers the reference makes something else, by mistake
        "9007199254740992, cf0020000000000000",
        "9.007199254740992e15, cb4340000000000000",
        "9223372036854775807, cf7fffffffffffffff",
        "-9223372036854775808, d38000000000000000",
        "9223372036854775808, cf8000000000000000",
        "18446744073709551615, cfffffffffffffffff",
        "18446744073709551616, cb43f0000000000000",
        "-9223372036854775809, cbc3e0000000000000",
        "123456789012345678901234567890, cb45f8ee90ff6c373e",
        "1e999, cb7ff0000000000000"
    })
    void otherNumbers(String json, String bytes) {
        assertEquals(bytes, value(json));
    }

    @Test
    void textIsUtf8() {
        assertEquals(
                "83a47479706502a46461746192a9c3a9e282acf09f9880a400225c0aa36e7370a32fc3bc",
                Hex.of(encode(PacketType.EVENT, "/ü", Packet.NO_ACK, "[\"é€\\ud83d\\ude00\",\"\\u0000\\\"\\\\\\n\"]")));
        assertEquals("a9c3a9e282acf09f9880", value("\"é€😀\""));
    }

    @Test
    void unpairedSurrogatesBecomeReplacementCharacters() {
        assertEquals("a561efbfbd7a", value("\"a\\ud83dz\""));
        assertEquals("a4efbfbd7a", value("\"\\ude00z\""));
    }

    @Test
    void binaryIsWhereThePlaceholderWas() {
        assertEquals(
                "83a47479706502a46461746193a165c40301020381a46465657091c400a36e7370a12f",
                event(
                        "[\"e\",{\"_placeholder\":true,\"num\":0},{\"deep\":[{\"_placeholder\":true,\"num\":1}]}]",
                        new byte[] {1, 2, 3},
                        new byte[0]));
    }

    @Test
    void anAttachmentMayBeNamedTwiceOrNotAtAll() {
        String placeholder = "{\"_placeholder\":true,\"num\":1}";
        assertEquals(
                "83a47479706502a46461746193a165c40107c40107a36e7370a12f",
                event("[\"e\"," + placeholder + "," + placeholder + "]", new byte[] {1}, new byte[] {7}));
    }

    @Test
    void withoutBinaryWhatLooksLikeAPlaceholderIsData() {
        assertEquals("82ac5f706c616365686f6c646572c3a36e756d00", value("{\"_placeholder\":true,\"num\":0}"));
    }

    @Test
    void whatLooksLikeAPlaceholderInTextIsText() {
        String text = "\"{\\\"_placeholder\\\":true,\\\"num\\\":0}\"";
        assertEquals(
                "83a47479706502a46461746193a165bd7b225f706c616365686f6c646572223a747275652c226e756d223a307dc40101"
                        + "a36e7370a12f",
                event("[\"e\"," + text + ",{\"_placeholder\":true,\"num\":0}]", new byte[] {1}));
    }

    @Test
    void nestingCostsNoStack() {
        int depth = 100_000;
        byte[] packet = encode(PacketType.EVENT, "/", Packet.NO_ACK, "[".repeat(depth) + "]".repeat(depth));
        assertEquals(depth + 18, packet.length);
        assertEquals("919190", Hex.of(Arrays.copyOfRange(packet, depth + 9, depth + 12)));
    }

    private static String numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
    }

    private static byte[] sevens(int count) {
        byte[] sevens = new byte[count];
        Arrays.fill(sevens, (byte) 7);
        return sevens;
    }

    /** Every form of length: a packet of 394,010 bytes. */
    @Test
    void lengthsAreAsShortAsTheyCanBe() throws NoSuchAlgorithmException {
        String map =
                IntStream.range(0, 16).mapToObj(i -> "\"k" + i + "\":" + i).collect(Collectors.joining(",", "{", "}"));
        String json = "[\"e\",\"" + "s".repeat(255) + "\",\"" + "t".repeat(256) + "\",\"" + "u".repeat(65_535)
                + "\",\"" + "ü".repeat(32_768) + "\"," + numbers(15) + "," + numbers(16) + "," + numbers(65_536)
                + ",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1},{\"_placeholder\":true,\"num\":2},"
                + map + "]";
        byte[] packet = encode(PacketType.EVENT, "/", Packet.NO_ACK, json, sevens(255), sevens(256), sevens(65_536));
        assertEquals(394_010, packet.length);
        assertEquals(
                "6973be02dbea5b2c027bf532a62bb0eaedf51511ca02cb564ecf588cd8e61d28",
                Hex.of(MessageDigest.getInstance("SHA-256").digest(packet)));
    }

    @Test
    void theTextMayBeAnyCharSequence() {
        byte[] packet = new MsgpackParser()
                .encode(PacketType.EVENT, "/", Packet.NO_ACK, new StringBuilder("[\"e\"]"), List.of())
                .binary()
                .get(0);
        assertEquals("e", new String(packet, 13 + 1, 1, StandardCharsets.UTF_8));
    }
}
