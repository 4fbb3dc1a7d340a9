package io.socketio.jakarta.it;

import static io.socketio.jakarta.it.support.App.app;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.it.support.App;
import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.RawRequest;
import io.socketio.jakarta.it.support.WebSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose pages are served, by polling and by WebSocket alike. */
class OriginIT {
    private static final String FORBIDDEN = "{\"code\":4,\"message\":\"Forbidden\"}";

    private static URI endpoint(App app) {
        return URI.create(app.uri() + "/socket.io/");
    }

    private static HttpResponse<String> poll(App app, String... headers) {
        return Http.request(endpoint(app), "GET", "EIO=4&transport=polling", null, headers);
    }

    private static void served(App app, String origin) {
        assertEquals(200, poll(app, "Origin", origin).statusCode(), origin);
        try (WebSocket client = WebSocket.connect(endpoint(app), "EIO=4&transport=websocket", "Origin", origin)) {
            assertEquals(101, client.status(), origin);
            assertTrue(client.text().startsWith("0{"));
        }
    }

    private static void refused(App app, String origin) {
        int before = app.server().engine().clientsCount();
        HttpResponse<String> poll = poll(app, "Origin", origin);
        assertEquals(403, poll.statusCode(), origin);
        assertEquals(FORBIDDEN, poll.body());
        assertTrue(poll.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
        try (WebSocket client = WebSocket.connect(endpoint(app), "EIO=4&transport=websocket", "Origin", origin)) {
            assertEquals(403, client.status(), origin);
            assertEquals(FORBIDDEN, client.body());
        }
        assertTrue(app.server().engine().clientsCount() <= before); // less: one that was served has gone meanwhile
    }

    private static List<String> corsHeaders(HttpResponse<?> response) {
        return response.headers().map().entrySet().stream()
                .filter(header -> header.getKey().toLowerCase().startsWith("access-control-")
                        || header.getKey().equalsIgnoreCase("Vary"))
                .flatMap(header ->
                        header.getValue().stream().map(value -> header.getKey().toLowerCase() + ": " + value))
                .sorted()
                .toList();
    }

    @Test
    void byDefaultOnlyOwnPages() {
        try (App app = app().start()) {
            String own = "http://127.0.0.1:" + app.port();
            served(app, own);
            served(app, own.replace("http:", "https:")); // behind a proxy that ends TLS
            assertEquals(List.of(), corsHeaders(poll(app, "Origin", own)));
            assertEquals(200, poll(app).statusCode(), "no Origin: no page of others");
            for (String foreign : List.of(
                    "http://evil.example",
                    "http://127.0.0.1",
                    "http://127.0.0.1:" + (app.port() ^ 1),
                    "http://localhost:" + app.port(),
                    own + ".evil.example",
                    "http://evil.example/127.0.0.1:" + app.port(),
                    "http://user@127.0.0.1:" + app.port(),
                    "null",
                    "127.0.0.1:" + app.port())) refused(app, foreign);
        }
    }

    @Test
    void foreignPagesCannotUseSessionsOfOthers() {
        try (App app = app().start()) {
            Http session = Http.connect(app);
            HttpResponse<String> post = Http.request(
                    session.endpoint(), "POST", session.query(), "42[\"x\"]", "Origin", "http://evil.example");
            assertEquals(403, post.statusCode());
            try (WebSocket upgrade =
                    WebSocket.connect(session.endpoint(), session.upgradeQuery(), "Origin", "http://evil.example")) {
                assertEquals(403, upgrade.status());
            }
            try (WebSocket upgrade = WebSocket.connect(session.endpoint(), session.upgradeQuery())) {
                assertEquals(101, upgrade.status());
            }
        }
    }

    @Test
    void allowList() {
        try (App app = app().option("cors.origin", "https://one.example, https://two.example:8443")
                .start()) {
            for (String allowed : List.of("https://one.example", "https://two.example:8443")) {
                served(app, allowed);
                assertEquals(
                        List.of("access-control-allow-origin: " + allowed, "vary: Origin"),
                        corsHeaders(poll(app, "Origin", allowed)));
            }
            served(app, "http://127.0.0.1:" + app.port());
            for (String foreign : List.of(
                    "http://one.example",
                    "https://one.example:443",
                    "https://ONE.example",
                    "https://one.example.evil.example",
                    "https://two.example")) refused(app, foreign);
            assertEquals(List.of("vary: Origin"), corsHeaders(poll(app)));
        }
    }

    @Test
    void anybody() {
        try (App app = app().option("cors.origin", "*").start()) {
            served(app, "http://any.example");
            served(app, "null");
            assertEquals(
                    List.of("access-control-allow-origin: *"), corsHeaders(poll(app, "Origin", "http://any.example")));
        }
    }

    @Test
    void reflected() {
        try (App app = app().option("cors.origin", true)
                .option("cors.credentials", true)
                .option("cors.exposedHeaders", "X-One,X-Two")
                .start()) {
            served(app, "http://any.example");
            List<String> expected = List.of(
                    "access-control-allow-credentials: true",
                    "access-control-allow-origin: http://any.example",
                    "access-control-expose-headers: X-One,X-Two",
                    "vary: Origin");
            assertEquals(expected, corsHeaders(poll(app, "Origin", "http://any.example")));
            // errors too, or the page could not read them
            HttpResponse<String> error =
                    Http.request(endpoint(app), "GET", "EIO=4&transport=x", null, "Origin", "http://any.example");
            assertEquals(400, error.statusCode());
            assertEquals(expected, corsHeaders(error));
            try (WebSocket client =
                    WebSocket.connect(endpoint(app), "EIO=4&transport=websocket", "Origin", "http://any.example")) {
                assertEquals("http://any.example", client.header("Access-Control-Allow-Origin"));
            }
        }
    }

    @Test
    void preflight() {
        try (App app = app().option("cors.origin", "https://one.example")
                .option("cors.credentials", true)
                .option("cors.maxAge", 600)
                .start()) {
            HttpResponse<String> answer = Http.request(
                    endpoint(app),
                    "OPTIONS",
                    "EIO=4&transport=polling",
                    null,
                    "Origin",
                    "https://one.example",
                    "Access-Control-Request-Method",
                    "POST",
                    "Access-Control-Request-Headers",
                    "content-type,x-token");
            assertEquals(204, answer.statusCode());
            assertEquals("", answer.body());
            assertEquals(
                    List.of(
                            "access-control-allow-credentials: true",
                            "access-control-allow-headers: content-type,x-token",
                            "access-control-allow-methods: GET,HEAD,PUT,PATCH,POST,DELETE",
                            "access-control-allow-origin: https://one.example",
                            "access-control-max-age: 600",
                            "vary: Access-Control-Request-Headers",
                            "vary: Origin"),
                    corsHeaders(answer));
            assertEquals(0, app.server().engine().clientsCount());
            HttpResponse<String> foreign = Http.request(
                    endpoint(app),
                    "OPTIONS",
                    "EIO=4&transport=polling",
                    null,
                    "Origin",
                    "https://evil.example",
                    "Access-Control-Request-Method",
                    "POST");
            assertEquals(403, foreign.statusCode());
        }
        try (App app = app().option("cors.origin", "*")
                .option("cors.methods", "GET,POST")
                .option("cors.allowedHeaders", "X-Token")
                .start()) {
            HttpResponse<String> answer = Http.request(
                    endpoint(app), "OPTIONS", "EIO=4&transport=polling", null, "Origin", "https://one.example");
            assertEquals(
                    List.of(
                            "access-control-allow-headers: X-Token",
                            "access-control-allow-methods: GET,POST",
                            "access-control-allow-origin: *"),
                    corsHeaders(answer));
        }
    }

    @Test
    void publicOrigins() {
        try (App app = app().option("publicOrigins", "https://chat.example.com,https://www.example.com")
                .start()) {
            served(app, "https://chat.example.com");
            served(app, "https://www.example.com");
            refused(app, "http://chat.example.com");
            refused(app, "http://127.0.0.1:" + app.port());
            assertEquals(200, poll(app).statusCode());
        }
    }

    @Test
    void handshakeTellsWhetherItIsForeign() {
        BlockingQueue<Boolean> foreign = new LinkedBlockingQueue<>();
        try (App app = app().option("cors.origin", true)
                .handlers(io ->
                        io.onConnect(socket -> foreign.add(socket.handshake().xdomain())))
                .start()) {
            for (Map.Entry<String, Boolean> each : Map.of(
                            "http://any.example", true, "http://127.0.0.1:" + app.port(), false)
                    .entrySet()) {
                try (WebSocket client =
                        WebSocket.connect(endpoint(app), "EIO=4&transport=websocket", "Origin", each.getKey())) {
                    client.text();
                    client.send("40");
                    assertTrue(client.text().startsWith("40{"));
                    assertEquals(each.getValue(), io.socketio.jakarta.it.support.Eventually.take(foreign));
                }
            }
        }
    }

    /** The endpoint behind the servlet has no checks of its own: nobody may come to it. */
    @ParameterizedTest
    @ValueSource(strings = {"", "EIO=4&transport=websocket", "EIO=4&transport=websocket&sid=SID"})
    void hiddenWebSocketPathIsRefused(String query) {
        try (App app = app().option("cors.origin", "*").start()) {
            Http session = Http.connect(app);
            URI hidden = URI.create(app.uri() + "/io.socketio.jakarta.websocket");
            for (String[] headers : new String[][] {{}, {"Origin", app.uri().toString()}}) {
                try (WebSocket client = WebSocket.connect(hidden, query.replace("SID", session.sid()), headers)) {
                    assertTrue(client.status() == 403 || client.status() == 404, client.toString());
                }
            }
            try (RawRequest plain = RawRequest.begin(hidden, "GET", query)) {
                assertEquals(404, plain.status());
            }
        }
    }
}
