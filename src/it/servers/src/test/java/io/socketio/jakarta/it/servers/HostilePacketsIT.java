package io.socketio.jakarta.it.servers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.WebSocket;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Engine.IO and Socket.IO packets that nobody sends in good faith. Numbers of advisories tell which server they were once too much for. */
class HostilePacketsIT extends Hostile {
    private static final String PLACEHOLDER = "{\"_placeholder\":true,\"num\":0}";

    /** Each of these, by a client of its own. */
    private void close(String... packets) {
        for (String packet : packets) {
            String shown = packet.substring(0, Math.min(60, packet.length()));
            try (WebSocket offender = join(probe())) {
                offender.send(packet);
                assertClosed(offender, shown);
            }
        }
    }

    private void comeBack(String... values) {
        try (WebSocket client = join(probe())) {
            for (String value : values) {
                client.send("427[\"echo\"," + value + "]");
                assertEquals("437[" + value + "]", client.event());
            }
        }
    }

    private void areHarmless(String... packets) {
        try (WebSocket client = join(probe())) {
            for (String packet : packets) client.send(packet);
            served(client);
        }
    }

    private static String placeholder(String num) {
        return "{\"_placeholder\":true,\"num\":" + num + "}";
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static String nestedObjects(int depth) {
        return "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    }

    // ---- Engine.IO

    @Test
    void whatIsNoEnginePacket() {
        close("", "abc", "9", "-", "b", "b!!!", "bA", "\u0000", "{}", "[]", "٤2[\"echo\"]");
    }

    @Test
    void heartbeatsInTheWrongDirection() {
        close("2", "2probe", "2x");
    }

    @Test
    void packetsOutOfTurnAreHarmless() {
        areHarmless("3", "3probe", "5", "6", "0", "0{\"sid\":\"constructor\"}");
    }

    /** CVE-2026-48802, a pong once started a thread. */
    @Test
    void floodsOfPongs() {
        long threads = stat("threads");
        try (WebSocket client = join(probe())) {
            for (int i = 0; i < 20_000; i++) client.send("3");
            served(client);
        }
        Http session = joinPolling(probe());
        session.post("3" + "\u001e3".repeat(400_000));
        served(session);
        leave(session);
        assertTrue(stat("threads") < threads + 20);
    }

    @Test
    void payloadsOfNothing() {
        for (String payload : List.of("\u001e".repeat(900_000), "4" + "\u001e4".repeat(400_000), "")) {
            Http session = joinPolling(probe());
            HttpResponse<String> answer = session.tryPost(payload);
            if (answer.statusCode() == 200) assertEquals("1", session.get());
            else assertEquals(refusal(3, "Bad request"), answer.body());
            assertGone(session);
        }
    }

    /** A server once lost the 51st of the packets that waited for a poll. */
    @Test
    void largePayloadsLoseNothing() {
        Http session = joinPolling(probe());
        String[] packets = new String[5_000];
        for (int i = 0; i < packets.length; i++) packets[i] = "42[\"message\"," + i + "]";
        session.post(packets);
        StringBuilder received = new StringBuilder();
        while (!received.toString().endsWith("," + (packets.length - 1) + "]\u001e"))
            received.append(session.get()).append('\u001e');
        assertEquals(String.join("\u001e", packets).replace("message", "message-back") + "\u001e", received.toString());
        leave(session);
    }

    // ---- Socket.IO

    @Test
    void whatIsNoPacket() {
        close("4", "47", "49[]", "4x", "4-1", "4 2[\"echo\"]", "42[\"echo\"", "42[\"echo\"]x", "42\"echo\"", "42null");
        close("42[\"echo\",]", "42[\"a\u0000\"]", "42[\"a\n\"]", "42['echo']", "42[\"\\x\"]", "42abc[\"echo\"]");
        close(
                "43{}",
                "43[",
                "41{}",
                "41[]",
                "44",
                "44{\"message\":\"x\"}",
                "40[]",
                "40null",
                "40\"x\"",
                "40{",
                "40{}{}");
    }

    @Test
    void whatTheStateForbids() {
        close("40", "40{}", "42/custom,[\"echo\"]", "41/custom,", "43/custom,0[]", "42/__proto__,[\"echo\"]");
    }

    /** CVE-2023-32695: a name that is an object. */
    @Test
    void eventNamesThatAreNone() {
        close("42[]", "42{}", "42[{\"toString\":\"x\"}]", "42[{}]", "42[[\"echo\"]]", "42[null]", "42[true]");
        close("451-[" + PLACEHOLDER + "]", "452-[[],1]");
    }

    @Test
    void reservedEventNames() {
        close("42[\"connect\"]", "42[\"connect_error\"]", "42[\"disconnect\"]", "42[\"disconnecting\"]");
        close("42[\"newListener\"]", "42[\"removeListener\"]", "42[\"\\u0064isconnect\",1]", "42 [ \"connect\"]");
    }

    /** CVE-2024-38355: an event named error that nobody handled ended the process. */
    @Test
    void eventNamesThatMeanSomethingInside() {
        areHarmless(
                "42[\"error\"]",
                "42[\"error\",{\"message\":\"x\"}]",
                "42[\"connection\"]",
                "42[\"__proto__\",1]",
                "42[\"constructor\"]",
                "42[\"toString\"]",
                "42[\"\"]",
                "42[\"" + "x".repeat(500_000) + "\"]",
                "42[0]",
                "42[-1.5e3]",
                "42",
                "4212");
    }

    /** CVE-2022-2421. */
    @Test
    void placeholdersOfNoAttachment() {
        for (String num : List.of("\"splice\"", "\"0\"", "1", "-1", "0.5", "1e9", "99999999999999999999", "null", "{}"))
            close("451-[\"echo\"," + placeholder(num) + "]");
        close("451-[\"echo\",{\"_placeholder\":true}]", "451-[\"echo\",{\"a\":[" + placeholder("2") + "]}]");
    }

    @Test
    void placeholdersWithoutAttachmentsAreData() {
        comeBack(placeholder("0"), placeholder("\"splice\""), "{\"_placeholder\":true}", placeholder("-1"));
    }

    /** CVE-2026-33151. */
    @Test
    void tooManyAttachments() {
        close("4511-[\"echo\"]", "45999999999-[\"echo\"]", "451000000000000-[\"echo\"]", "451e9-[\"echo\"]");
        close("45-[\"echo\"]", "450-[\"echo\"]", "451.5-[\"echo\"]", "45+1-[\"echo\"]", "451[\"echo\"]", "461");
        try (WebSocket client = join(probe())) {
            client.send("4510-7[\"echo\"," + placeholder("9") + "]");
            for (int i = 0; i < 10; i++) client.send(new byte[] {(byte) i});
            assertEquals("4610-7[" + placeholder("9") + "]", client.event());
            for (int i = 0; i < 10; i++) assertArrayEquals(new byte[] {(byte) i}, client.binary());
        }
    }

    @Test
    void attachmentsThatDoNotFit() {
        try (WebSocket offender = join(probe())) {
            offender.send(new byte[] {1});
            assertClosed(offender, "an attachment of nothing");
        }
        try (WebSocket offender = join(probe())) {
            offender.send("451-[\"echo\"," + PLACEHOLDER + "]");
            offender.send("42[\"echo\"]");
            assertClosed(offender, "text between attachments");
        }
        // its attachments go with it
        try (WebSocket offender = join(probe())) {
            offender.send("4510-[\"echo\"]");
            for (int i = 0; i < 9; i++) offender.send(new byte[900_000]);
        }
    }

    /** Node rounds them to what a double can hold. */
    @Test
    void acknowledgementIdsAreExactOrRefused() {
        try (WebSocket client = join(probe())) {
            for (String id : List.of("0", "007", "9007199254740993", "999999999999999999")) {
                client.send("42" + id + "[\"echo\",1]");
                assertEquals("43" + id.replaceFirst("^0+(?=.)", "") + "[1]", client.event());
            }
        }
        close("421000000000000000000[\"echo\"]", "42" + "9".repeat(25) + "[\"echo\"]", "43" + "1".repeat(100_000));
        close("42-1[\"echo\"]", "421.5[\"echo\"]", "421e3[\"echo\"]");
    }

    @Test
    void answersThatNobodyAskedFor() {
        areHarmless("430[]", "430[]", "439007199254740993[\"x\"]", "43[]", "43", "461-0[" + PLACEHOLDER + "]", "bAQID");
    }

    /** 8 KB of brackets ended the process of the reference server when they were sent back. */
    @Test
    void deeplyNestedPayloads() {
        comeBack(nested(990), nestedObjects(990), "[" + (nested(900) + ",").repeat(100) + "1]");
        for (int depth : new int[] {5_000, 100_000}) {
            close("42[\"echo\"," + nested(depth) + "]", "42[\"unknown\"," + nestedObjects(depth) + "]");
            close("42[\"echo\"," + "[".repeat(depth), "430[" + nested(depth) + "]");
            close("451-[\"echo\"," + nested(depth) + "," + PLACEHOLDER + "]");
        }
    }

    @Test
    void numbers() {
        String digits = "1".repeat(1_000);
        comeBack("1e1000000000", "-1E-1000000000", "9007199254740993", "1.0", digits);
        close("42[\"echo\"," + "1".repeat(100_000) + "]", "42[\"echo\",0." + "1".repeat(100_000) + "]");
        close("42[\"echo\",1e" + "9".repeat(100_000) + "]", "42[\"echo\",NaN]", "42[\"echo\",Infinity]");
        close("42[\"echo\",01]", "42[\"echo\",0x1]", "42[\"echo\",1.]", "42[\"echo\",+1]", "42[\"echo\",.5]");
    }

    @Test
    void strangeKeysAndStrings() {
        comeBack("{\"__proto__\":{\"x\":1}}", "{\"a\":1,\"a\":2}", "{\"toJSON\":1,\"then\":2}", "{\"\":[]}");
        comeBack(
                "\"\\ud800\"",
                "\"\\u0000\"",
                "\"\u2028\"",
                "\"\uffff\"",
                "\"</script>\"",
                "\"" + "\\".repeat(100_000) + "\"");
    }

    // ---- CONNECT, whose payload the probe binds and sends back

    private WebSocket connect(String auth) {
        WebSocket client = WebSocket.connect(probe(), WEBSOCKET);
        assertEquals("0{", client.text().substring(0, 2));
        client.send("40" + auth);
        return client;
    }

    private static void assertConnected(WebSocket client) {
        assertEquals("40{", client.event().substring(0, 3));
    }

    @Test
    void authWithKeysOfOneHash() {
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < 1 << 13; i++) {
            keys.append(i == 0 ? "\"" : ",\"");
            for (int bit = 0; bit < 13; bit++) keys.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            keys.append("\":1");
        }
        try (WebSocket client = connect("{" + keys + "}")) {
            assertConnected(client);
            String auth = client.event();
            assertEquals(1 << 13, auth.split(":1").length - 1);
            served(client);
        }
    }

    /** Whether such numbers can be bound is the JSON-B provider's choice. */
    @Test
    void authWithHugeNumbers() {
        for (String number : List.of("1e1000000000", "-1e-1000000000", "1".repeat(1_000))) {
            try (WebSocket client = connect("{\"n\":" + number + "}")) {
                assertConnected(client);
                client.send("427[\"echo\",\"served\"]");
                String event = client.event();
                if (event.startsWith("42[\"auth\",")) event = client.event();
                assertEquals("437[\"served\"]", event);
            }
        }
    }

    @Test
    void authThatIsDeeplyNested() {
        try (WebSocket client = connect("{\"a\":" + nested(900) + "}")) {
            assertConnected(client);
            client.send("427[\"echo\",\"served\"]");
            String event = client.event();
            if (event.startsWith("42[\"auth\",")) event = client.event();
            assertEquals("437[\"served\"]", event);
        }
        for (String auth : List.of("{\"a\":" + nested(100_000) + "}", nestedObjects(5_000))) {
            try (WebSocket offender = connect(auth)) {
                assertClosed(offender, "a depth bomb");
            }
        }
    }

    @Test
    void namespacesThatAreNot() {
        try (WebSocket client = join(probe())) {
            for (String name : List.of(
                    "/__proto__", "/constructor", "/custom?x=1", "/../custom", "//", "/" + "x".repeat(100_000))) {
                client.send("40" + name + ",");
                assertEquals("44" + name + ",{\"message\":\"Invalid namespace\"}", client.event());
            }
            for (int i = 0; i < 2_000; i++) client.send("40/n" + i + ",");
            for (int i = 0; i < 2_000; i++)
                assertEquals("44/n" + i + ",{\"message\":\"Invalid namespace\"}", client.event());
            client.send("40/custom,{}");
            assertEquals("40/custom,{", client.event().substring(0, 11));
            assertEquals("42/custom,[\"auth\",{}]", client.event());
        }
    }

    /** It may come back as often as it likes. */
    @Test
    void leavingAndJoiningWithoutEnd() {
        try (WebSocket client = join(probe())) {
            for (int i = 0; i < 500; i++) {
                client.send("40/custom,");
                assertEquals("40/custom,{", client.event().substring(0, 11));
                assertEquals("42/custom,[\"auth\",{}]", client.event());
                client.send("41/custom,");
            }
            served(client);
        }
    }
}
