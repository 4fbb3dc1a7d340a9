package io.socketio.jakarta.msgpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.socketio.jakarta.parser.Decoder;
import io.socketio.jakarta.parser.JsonText;
import io.socketio.jakarta.parser.MalformedPacketException;
import io.socketio.jakarta.parser.Packet;
import io.socketio.jakarta.parser.PacketLimits;
import io.socketio.jakarta.parser.PacketType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read; the bytes are those of npm's socket.io-msgpack-parser 3.0.2 unless a test says otherwise. */
class DecodeTest {
    private final Decoder decoder = new MsgpackParser().decoder(new PacketLimits(10, 1_000_000, 10, 1_000));

    private Packet decode(String hex) throws MalformedPacketException {
        Packet packet = decoder.binary(Hex.bytes(hex));
        assertNotNull(packet, "a packet is one message");
        return packet;
    }

    private static List<String> data(Packet packet) {
        JsonText payload = packet.payload();
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < payload.size(); i++) elements.add(payload.element(i));
        return elements;
    }

    /** An event with one argument. */
    private Packet event(String value) throws MalformedPacketException {
        return decode("83 a474797065 02 a464617461 92 a165" + value + "a36e7370 a12f");
    }

    private String json(String value) throws MalformedPacketException {
        return data(event(value)).get(1);
    }

    @Test
    void connectWithoutAuth() throws MalformedPacketException {
        Packet packet = decode("83a47479706500a464617461d40000a36e7370a12f");
        assertEquals(PacketType.CONNECT, packet.type());
        assertEquals("/", packet.namespace());
        assertEquals(Packet.NO_ACK, packet.ackId());
        assertNull(packet.payload());
        assertNull(decode("82a47479706500a36e7370a12f").payload(), "left out instead of undefined");
    }

    @Test
    void connectWithAuth() throws MalformedPacketException {
        Packet packet = decode("83a47479706500a46461746182a5746f6b656ea178a16e01a36e7370a62f61646d696e");
        assertEquals(PacketType.CONNECT, packet.type());
        assertEquals("/admin", packet.namespace());
        assertEquals(List.of("{\"token\":\"x\",\"n\":1}"), data(packet));
    }

    @Test
    void authMayHoldBinary() throws MalformedPacketException {
        Packet packet = decode("83a47479706500a46461746181a5746f6b656ec403010203a36e7370a12f");
        assertEquals(List.of("{\"token\":{\"_placeholder\":true,\"num\":0}}"), data(packet));
        assertEquals("010203", Hex.of(packet.attachments().get(0)));
    }

    @Test
    void optionsOfTheClientArePassedOver() throws MalformedPacketException {
        Packet packet = decode("84a47479706502a46461746192a2686901a76f7074696f6e7381a8636f6d7072657373c3a36e7370a12f");
        assertEquals(PacketType.EVENT, packet.type());
        assertEquals("hi", packet.event());
        assertEquals(List.of("\"hi\"", "1"), data(packet));
        assertEquals(Packet.NO_ACK, packet.ackId());
        // not the reference's: binary where nobody asks for it
        assertEquals(
                0,
                decode("84 a178 c40101 a474797065 02 a464617461 91a165 a36e7370 a12f")
                        .attachments()
                        .size());
    }

    @Test
    void idsInBothPlaces() throws MalformedPacketException {
        Packet event = decode(
                "85a47479706502a46461746191a26869a76f7074696f6e7381a8636f6d7072657373c3a2696407a36e7370a62f61646d696e");
        assertEquals(7, event.ackId());
        assertEquals("/admin", event.namespace());
        Packet answer = decode("84a269640ca47479706503a46461746190a36e7370a12f");
        assertEquals(PacketType.ACK, answer.type());
        assertEquals(12, answer.ackId());
        assertEquals(List.of(), data(answer));
    }

    @Test
    void anIdMayBeUndefined() throws MalformedPacketException {
        assertEquals(
                Packet.NO_ACK,
                decode("84a47479706502a46461746191a165a36e7370a12fa26964d40000").ackId());
    }

    @Test
    void disconnect() throws MalformedPacketException {
        assertEquals(PacketType.DISCONNECT, decode("82a47479706501a36e7370a12f").type());
        assertNull(decode("83a47479706501a464617461d40000a36e7370a12f").payload());
    }

    @Test
    void allKindsOfValues() throws MalformedPacketException {
        assertEquals(
                List.of("\"e\"", "1", "\"x\"", "null", "true", "false", "1.5", "{\"a\":[]}", "[{}]"),
                data(decode("83a47479706502a46461746199a16501a178c0c3c2cb3ff800000000000081a161909180a36e7370a12f")));
    }

    @Test
    void integers() throws MalformedPacketException {
        assertEquals(
                List.of(
                        "[0,127,128,255,256,65535,65536,4294967295,4294967296,9007199254740991,-1,-32,-33,-128,-129,-32768,-32769,-2147483648,-2147483649,-9007199254740991]"
                                .replaceAll("[\\[\\]]", "")
                                .split(",")),
                data(decode("84a47479706503a2696400a464617461dc0014007fcc80ccffcd0100cdffffce00010000ceffffffff"
                        + "cf0000000100000000cf001fffffffffffffffe0d0dfd080d1ff7fd18000d2ffff7fffd280000000"
                        + "d3ffffffff7fffffffd3ffe0000000000001a36e7370a12f")));
        assertEquals("18446744073709551615", json("cfffffffffffffffff"));
        assertEquals("-9223372036854775808", json("d38000000000000000"));
    }

    @ParameterizedTest
    @CsvSource({
        "cb3fb999999999999a, 0.1",
        "cb3ff0000000000000, 1",
        "cb8000000000000000, 0",
        "cb7e37e43c8800759c, 1.0E300",
        "cb4340000000000000, 9.007199254740992E15",
        "cb3de49da7e361ce4c, 1.5E-10",
        "ca3fc00000, 1.5",
        "ca3dcccccd, 0.10000000149011612", // what JavaScript makes of 32 bits
        "cb7ff8000000000000, null",
        "cb7ff0000000000000, null",
        "cbfff0000000000000, null"
    })
    void floats(String hex, String json) throws MalformedPacketException {
        assertEquals(json, json(hex));
    }

    @Test
    void undefinedIsNothingInMapsAndNullInArrays() throws MalformedPacketException {
        assertEquals(
                List.of("\"e\"", "null", "{\"b\":1}", "[null]"),
                data(decode("83a47479706502a46461746194a165d4000082a161d40000a1620191d40000a36e7370a12f")));
        assertEquals("{\"a\":1}", json("82a16101a162d40000"));
        assertEquals("{}", json("82a161d40000a162d40000"));
    }

    @Test
    void datesAreWrittenAsJavaScriptDoes() throws MalformedPacketException {
        assertEquals(
                List.of(
                        "\"e\"",
                        "\"1970-01-01T00:00:00.000Z\"",
                        "\"2026-11-21T09:50:00.123Z\"",
                        "\"1969-12-31T23:59:59.999Z\""),
                data(decode("83a47479706502a46461746194a165d7000000000000000000d700000001a1fd8341bbd700ffffffffffffffff"
                        + "a36e7370a12f")));
    }

    /** As other clients write them. */
    @ParameterizedTest
    @CsvSource({
        "d6ff 00000001, 1970-01-01T00:00:01.000Z",
        "d6ff ffffffff, 2106-02-07T06:28:15.000Z",
        "d7ff 1d5353006b016948, 2026-11-21T09:50:00.123Z",
        "c70cff 00000000 ffffffffffffffff, 1969-12-31T23:59:59.000Z"
    })
    void timestamps(String hex, String time) throws MalformedPacketException {
        assertEquals('"' + time + '"', json(hex));
    }

    @Test
    void binaryAtAnyDepth() throws MalformedPacketException {
        Packet packet = decode("83a47479706502a46461746193a165c40301020381a46465657091c400a36e7370a12f");
        assertEquals(PacketType.EVENT, packet.type());
        assertEquals(
                List.of("\"e\"", "{\"_placeholder\":true,\"num\":0}", "{\"deep\":[{\"_placeholder\":true,\"num\":1}]}"),
                data(packet));
        assertEquals("010203", Hex.of(packet.attachments().get(0)));
        assertEquals("", Hex.of(packet.attachments().get(1)));
    }

    @Test
    void arrayBuffersAreBinaryToo() throws MalformedPacketException {
        Packet packet = decode("83a47479706502a46461746193a165c70300010203c7010009a36e7370a12f");
        assertEquals("010203", Hex.of(packet.attachments().get(0)));
        assertEquals("09", Hex.of(packet.attachments().get(1)), "of one byte, and not undefined");
        assertEquals("{\"_placeholder\":true,\"num\":0}", json("c80003 00 010203"));
        assertEquals("{\"_placeholder\":true,\"num\":0}", json("c900000008 00 0000000000000000"), "and no date");
    }

    @Test
    void thereMayBeMoreBinaryThanAttachmentsOfTheTextFormat() throws MalformedPacketException {
        int many = 20_000;
        Packet packet = event("dc" + String.format("%04x", many) + "c40107".repeat(many));
        assertEquals(many, packet.attachments().size());
        assertEquals(many, packet.payload().placeholders());
    }

    @Test
    void withoutBinaryWhatLooksLikeAPlaceholderIsData() throws MalformedPacketException {
        assertEquals("{\"_placeholder\":true,\"num\":0}", json("82ac5f706c616365686f6c646572c3a36e756d00"));
    }

    @Test
    void textIsUtf8() throws MalformedPacketException {
        Packet packet = decode("83a47479706502a46461746192a9c3a9e282acf09f9880a400225c0aa36e7370a32fc3bc");
        assertEquals("/ü", packet.namespace());
        assertEquals(List.of("\"é€😀\"", "\"\\u0000\\\"\\\\\\n\""), data(packet));
    }

    @Test
    void whatIsNotUtf8BecomesReplacementCharacters() throws MalformedPacketException {
        assertEquals("\"\ufffd\"", json("a1ff"));
        assertEquals("\"a\ufffd\"", json("a261c3"));
    }

    @Test
    void everyFormOfTextArrayAndMap() throws MalformedPacketException {
        for (String text : List.of("a161", "d90161", "da000161", "db0000000161")) assertEquals("\"a\"", json(text));
        for (String array : List.of("9101", "dc000101", "dd0000000101")) assertEquals("[1]", json(array));
        for (String map : List.of("81a16101", "de0001a16101", "df00000001a16101")) assertEquals("{\"a\":1}", json(map));
        for (String bin : List.of("c40107", "c5000107", "c60000000107"))
            assertEquals("07", Hex.of(event(bin).attachments().get(0)));
    }

    @Test
    void ofEqualKeysTheLastCounts() throws MalformedPacketException {
        Packet packet = decode("86 a474797065 00 a464617461 91c40101 a36e7370 a12f"
                + "a474797065 02 a464617461 92a165c40102 a36e7370 a22f61");
        assertEquals(PacketType.EVENT, packet.type());
        assertEquals("/a", packet.namespace());
        assertEquals("02", Hex.of(packet.attachments().get(0)));
        assertEquals(1, packet.attachments().size());
    }

    @Test
    void nestingUpToTheBound() throws MalformedPacketException {
        assertEquals("[".repeat(9) + "]".repeat(9), json("91".repeat(8) + "90"));
    }
}
