package io.socketio.jakarta.it;

import static io.socketio.jakarta.it.support.App.app;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.it.support.App;
import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.WebSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a client gets before it says anything. */
class HandshakeIT {
    private static HttpResponse<String> handshake(App app, String... headers) {
        return Http.request(URI.create(app.uri() + "/socket.io/"), "GET", "EIO=4&transport=polling", null, headers);
    }

    private static String withoutSid(String open) {
        return open.replaceFirst("\"sid\":\"[A-Za-z0-9_-]{20}\"", "\"sid\":\"?\"");
    }

    @Test
    void polling() {
        try (App app = app().start()) {
            HttpResponse<String> response = handshake(app);
            assertEquals(200, response.statusCode());
            assertEquals(
                    "0{\"sid\":\"?\",\"upgrades\":[\"websocket\"],\"pingInterval\":25000,\"pingTimeout\":20000,"
                            + "\"maxPayload\":1000000}",
                    withoutSid(response.body()));
            Map<String, String> headers = Map.of(
                    "Content-Type",
                    "text/plain; charset=UTF-8",
                    "Content-Length",
                    Integer.toString(response.body().length()),
                    "Cache-Control",
                    "no-store");
            headers.forEach((name, value) -> assertEquals(
                    value.toLowerCase().replace(" ", ""),
                    response.headers().firstValue(name).orElse("").toLowerCase().replace(" ", ""),
                    name));
            assertFalse(response.headers().firstValue("Set-Cookie").isPresent());
            assertFalse(
                    response.headers().firstValue("Access-Control-Allow-Origin").isPresent());
        }
    }

    @Test
    void oldBrowsersAreToldNotToFilter() {
        try (App app = app().start()) {
            assertEquals(
                    Optional.of("0"), filter(app, "Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko"));
            assertEquals(Optional.of("0"), filter(app, "Mozilla/4.0 (compatible;MSIE 8.0; Windows NT 6.1)"));
            assertEquals(Optional.empty(), filter(app, "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101"));
        }
    }

    private static Optional<String> filter(App app, String userAgent) {
        return Http.request(
                        URI.create(app.uri() + "/socket.io/"),
                        "GET",
                        "EIO=4&transport=polling",
                        null,
                        "User-Agent",
                        userAgent)
                .headers()
                .firstValue("X-XSS-Protection");
    }

    @Test
    void webSocket() {
        try (App app = app().option("cookie", true).start();
                WebSocket client = WebSocket.connect(
                        URI.create(app.uri() + "/socket.io/"),
                        "EIO=4&transport=websocket",
                        "Sec-WebSocket-Extensions",
                        "permessage-deflate; client_max_window_bits",
                        "Sec-WebSocket-Protocol",
                        "chat, constructor")) {
            assertEquals(101, client.status());
            assertEquals(null, client.header("Sec-WebSocket-Extensions"), "no compression");
            assertEquals(null, client.header("Set-Cookie"), "a cookie is set by polling only");
            assertEquals(
                    "0{\"sid\":\"?\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}",
                    withoutSid(client.text()));
        }
    }

    @Test
    void optionsAreTold() {
        try (App app = app().option("pingInterval", 1234)
                .option("pingTimeout", 567)
                .option("maxHttpBufferSize", 89)
                .option("allowUpgrades", false)
                .start()) {
            assertEquals(
                    "0{\"sid\":\"?\",\"upgrades\":[],\"pingInterval\":1234,\"pingTimeout\":567,\"maxPayload\":89}",
                    withoutSid(handshake(app).body()));
        }
    }

    @Test
    void idsAreNotRepeatedAndNotShared() {
        try (App app = app().start()) {
            Http one = Http.open(app);
            Http two = Http.open(app);
            assertNotEquals(one.sid(), two.sid());
            one.post("40");
            String publicId = Http.sid(one.get());
            assertEquals(20, publicId.length());
            assertNotEquals(one.sid(), publicId);
            HttpResponse<String> stolen =
                    Http.request(one.endpoint(), "GET", "EIO=4&transport=polling&sid=" + publicId, null);
            assertEquals("{\"code\":1,\"message\":\"Session ID unknown\"}", stolen.body());
        }
    }

    @Test
    void cookie() {
        try (App app = app().option("cookie", true).start()) {
            HttpResponse<String> response = handshake(app, "Cookie", "io=chosen-by-the-client");
            String sid = Http.sid(response.body());
            assertNotEquals("chosen-by-the-client", sid);
            assertEquals(
                    "io=" + sid + "; Path=/; HttpOnly; SameSite=Lax",
                    response.headers().firstValue("Set-Cookie").orElse(""));
            HttpResponse<String> later = Http.request(
                    URI.create(app.uri() + "/socket.io/"), "POST", "EIO=4&transport=polling&sid=" + sid, "40");
            assertEquals(200, later.statusCode());
            assertFalse(later.headers().firstValue("Set-Cookie").isPresent());
        }
    }

    @Test
    void cookieWithAttributes() {
        try (App app = app().option("cookie", "lb")
                .option("cookie.path", "/chat")
                .option("cookie.secure", true)
                .option("cookie.sameSite", "None")
                .option("cookie.domain", "example.com")
                .option("cookie.maxAge", 60)
                .option("cookie.httpOnly", false)
                .start()) {
            HttpResponse<String> response = handshake(app);
            assertEquals(
                    "lb=" + Http.sid(response.body())
                            + "; Path=/chat; Domain=example.com; Max-Age=60; Secure; SameSite=None",
                    response.headers().firstValue("Set-Cookie").orElse(""));
        }
    }

    @Test
    void binaryAsTextForClientsThatAskForIt() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) i;
        String base64 = "b" + java.util.Base64.getEncoder().encodeToString(bytes);
        try (App app = app().handlers(io ->
                                io.on("bytes", byte[].class, m -> m.socket().emit("bytes", m.payload())))
                        .start();
                WebSocket text =
                        WebSocket.connect(URI.create(app.uri() + "/socket.io/"), "EIO=4&transport=websocket&b64=1");
                WebSocket plain = WebSocket.open(app)) {
            text.text();
            String event = "451-[\"bytes\",{\"_placeholder\":true,\"num\":0}]";
            for (WebSocket client : Arrays.asList(text, plain)) {
                client.send("40");
                assertTrue(client.text().startsWith("40{"));
                client.send(event);
            }
            text.send(base64);
            assertEquals(event, text.text());
            assertEquals(base64, text.text());
            plain.send(bytes);
            assertEquals(event, plain.text());
            assertArrayEquals(bytes, plain.binary());
            Http polling = Http.connect(app);
            polling.post(event, base64);
            assertEquals(event + "\u001e" + base64, polling.get());
        }
    }
}
