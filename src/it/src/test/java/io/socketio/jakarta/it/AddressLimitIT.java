package io.socketio.jakarta.it;

import static io.socketio.jakarta.it.support.App.app;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.it.support.App;
import io.socketio.jakarta.it.support.Eventually;
import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.WebSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Bounds on connections and handshakes, as clients and proxies meet them. */
class AddressLimitIT {
    private static final String TOO_MANY = "{\"code\":3,\"message\":\"Too many connections from this address\"}";

    private static HttpResponse<String> handshake(App app, String... headers) {
        return Http.request(URI.create(app.uri() + "/socket.io/"), "GET", "EIO=4&transport=polling", null, headers);
    }

    private static WebSocket webSocket(App app, String... headers) {
        return WebSocket.connect(URI.create(app.uri() + "/socket.io/"), "EIO=4&transport=websocket", headers);
    }

    @Test
    void aFullServerSaysSoUntilSomebodyLeaves() {
        try (App app = app().option("maxConnections", 2).start();
                WebSocket first = WebSocket.open(app)) {
            Http.open(app);
            HttpResponse<String> refused = handshake(app);
            assertEquals(503, refused.statusCode());
            assertEquals("{\"code\":3,\"message\":\"Too many connections\"}", refused.body());
            try (WebSocket late = webSocket(app)) {
                assertEquals(503, late.status());
            }
            first.abort();
            Eventually.until("there is room again", () -> handshake(app).statusCode() == 200);
            assertTrue(app.server().engine().limitsReached().get("maxConnections") >= 2);
        }
    }

    @Test
    void eachClientBehindATrustedProxyHasItsOwnRoom() {
        try (App app = app().option("maxConnectionsPerAddress", 1)
                .option("trustedProxies", "127.0.0.0/8,10.0.0.0/8")
                .start()) {
            String header = "X-Forwarded-For";
            assertEquals(200, handshake(app, header, "192.0.2.1").statusCode());
            HttpResponse<String> refused = handshake(app, header, "192.0.2.1");
            assertEquals(429, refused.statusCode());
            assertEquals(TOO_MANY, refused.body());
            assertEquals(200, handshake(app, header, "192.0.2.2").statusCode());
            assertEquals(
                    200,
                    handshake(app, header, "192.0.2.2, 192.0.2.3, 10.1.1.1").statusCode());
            assertEquals(429, handshake(app, header, "192.0.2.4, 192.0.2.2").statusCode(), "invented");
            try (WebSocket second = webSocket(app, header, "192.0.2.3")) {
                assertEquals(429, second.status());
            }
        }
    }

    @Test
    void withoutTrustTheHeaderIsNothing() {
        try (App app = app().option("maxConnectionsPerAddress", 1).start()) {
            assertEquals(200, handshake(app, "X-Forwarded-For", "192.0.2.1").statusCode());
            assertEquals(429, handshake(app, "X-Forwarded-For", "192.0.2.2").statusCode());
        }
    }

    @Test
    void handshakesAreCountedRequestsOfSessionsAreNot() {
        try (App app = app().option("maxHandshakesPerSecond", 1).start()) {
            Eventually.until("a second with a handshake", () -> handshake(app).statusCode() == 200);
            Eventually.until("a second with two", () -> {
                handshake(app);
                return handshake(app).statusCode() == 429;
            });
            Http[] session = new Http[1];
            Eventually.until("one more", () -> {
                try {
                    session[0] = Http.open(app);
                    return true;
                } catch (AssertionError e) {
                    return false;
                }
            });
            for (int i = 0; i < 10; i++) session[0].post("6");
        }
    }

    @Test
    void addressesAreThoseOfTheClients() {
        try (App app = app().option("trustedProxies", "127.0.0.1")
                        .handlers(io -> io.onConnect(socket ->
                                socket.emit("address", socket.handshake().address())))
                        .start();
                WebSocket client = webSocket(app, "X-Forwarded-For", "192.0.2.9")) {
            client.text();
            client.send("40");
            client.event();
            assertEquals("42[\"address\",\"192.0.2.9\"]", client.event());
        }
    }

    @Test
    void largeBodiesAndMessagesAreCounted() {
        try (App app = app().option("maxHttpBufferSize", 100).start();
                WebSocket client = WebSocket.join(app)) {
            Http polling = Http.open(app);
            assertEquals(413, polling.tryPost("4" + "x".repeat(200)).statusCode());
            client.send("4" + "x".repeat(200));
            assertEquals(1009, client.closed());
            assertEquals(2, app.server().engine().limitsReached().get("maxHttpBufferSize"));
        }
    }
}
