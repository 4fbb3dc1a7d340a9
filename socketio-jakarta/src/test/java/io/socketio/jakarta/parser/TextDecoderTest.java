package io.socketio.jakarta.parser;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextDecoderTest {
    private static final String PLACEHOLDER = "{\"_placeholder\":true,\"num\":0}";

    private final Decoder decoder = new TextParser().decoder(Depth.of(1_000));

    private Packet decode(String text) throws MalformedPacketException {
        Packet packet = decoder.text(text);
        assertNotNull(packet, text);
        return packet;
    }

    private void refuses(String text) {
        assertThrows(MalformedPacketException.class, () -> decoder.text(text), text);
    }

    /** All attachments are one byte: their number. */
    private Packet decodeBinary(String text, int attachments) throws MalformedPacketException {
        assertNull(decoder.text(text), "complete before its attachments: " + text);
        for (int i = 0; i < attachments - 1; i++) assertNull(decoder.binary(new byte[] {(byte) i}));
        Packet packet = decoder.binary(new byte[] {(byte) (attachments - 1)});
        assertNotNull(packet, text);
        assertEquals(attachments, packet.attachments().size());
        return packet;
    }

    @Test
    void readsAllPartsOfAPacket() throws MalformedPacketException {
        Packet packet = decode("2/admin,12[\"e\", {\"a\":[1, 2]} ,null]");
        assertEquals(PacketType.EVENT, packet.type());
        assertEquals("/admin", packet.namespace());
        assertEquals(12, packet.ackId());
        assertEquals("e", packet.event());
        assertEquals(3, packet.payload().size());
        assertEquals("\"e\"", packet.payload().element(0));
        assertEquals("{\"a\":[1, 2]}", packet.payload().element(1));
        assertEquals("null", packet.payload().element(2));
    }

    @Test
    void whatIsNotWrittenHasItsDefault() throws MalformedPacketException {
        Packet packet = decode("2[\"e\"]");
        assertEquals("/", packet.namespace());
        assertEquals(Packet.NO_ACK, packet.ackId());
        assertEquals(0, packet.attachments().size());
    }

    @Test
    void aNamespaceMayEndThePacket() throws MalformedPacketException {
        assertEquals("/custom", decode("0/custom").namespace());
        assertEquals("/custom", decode("0/custom,").namespace());
        assertEquals("/custom?token=abc", decode("0/custom?token=abc,").namespace());
    }

    @Test
    void connectCarriesNothingOrAnObject() throws MalformedPacketException {
        assertNull(decode("0").payload());
        assertEquals("{\"token\":\"x\"}", decode("0{\"token\":\"x\"}").payload().element(0));
        assertEquals("{}", decode("0/a,{} ").payload().element(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0null", "0[]", "0\"x\"", "01 ", "0{", "0{}{}", "0/a,[]", "0true"})
    void connectCarriesNothingElse(String text) {
        refuses(text);
    }

    @Test
    void disconnectCarriesNothing() throws MalformedPacketException {
        assertNull(decode("1").payload());
        assertEquals("/a", decode("1/a,").namespace());
        refuses("1{}");
        refuses("1/a,[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "4{}", "4{\"message\":\"x\"}", "4/a,{}"})
    void connectErrorsComeFromServersOnly(String text) {
        refuses(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7[]", "9", "a", "-1", "x[\"e\"]", " 2[\"e\"]", "\u0660[\"e\"]"})
    void theFirstCharacterIsAType(String text) {
        refuses(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2[]", "2{}", "2null", "2[true]", "2[null]", "2[{}]", "2[[\"e\"]]", "2\"e\"", "2abc[\"e\"]"})
    void anEventIsAnArrayWithAName(String text) {
        refuses(text);
    }

    @Test
    void aNumberIsAName() throws MalformedPacketException {
        assertEquals("123", decode("2[123,\"x\"]").event());
        assertEquals("-1.5e3", decode("2[-1.5e3]").event());
    }

    @Test
    void namesAreUnescaped() throws MalformedPacketException {
        assertEquals("a\"b\u00e9\n", decode("2[\"a\\\"b\\u00e9\\n\"]").event());
    }

    @Test
    void eventsAndAnswersWithoutPayloadPass() throws MalformedPacketException {
        assertNull(decode("2").payload());
        assertEquals("", decode("2").event());
        Packet answer = decode("35");
        assertNull(answer.payload());
        assertEquals(5, answer.ackId());
    }

    @Test
    void anAnswerIsAnArray() throws MalformedPacketException {
        assertEquals(0, decode("30[]").payload().size());
        assertEquals(0, decode("30[]").ackId());
        refuses("30{}");
        refuses("30null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"})
    void reservedNamesAreRefusedHoweverWritten(String name) {
        refuses("2[\"" + name + "\"]");
        refuses("2[ \"" + name + "\" ]");
        refuses(String.format("2[\"\\u%04x%s\"]", (int) name.charAt(0), name.substring(1)));
        StringBuilder all = new StringBuilder();
        for (char c : name.toCharArray()) all.append(String.format("\\u%04X", (int) c));
        refuses("2[\"" + all + "\",1]");
        refuses("51-[\"" + name + "\"," + PLACEHOLDER + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"connection", "error", "message", "Connect", "connect "})
    void otherNamesAreNot(String name) throws MalformedPacketException {
        assertEquals(name, decode("2[\"" + name + "\"]").event());
    }

    @Test
    void answersMayHoldReservedNames() throws MalformedPacketException {
        assertEquals("\"connect\"", decode("31[\"connect\"]").payload().element(0));
    }

    @Test
    void acknowledgementIdsAreExactOrRefused() throws MalformedPacketException {
        assertEquals(
                999_999_999_999_999_999L, decode("2999999999999999999[\"e\"]").ackId());
        assertEquals(7, decode("2000000000000000007[\"e\"]").ackId());
        refuses("21000000000000000000[\"e\"]");
        refuses("2" + "1".repeat(1_000) + "[\"e\"]");
    }

    @Test
    void attachmentsAreCollected() throws MalformedPacketException {
        Packet packet = decodeBinary(
                "52-/admin,12[\"e\",{\"_placeholder\":true,\"num\":1},{\"_placeholder\":true,\"num\":0}]", 2);
        assertEquals(PacketType.BINARY_EVENT, packet.type());
        assertEquals("/admin", packet.namespace());
        assertEquals(12, packet.ackId());
        assertArrayEquals(new byte[] {0}, packet.attachments().get(0));
        assertArrayEquals(new byte[] {1}, packet.attachments().get(1));
        Packet answer = decodeBinary("61-9[" + PLACEHOLDER + "]", 1);
        assertEquals(PacketType.BINARY_ACK, answer.type());
        assertEquals(9, answer.ackId());
    }

    @Test
    void tenAttachmentsAreTheMost() throws MalformedPacketException {
        decodeBinary("510-[\"e\"]", 10);
        refuses("511-[\"e\"]");
        refuses("599999999999-[\"e\"]");
        refuses("5" + "9".repeat(400) + "-[\"e\"]");
        Decoder none = new TextParser().decoder(new PacketLimits(0, 1, 10, 1));
        assertThrows(MalformedPacketException.class, () -> none.text("51-[\"e\"]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"50-", "5-", "500-", "5", "51", "5+1-", "5 1-", "51.5-", "5-1-", "5\u0661-"})
    void theirNumberIsDigitsAndADash(String head) {
        refuses(head + "[\"e\"]");
        refuses(head.replace('5', '6') + "[\"e\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"51-", "61-", "51-/a,", "61-3", "51-{}", "51-[]", "51-null"})
    void aBinaryPacketHasAPayload(String text) {
        refuses(text);
    }

    @Test
    void anAttachmentMayBeUsedTwiceOrNotAtAll() throws MalformedPacketException {
        decodeBinary("51-[\"e\"," + PLACEHOLDER + ",[" + PLACEHOLDER + "]]", 1);
        decodeBinary("51-[\"e\"]", 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"_placeholder\":true,\"num\":2}",
                "{\"_placeholder\":true,\"num\":-1}",
                "{\"_placeholder\":true,\"num\":0.5}",
                "{\"_placeholder\":true,\"num\":\"0\"}",
                "{\"_placeholder\":true,\"num\":\"splice\"}",
                "{\"_placeholder\":true,\"num\":null}",
                "{\"_placeholder\":true,\"num\":[0]}",
                "{\"_placeholder\":true,\"num\":{\"num\":0}}",
                "{\"_placeholder\":true,\"num\":99999999999}",
                "{\"_placeholder\":true}",
                "{\"num\":2,\"_placeholder\":true}",
                "{\"_placeholder\":false,\"num\":9,\"_placeholder\":true}",
                "{\"_placeholder\":true,\"num\":0,\"num\":9}",
                "{\"\\u005fplaceholder\":true,\"num\":9}",
                "{\"_placeholder\":true,\"num\":0,\"n\\u0075m\":9}",
                "[[{\"a\":{\"_placeholder\":true,\"num\":2}}]]",
            })
    void aPlaceholderNamesAnAttachment(String placeholder) {
        refuses("52-[\"e\"," + placeholder + "]");
        refuses("62-1[" + placeholder + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"num\":1,\"_placeholder\":true}",
                "{ \"num\" : 1 , \"_placeholder\" : true }",
                "{\"_placeholder\":true,\"num\":1,\"more\":[{}]}",
                "{\"_placeholder\":true,\"num\":7,\"num\":1}",
                "{\"_placeholder\":1,\"num\":9}",
                "{\"_placeholder\":\"true\",\"num\":9}",
                "{\"_placeholder\":false,\"num\":9}",
                "{\"_placeholder\":[true],\"num\":9}",
                "{\"_placeholder\":{\"x\":true},\"num\":9}",
                "{\"_placeholder\":true,\"num\":9,\"_placeholder\":null,\"num\":9}",
                "{\"placeholder\":true,\"num\":9}",
                "{\"num\":9}",
            })
    void keysMayComeInAnyOrderAndOnlyTrueCounts(String value) throws MalformedPacketException {
        Packet packet = decodeBinary("52-[\"e\"," + value + "]", 2);
        assertEquals(value, packet.payload().element(1));
    }

    @Test
    void inOtherPacketsPlaceholdersAreData() throws MalformedPacketException {
        String data = "{\"_placeholder\":true,\"num\":\"splice\"}";
        assertEquals(data, decode("2[\"e\"," + data + "]").payload().element(1));
        assertEquals(data, decode("31[" + data + "]").payload().element(0));
        assertEquals(data, decode("0" + data).payload().element(0));
    }

    @Test
    void textBetweenAttachmentsIsRefused() throws MalformedPacketException {
        assertNull(decoder.text("52-[\"e\"]"));
        assertNull(decoder.binary(new byte[1]));
        refuses("2[\"e\"]");
    }

    @Test
    void anAttachmentOfNoPacketIsRefused() throws MalformedPacketException {
        assertThrows(MalformedPacketException.class, () -> decoder.binary(new byte[1]));
        decodeBinary("51-[\"e\"]", 1);
        assertThrows(MalformedPacketException.class, () -> decoder.binary(new byte[1]));
    }
}
