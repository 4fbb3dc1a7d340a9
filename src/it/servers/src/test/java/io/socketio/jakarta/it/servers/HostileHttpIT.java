package io.socketio.jakarta.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.it.support.Eventually;
import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.RawRequest;
import io.socketio.jakarta.it.support.WebSocket;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Requests that nobody sends in good faith. */
class HostileHttpIT extends Hostile {
    private static final int MANY = 300;

    private static BodyPublisher chunked(byte[] body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }

    private HttpResponse<String> request(String method, String query, String... headers) {
        return Http.request(probe(), method, query, null, headers);
    }

    private static String header(HttpResponse<?> response, String name) {
        return String.join(", ", response.headers().allValues(name));
    }

    // ---- bodies

    /** CVE-2020-36048. */
    @Test
    void bodiesBeyondTheLimit() {
        byte[] ascii = ("42[\"echo\",\"" + "x".repeat(LIMIT)).getBytes(StandardCharsets.UTF_8);
        byte[] multibyte = ("42[\"echo\",\"" + "ä".repeat(LIMIT / 2)).getBytes(StandardCharsets.UTF_8);
        Http session = joinPolling(probe());
        for (BodyPublisher body : List.of(
                BodyPublishers.ofByteArray(ascii),
                chunked(ascii),
                BodyPublishers.ofByteArray(multibyte),
                chunked(multibyte))) {
            HttpResponse<String> response =
                    Http.send(session.builder().POST(body).build());
            assertEquals(413, response.statusCode());
            assertEquals(refusal(3, "Payload too large"), response.body());
            String connection = response.headers().firstValue("Connection").orElse("");
            assertEquals("close", connection.toLowerCase(Locale.ROOT)); // nothing behind it would be read
        }
        served(session); // as in the reference server
        leave(session);
    }

    /** Refused by what it says, and not when it has come. */
    @Test
    void hugeBodiesAreRefusedAtTheirHead() {
        Http session = joinPolling(probe());
        for (String length : List.of("1000001", "2147483648", "1000000000000")) {
            try (RawRequest post = RawRequest.begin(
                    session.endpoint(), "POST", session.query(), "Connection: close", "Content-Length: " + length)) {
                // WildFly (39.0.1) itself refuses more than its max-post-size, 10 MB
                boolean itself = Server.current() == Server.WILDFLY && length.length() > 8;
                assertEquals(itself ? 400 : 413, post.answer().status());
            }
        }
        served(session);
        leave(session);
    }

    /** Parameters come from the address only, and a body is UTF-8 and packets, whatever it says it is. */
    @Test
    void bodiesThatPretendToBeForms() {
        for (String type : List.of(
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "text/plain; charset=UTF-16",
                "text/plain; charset=no-such-charset",
                "application/json; charset=ISO-8859-1",
                "nonsense",
                "x/y; =\"")) {
            Http session = joinPolling(probe());
            HttpResponse<String> response = Http.send(session.builder()
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofString("427[\"echo\",\"ä€😀&sid=x&transport=websocket\"]"))
                    .build());
            assertEquals("ok", response.body(), type);
            assertEquals("437[\"ä€😀&sid=x&transport=websocket\"]", session.get(), type);
            leave(session);
        }
        HttpResponse<String> noQuery =
                Http.request(probe(), "POST", "", POLLING, "Content-Type", "application/x-www-form-urlencoded");
        assertEquals(refusal(0, "Transport unknown"), noQuery.body());
    }

    @Test
    void binaryBodiesEndTheirSession() {
        Http session = joinPolling(probe());
        HttpResponse<String> response = Http.send(session.builder()
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofString("42[\"echo\"]"))
                .build());
        assertEquals(400, response.statusCode());
        assertGone(session);
    }

    /** More bodies than any server here has threads. */
    @Test
    void stalledBodies() {
        List<RawRequest> stalled = new ArrayList<>();
        Http other = joinPolling(probe());
        long threads = stat("threads");
        for (int i = 0; i < MANY; i++) {
            Http session = Http.open(probe(), "");
            stalled.add(RawRequest.begin(session.endpoint(), "POST", session.query(), "Content-Length: 900000")
                    .write("42[\"echo\","));
        }
        for (int i = 0; i < 10; i++) {
            bystanderIsServed();
            served(other);
        }
        assertTrue(stat("threads") < threads + MANY / 2);
        leave(other);
        stalled.forEach(RawRequest::close);
    }

    /** The answer does not wait for them, and no thread does. */
    @Test
    void stalledBodiesOfRefusedRequests() {
        Http session = Http.open(probe(), "");
        List<RawRequest> stalled = new ArrayList<>();
        String length = "Content-Length: 900000";
        for (int i = 0; i < MANY / 4; i++) {
            stalled.add(
                    RawRequest.begin(probe(), "POST", session.query(), length).write("42["));
            stalled.add(RawRequest.begin(probe(), "POST", POLLING + "&sid=x", length)
                    .write("42["));
            stalled.add(RawRequest.begin(probe(), "POST", POLLING, "Transfer-Encoding: chunked")
                    .write("3\r\n42[\r\n")); // Grizzly (Payara 6.2025.10) waits for it
            stalled.add(RawRequest.begin(probe(), "GET", POLLING, length));
        }
        for (int i = 0; i < 10; i++) {
            bystanderIsServed();
            leave(Http.open(probe(), ""));
        }
        for (int i = 1; i < stalled.size(); i += 37)
            assertEquals(400, stalled.get(i).answer().status());
        stalled.forEach(RawRequest::close);
        assertGone(session);
    }

    @Test
    void overlappingRequests() {
        Http session = joinPolling(probe());
        try (RawRequest post = RawRequest.begin(session.endpoint(), "POST", session.query(), "Content-Length: 50")) {
            post.write("42[\"echo\",");
            Eventually.until("the second is refused", () -> session.tryPost("3").statusCode() == 400);
            assertGone(session);
        }
    }

    // ---- polls

    /** Each takes no thread. */
    @Test
    void parkedPolls() {
        long threads = stat("threads");
        List<Http> sessions = new ArrayList<>();
        List<RawRequest> polls = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Http session = Http.open(probe(), "");
            sessions.add(session);
            polls.add(RawRequest.begin(session.endpoint(), "GET", session.query()));
        }
        bystanderIsServed();
        assertTrue(stat("threads") < threads + MANY / 2);
        for (int i = 0; i < MANY; i++) {
            sessions.get(i).post("1");
            assertEquals(200, polls.get(i).answer().status());
            polls.get(i).close();
        }
    }

    /** Nobody says goodbye: the heartbeat notices. */
    @Test
    void sessionsThatAreForgotten() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < MANY; i++) {
            Http session = Http.open(timing(), "");
            assertTrue(session.sid().matches("[A-Za-z0-9_-]{20}"), session.sid());
            ids.add(session.sid());
            if (i % 3 == 0)
                RawRequest.begin(session.endpoint(), "GET", session.query()).close();
            if (i % 3 == 1) WebSocket.connect(timing(), session.upgradeQuery()).abort();
        }
        assertEquals(MANY, ids.size());
    }

    /** What others see of a client is of no use to them. */
    @Test
    void publicIdsOpenNothing() {
        Http session = Http.open(probe(), "");
        session.post("40");
        String publicId = Http.sid(session.get());
        assertNotEquals(session.sid(), publicId);
        assertEquals(
                refusal(1, "Session ID unknown"),
                request("GET", POLLING + "&sid=" + publicId).body());
        leave(session);
    }

    // ---- CORS

    /** CVE-2020-28481. */
    @Test
    void originsOfOthers() {
        for (String origin : List.of(
                "http://evil.example",
                "https://allowed.example",
                "http://allowed.example.evil.example",
                "http://sub.allowed.example",
                "http://allowed.example:8080",
                "http://allowed.example/",
                "HTTP://ALLOWED.EXAMPLE",
                "null",
                "*")) {
            for (String method : List.of("GET", "OPTIONS", "POST")) {
                HttpResponse<String> response = request(method, POLLING, "Origin", origin);
                assertEquals(403, response.statusCode(), origin);
                assertEquals(refusal(4, "Forbidden"), response.body());
                assertEquals("", header(response, "Access-Control-Allow-Origin"), origin);
                assertEquals("", header(response, "Access-Control-Allow-Credentials"), origin);
                assertTrue(header(response, "Vary").contains("Origin"), origin);
            }
        }
    }

    @Test
    void allowedOrigins() {
        for (String method : List.of("OPTIONS", "GET")) {
            HttpResponse<String> response = request(
                    method, POLLING, "Origin", "http://allowed.example", "Access-Control-Request-Method", "POST");
            assertEquals("http://allowed.example", header(response, "Access-Control-Allow-Origin"));
            assertEquals("true", header(response, "Access-Control-Allow-Credentials"));
            assertTrue(header(response, "Vary").contains("Origin"));
            if (method.equals("OPTIONS")) assertEquals(204, response.statusCode());
            else leave(response);
        }
        HttpResponse<String> noPage = request("GET", POLLING);
        assertEquals("", header(noPage, "Access-Control-Allow-Origin"));
        assertTrue(header(noPage, "Vary").contains("Origin"));
        leave(noPage);
    }

    private void leave(HttpResponse<String> handshake) {
        Http.request(probe(), "POST", POLLING + "&sid=" + Http.sid(handshake.body()), "1");
    }

    @Test
    void withoutAnAllowListNothingIsSaidToOthers() {
        URI suite = probe().resolve("../../suite/socket.io/");
        HttpResponse<String> response = Http.request(suite, "GET", POLLING, null, "Origin", "http://evil.example");
        assertEquals(refusal(4, "Forbidden"), response.body());
        assertTrue(response.headers().map().keySet().stream().noneMatch(name -> name.startsWith("access-control-")));
    }

    // ---- the address

    /** CVE-2023-31125: parameters are one scalar each, the last, of a closed set. */
    @Test
    void oddParameters() {
        String table = """
            GET    | EIO=4&transport=__proto__                       | 0 | Transport unknown
            GET    | EIO=4&transport=constructor                     | 0 | Transport unknown
            GET    | EIO=4&transport=toString                        | 0 | Transport unknown
            GET    | EIO=4&transport%5B%5D=polling                   | 0 | Transport unknown
            GET    | EIO=4&transport%5Ba%5D=polling                  | 0 | Transport unknown
            GET    | EIO=4&transport=polling&transport=              | 0 | Transport unknown
            GET    | EIO=4&transport=polling%00                      | 0 | Transport unknown
            GET    | EIO=4&transport=Polling                         | 0 | Transport unknown
            GET    | EIO=4&transport=webtransport                    | 0 | Transport unknown
            GET    |                                                 | 0 | Transport unknown
            GET    | EIO=4&transport=polling&transport=websocket     | 3 | Bad request
            GET    | transport=polling                               | 5 | Unsupported protocol version
            GET    | EIO%5B%5D=4&transport=polling                   | 5 | Unsupported protocol version
            GET    | EIO=4&EIO=5&transport=polling                   | 5 | Unsupported protocol version
            GET    | EIO=04&transport=polling                        | 5 | Unsupported protocol version
            GET    | EIO=__proto__&transport=polling                 | 5 | Unsupported protocol version
            GET    | EIO=4&transport=polling&sid=__proto__           | 1 | Session ID unknown
            GET    | EIO=4&transport=polling&sid=constructor         | 1 | Session ID unknown
            GET    | EIO=4&transport=polling&sid=..%2F..%2Fstats     | 1 | Session ID unknown
            GET    | EIO=4&transport=polling&sid=x&sid=%00           | 1 | Session ID unknown
            POST   | EIO=4&transport=polling&sid=x                   | 1 | Session ID unknown
            POST   | EIO=4&transport=polling                         | 2 | Bad handshake method
            PUT    | EIO=4&transport=polling                         | 2 | Bad handshake method
            DELETE | EIO=4&transport=polling                         | 2 | Bad handshake method
            NONE   | EIO=4&transport=polling                         | 2 | Bad handshake method""";
        for (String row : table.split("\n", -1)) {
            String[] cells = row.split("\\|", -1);
            HttpResponse<String> response = request(cells[0].trim(), cells[1].trim());
            assertEquals(400, response.statusCode(), row);
            assertEquals(refusal(Integer.parseInt(cells[2].trim()), cells[3].trim()), response.body(), row);
            assertEquals("application/json", header(response, "Content-Type"));
        }
    }

    /** Ids that clients choose, as a server once took from cookies and headers. */
    @Test
    void idsAreNeverTheClients() {
        String chosen = "AAAAAAAAAAAAAAAAAAAA";
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> response = request(
                    "GET",
                    POLLING + "&sid%5B%5D=" + chosen + "&io=" + chosen,
                    "Cookie",
                    "io=" + chosen + "; sid=" + chosen,
                    "io",
                    chosen,
                    "sid",
                    chosen);
            assertEquals(200, response.statusCode());
            assertFalse(response.body().contains(chosen));
            leave(response);
        }
    }
}
