package io.socketio.jakarta.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.RawRequest;
import io.socketio.jakarta.it.support.WebSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Handshakes and upgrades that nobody begins in good faith, and sessions whose client does nothing more. */
class HostileHandshakesIT extends Hostile {
    private static final String UPGRADE =
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";

    // ---- sessions that die without help

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
            assertEquals("0{", allowed.text().substring(0, 2));
            allowed.close(1000); // Payara 6.2025.10 does not notice who leaves at once without a word
            allowed.closed();
        }
    }

    @Test
    void malformedHandshakes() {
        refused(400, 2, "Bad handshake method", WEBSOCKET, ":method", "POST", "Content-Length", "0");
        refused(400, 3, "Bad request", WEBSOCKET, "Sec-WebSocket-Key", "");
        if (Server.current() != Server.JETTY) // 12.0.25 refuses it itself, with a page
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
        for (int i = 0; i < 100; i++)
            RawRequest.begin(probe(), "GET", WEBSOCKET + "&sid=unknown", UPGRADE)
                    .abort();
    }

    /** The heartbeat notices where the server does not (Payara 6.2025.10). */
    @Test
    void resetsInsteadOfReadingTheOpenPacket() {
        for (int i = 0; i < 100; i++)
            RawRequest.begin(timing(), "GET", WEBSOCKET, UPGRADE).abort();
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
                try (RawRequest offender =
                        RawRequest.begin(timing(), "GET", WEBSOCKET, UPGRADE, header + ": " + value)) {
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
            candidate.send("2probe");
            diesByItself(candidate, false);
        }
    }
}
