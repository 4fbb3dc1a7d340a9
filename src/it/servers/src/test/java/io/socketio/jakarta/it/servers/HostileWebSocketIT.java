package io.socketio.jakarta.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.RawRequest;
import io.socketio.jakarta.it.support.WebSocket;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** WebSocket frames and handshakes that nobody sends in good faith. */
class HostileWebSocketIT extends Hostile {
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private static byte[] bytes(int... bytes) {
        byte[] result = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) result[i] = (byte) bytes[i];
        return result;
    }

    /** Sends what breaks RFC 6455, and sees that the connection ends. */
    private void endsConnection(String what, byte[]... frames) {
        try (WebSocket offender = join(probe())) {
            try {
                for (byte[] frame : frames) offender.write(frame);
            } catch (UncheckedIOException e) {
                // it has hung up at the first
            }
            assertClosedForIt(what, offender);
        }
    }

    private static void assertClosedForIt(String what, WebSocket offender) {
        int code = offender.closed();
        // Payara 6.2025.10: 1011 for a length that is negative
        boolean sound = Set.of(1002, 1003, 1006, 1007, 1009).contains(code)
                || (code == 1011 && Server.current().isTyrus());
        assertTrue(sound, () -> code + " for " + what);
    }

    // ---- frames

    /** CVE-2022-21676. */
    @Test
    void reservedBitsAndOpcodes() {
        for (int first : new int[] {0xa1, 0x91, 0xb1, 0xc1, 0x83, 0x87, 0x8b, 0x8f})
            endsConnection(Integer.toHexString(first), bytes(first, 0x81, 0, 0, 0, 0, '3'));
    }

    @Test
    void framesOutOfOrder() {
        endsConnection("a continuation of nothing", bytes(0x80, 0x81, 0, 0, 0, 0, '3'));
        endsConnection(
                "a message in a message", bytes(0x01, 0x81, 0, 0, 0, 0, '4'), bytes(0x81, 0x81, 0, 0, 0, 0, '3'));
        endsConnection("a ping in parts", bytes(0x09, 0x81, 0, 0, 0, 0, 'x'));
    }

    @Test
    void controlFramesThatAreTooLong() {
        byte[] ping = new byte[8 + 126];
        System.arraycopy(bytes(0x89, 0xfe, 0, 126), 0, ping, 0, 4);
        endsConnection("a ping of 126 bytes", ping);
    }

    @Test
    void textThatIsNoUtf8() {
        for (byte[] text : List.of(
                bytes('4', '2', 0xc3, 0x28),
                bytes('4', '2', 0xed, 0xa0, 0x80),
                bytes('4', 0xc0, 0xaf),
                bytes('4', 0xf8))) {
            try (WebSocket offender = join(probe())) {
                offender.frame(0x81, text);
                assertClosedForIt("bad UTF-8", offender);
            }
        }
    }

    @Test
    void unmaskedFrames() {
        if (!Server.current().isTyrus()) {
            endsConnection("no mask", bytes(0x81, 0x01, '3'));
            return;
        }
        try (WebSocket client = join(probe())) { // Payara 6.2025.10 does not mind
            client.write(bytes(0x81, 0x01, '3'));
            served(client);
        }
    }

    @Test
    void closeFramesThatAreNone() {
        for (byte[] close : List.of(
                bytes(0x88, 0x81, 0, 0, 0, 0, 3),
                bytes(0x88, 0x82, 0, 0, 0, 0, 0x03, 0xe7),
                bytes(0x88, 0x82, 0, 0, 0, 0, 0x03, 0xed),
                bytes(0x88, 0x84, 0, 0, 0, 0, 0x03, 0xe8, 0xc3, 0x28))) {
            try (WebSocket offender = join(probe())) {
                offender.write(close);
                offender.closed(); // what it is told differs; that it is over does not
            }
        }
    }

    /** CVE-2020-13935: an endless loop. */
    @Test
    void lengthsWithTheHighestBit() {
        endsConnection("-1", bytes(0x81, 0xff, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0, '4'));
        byte[] minimum = bytes(0x82, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '4');
        if (Server.current() != Server.WILDFLY) {
            endsConnection("minimum", minimum);
            return;
        }
        // 39.0.1 waits for it, without reserving any memory
        try (WebSocket offender = WebSocket.connect(timing(), WEBSOCKET)) {
            offender.write(minimum);
            diesByItself(offender, false);
        }
    }

    @Test
    void lengthsThatAreNeverSent() {
        List<WebSocket> offenders = new ArrayList<>();
        long before = stat("used");
        for (int i = 0; i < 20; i++) {
            WebSocket offender = join(probe());
            offender.write(bytes(0x82, 0xff, 0, 0, 0, 0, 0x7f, 255, 255, 255, 0, 0, 0, 0, '4'));
            offenders.add(offender);
        }
        bystanderIsServed();
        assertTrue(stat("used") - before < 32 << 20);
        offenders.forEach(WebSocket::close);
    }

    @Test
    void messagesBeyondTheLimit() {
        for (int size : new int[] {LIMIT + 1, 3 * LIMIT, 30 * LIMIT}) {
            try (WebSocket offender = join(probe())) {
                send(offender, 0x81, ("42[\"echo\",\"" + "x".repeat(size)).getBytes(StandardCharsets.UTF_8));
                // who goes on sending may get a reset; more than its own buffer Tyrus refuses with 1011 (Payara
                // 6.2025.10)
                assertTrue(Set.of(1009, 1006, 1011).contains(offender.closed()));
            }
        }
    }

    @Test
    void fragmentsBeyondTheLimit() {
        for (int fragment : new int[] {60_000, 16}) {
            try (WebSocket offender = join(probe())) {
                byte[] part = "x".repeat(fragment).getBytes(StandardCharsets.UTF_8);
                send(offender, 0x01, "42[\"echo\",\"".getBytes(StandardCharsets.UTF_8));
                for (int sent = 0; sent < LIMIT && send(offender, 0x00, part); sent += fragment) {}
                assertTrue(Set.of(1009, 1006).contains(offender.closed()));
            }
        }
    }

    private static void send(WebSocket client, String text) {
        send(client, 0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean send(WebSocket offender, int first, byte[] payload) {
        try {
            offender.frame(first, payload);
            return true;
        } catch (UncheckedIOException e) { // the server has hung up: what it said before can still be read
            return false;
        }
    }

    /** CVE-2014-0193, CVE-2026-48779. */
    @Test
    void emptyFragmentsWithoutEnd() {
        try (WebSocket offender = join(probe())) {
            byte[] none = {};
            offender.frame(0x01, "42[\"message\",".getBytes(StandardCharsets.UTF_8));
            byte[] frames = new byte[6 * 2_000];
            for (int i = 0; i < frames.length; i += 6) frames[i + 1] = (byte) 0x80;
            for (int i = 0; i < 10; i++) offender.write(frames);
            bystanderIsServed();
            offender.frame(0x00, "1]".getBytes(StandardCharsets.UTF_8));
            offender.frame(0x80, none);
            assertEquals("42[\"message-back\",1]", offender.event());
        }
    }

    @Test
    void floodsOfPingsAndPongs() {
        long threads = stat("threads");
        try (WebSocket client = join(probe())) {
            for (int i = 0; i < 5_000; i++) {
                client.frame(0x8a, new byte[125]);
                if (i % 5 == 0) client.frame(0x89, new byte[i % 126]);
            }
            served(client);
        }
        assertTrue(stat("threads") < threads + 20);
    }

    /** Of a client that offered it: the extension is not negotiated. */
    @Test
    void deflateBombs() {
        try (WebSocket offender = WebSocket.connect(
                probe(), WEBSOCKET, "Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits")) {
            assertEquals(101, offender.status());
            assertNull(offender.header("Sec-WebSocket-Extensions"));
            offender.text();
            offender.sendDeflated("42[\"echo\",\"" + "x".repeat(20 * LIMIT) + "\"]");
            assertClosedForIt("a compressed frame", offender);
        }
    }

    /** It does not read, and asks for more: bounded is what waits for it, not what it asks for. */
    @Test
    void clientsThatDoNotRead() {
        long before = stat("used");
        String echo = "421[\"echo\",\"" + "x".repeat(200_000) + "\"]";
        try (WebSocket deaf = WebSocket.connect(4_096, probe(), WEBSOCKET)) {
            CompletableFuture.runAsync(
                    () -> { // until it is cut off, or not read any more
                        deaf.send("40");
                        for (int i = 0; i < 200; i++) deaf.send(echo);
                    });
            for (int i = 0; i < 500; i++) bystanderIsServed();
            long grown = stat("used") - before;
            assertTrue(grown < 32 << 20, () -> grown + " bytes");
        }
    }

    @Test
    void connectionsThatVanishTogether() {
        List<WebSocket> clients = new ArrayList<>();
        for (int i = 0; i < 100; i++) clients.add(join(probe()));
        clients.forEach(WebSocket::abort);
        bystanderIsServed();
    }

    // ---- sessions that die without help

    private static void diesByItself(WebSocket client, boolean pongs) {
        while (client.next() instanceof WebSocket.Text text)
            if (pongs && text.data().equals("2")) send(client, "3");
    }

    @Test
    void clientsThatDoNotAnswerPings() {
        try (WebSocket client = WebSocket.connect(timing(), WEBSOCKET)) {
            diesByItself(client, false);
        }
    }

    @Test
    void clientsThatNeverJoin() {
        try (WebSocket client = WebSocket.connect(timing(), WEBSOCKET)) {
            diesByItself(client, true);
        }
    }

    // ---- handshakes

    private void refused(int status, int code, String message, String query, String... headers) {
        try (WebSocket refused = WebSocket.connect(probe(), query, headers)) {
            assertEquals(status, refused.status(), refused::body);
            assertEquals(refusal(code, message), refused.body());
            assertEquals("application/json", refused.header("Content-Type"));
            assertNull(refused.header("Access-Control-Allow-Origin"));
        }
    }

    /** CVE-2019-13611: cross-site hijacking. */
    @Test
    void pagesOfOthers() {
        for (String origin : List.of(
                "http://evil.example",
                "https://allowed.example",
                "http://allowed.example.evil.example",
                "http://allowed.example:8080",
                "http://evil.example/http://allowed.example",
                "null",
                "*")) refused(403, 4, "Forbidden", WEBSOCKET, "Origin", origin);
        try (WebSocket allowed = WebSocket.connect(probe(), WEBSOCKET, "Origin", "http://allowed.example")) {
            assertEquals(101, allowed.status());
        }
    }

    @Test
    void malformedHandshakes() {
        refused(400, 2, "Bad handshake method", WEBSOCKET, ":method", "POST", "Content-Length", "0");
        refused(400, 3, "Bad request", WEBSOCKET, "Sec-WebSocket-Key", "");
        refused(400, 3, "Bad request", WEBSOCKET, "Connection", "close");
        refused(426, 3, "WebSocket version 13 required", WEBSOCKET, "Sec-WebSocket-Version", "99999999999");
        refused(400, 0, "Transport unknown", "EIO=4&transport=constructor");
        refused(400, 3, "Bad request", POLLING);
        refused(400, 5, "Unsupported protocol version", "EIO=3&transport=websocket");
        refused(400, 1, "Session ID unknown", WEBSOCKET + "&sid=__proto__");
    }

    /** CVE-2022-41940: a reset while the refusal is written. */
    @Test
    void resetsInsteadOfReadingARefusal() {
        String upgrade =
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ";
        for (int i = 0; i < 100; i++)
            RawRequest.begin(probe(), "GET", WEBSOCKET + "&sid=unknown", upgrade + KEY)
                    .abort();
    }

    /** CVE-2021-32640 and GHSA-5v72: expressions and look-ups on what these headers say. */
    @Test
    void garbageInHandshakeHeaders() {
        List<String> garbage = List.of(
                ",",
                ";",
                ";;",
                "=",
                "a;b=c d",
                "a;b=\"",
                "\"",
                "constructor",
                "__proto__",
                "a; =b",
                "permessage-deflate;;",
                "permessage-deflate; client_max_window_bits=99",
                "permessage-deflate; server_no_context_takeover=1",
                "a" + " ".repeat(3_000) + "b",
                "x,".repeat(1_500),
                ";x=1".repeat(800));
        // heartbeats are short there: Payara 6.2025.10 does not notice who leaves at once
        for (String header : List.of("Sec-WebSocket-Extensions", "Sec-WebSocket-Protocol"))
            for (String value : garbage) {
                RawRequest.Answer answer;
                try (RawRequest offender = RawRequest.begin(
                        timing(),
                        "GET",
                        WEBSOCKET,
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: " + KEY,
                        header + ": " + value)) {
                    answer = offender.answer();
                }
                boolean clear = answer.status() == 101
                        || answer.status() == 400
                                && (answer.body().isEmpty() || answer.body().startsWith("{\"code\":3"));
                assertTrue(clear, () -> header + ": " + value + " -> " + answer);
            }
    }

    // ---- upgrades

    /** Node lets whoever knows the id take such a session over. */
    @Test
    void secondWebSocketOfASession() {
        try (WebSocket first = WebSocket.connect(probe(), WEBSOCKET)) {
            String sid = Http.sid(first.text());
            try (WebSocket second = WebSocket.connect(probe(), WEBSOCKET + "&sid=" + sid)) {
                if (second.status() == 101) assertClosed(second, "a second WebSocket");
            }
            first.send("40");
            assertEquals("40{", first.text().substring(0, 3));
        }
    }

    @Test
    void upgradesThatBeginWrongly() {
        for (String first : List.of("2", "2prob", "2probe2", "40", "3probe", "1", "42[\"echo\"]", "x")) {
            Http session = joinPolling(probe());
            try (WebSocket candidate = WebSocket.connect(probe(), session.upgradeQuery())) {
                candidate.send(first);
                assertClosed(candidate, first);
            }
            served(session);
            leave(session);
        }
    }

    @Test
    void twoUpgradesAtOnce() {
        Http session = joinPolling(probe());
        try (WebSocket first = WebSocket.connect(probe(), session.upgradeQuery());
                WebSocket second = WebSocket.connect(probe(), session.upgradeQuery())) {
            // the answer to a handshake says nothing of which of them comes to the session first
            first.send("2probe");
            boolean inOrder = first.next() instanceof WebSocket.Text answer
                    && answer.data().equals("3probe");
            WebSocket one = inOrder ? first : second;
            WebSocket other = inOrder ? second : first;
            if (!inOrder) {
                one.send("2probe");
                assertEquals("3probe", one.text());
            } else if (other.status() == 101) {
                assertClosed(other, "a second upgrade");
            }
            one.send("5");
            served(one);
        }
    }

    /** The candidate goes with its session. */
    @Test
    void upgradesThatAreNeverFinished() {
        Http session = Http.open(timing(), "");
        try (WebSocket candidate = WebSocket.connect(timing(), session.upgradeQuery())) {
            assertEquals(101, candidate.status(), candidate::body);
            send(candidate, "2probe");
            diesByItself(candidate, false);
        }
    }
}
