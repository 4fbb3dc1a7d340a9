package io.socketio.jakarta.it;

import static io.socketio.jakarta.it.support.App.app;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.ConnectRefusedException;
import io.socketio.jakarta.it.support.App;
import io.socketio.jakarta.it.support.Echo;
import io.socketio.jakarta.it.support.Eventually;
import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.WebSocket;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients of Socket.IO 2, which speak Engine.IO 3, where option {@code allowEIO3} lets them in. */
class EngineIo3IT {
    private static final byte[] BYTES = {1, 2, 3};
    private static final String HEAD = "451-[\"echo\",{\"_placeholder\":true,\"num\":0}]";

    private final Echo echo = new Echo();
    private App app;

    @BeforeEach
    void start() {
        app = app().option("allowEIO3", true).countParked().handlers(echo).start();
    }

    @AfterEach
    void stop() {
        app.stop();
    }

    private static String packet(String text) {
        return text.length() + ":" + text;
    }

    /** Text and binary packets as a payload that is no text. */
    private static byte[] binaryPayload(Object... packets) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        for (Object packet : packets) {
            byte[] content =
                    packet instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : typed((byte[]) packet);
            payload.write(packet instanceof String ? 0 : 1);
            for (char digit : Integer.toString(content.length).toCharArray()) payload.write(digit - '0');
            payload.write(255);
            payload.writeBytes(content);
        }
        return payload.toByteArray();
    }

    private static byte[] typed(byte[] data) {
        byte[] typed = new byte[data.length + 1];
        typed[0] = 4;
        System.arraycopy(data, 0, typed, 1, data.length);
        return typed;
    }

    private URI endpoint() {
        return URI.create(app.uri() + "/socket.io/");
    }

    private WebSocket webSocket(String query) {
        WebSocket opened = WebSocket.connect(endpoint(), "EIO=3&transport=websocket" + query);
        assertEquals(101, opened.status());
        return opened;
    }

    private WebSocket connected(String query) {
        WebSocket client = webSocket(query);
        assertTrue(client.text().startsWith("0{"));
        assertEquals("40", client.text());
        return client;
    }

    @ParameterizedTest
    @ValueSource(strings = {"EIO=3&transport=polling", "transport=polling"})
    void theHandshakeHasItsLengthBeforeIt(String query) {
        HttpResponse<String> response = Http.request(endpoint(), "GET", query, null);
        assertEquals(200, response.statusCode());
        String open = response.body().replaceFirst("2:40$", ""); // which may have come already
        String json = open.substring(open.indexOf(':') + 1);
        assertEquals(packet(json), open);
        assertTrue(
                json.matches("0\\{\"sid\":\"[\\w-]{20}\",\"upgrades\":\\[\"websocket\"],\"pingInterval\":25000,.*}"),
                json);
    }

    /** An image, say: it would connect the user whose cookies it carries. */
    @ParameterizedTest
    @CsvSource({"cross-site, 403", "same-site, 403", "same-origin, 200", "none, 200"})
    void pagesOfOthersConnectNobody(String site, int status) {
        HttpResponse<String> response =
                Http.request(endpoint(), "GET", "EIO=3&transport=polling", null, "Sec-Fetch-Site", site);
        assertEquals(status, response.statusCode());
        assertEquals(status == 200 ? 1 : 0, app.server().engine().clientsCount());
    }

    @Test
    void textHasItsLengthInCodeUnits() {
        Http session = Http.connectOld(app, "");
        String payload = packet("42[\"echo\",\"€😀\"]") + packet("42[\"echo\",2]");
        session.post(payload);
        assertEquals(payload, session.get());
    }

    @Test
    void binaryAsText() {
        Http session = Http.connectOld(app, "&b64=1");
        session.post(packet(HEAD) + packet("b4AQID"));
        assertEquals(packet(HEAD) + "6:b4AQID", session.get());
    }

    @Test
    void binary() {
        Http session = Http.connectOld(app, "");
        HttpRequest post = session.builder()
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(binaryPayload("42[\"echo\",\"€\"]", HEAD, BYTES)))
                .build();
        assertEquals("ok", Http.send(post).body());
        HttpResponse<byte[]> poll = Http.sendForBytes(session.builder().build());
        assertEquals(
                "application/octet-stream",
                poll.headers().firstValue("Content-Type").orElse(""));
        assertArrayEquals(binaryPayload("42[\"echo\",\"€\"]", HEAD, BYTES), poll.body());
        session.post(packet("42[\"echo\"]"));
        assertEquals(packet("42[\"echo\"]"), session.get(), "without binary it is text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "42[\"echo\"]", "99:42[\"echo\"]", "-1:2", "9999999999:2", "2:9x", "1:2x"})
    void lengthsThatLieEndTheSession(String body) {
        Http session = Http.connectOld(app, "");
        assertEquals(400, session.tryPost(body).statusCode());
        assertEquals("parse error", echo.reason());
        assertEquals(400, Eventually.get(session.poll()).statusCode());
    }

    @Test
    void binaryThatLiesEndsTheSession() {
        Http session = Http.connectOld(app, "");
        HttpRequest post = session.builder()
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(new byte[] {1, 9, 9, (byte) 255, 4}))
                .build();
        assertEquals(400, Http.send(post).statusCode());
        assertEquals("parse error", echo.reason());
    }

    @Test
    void theClientPings() {
        Http session = Http.connectOld(app, "");
        session.post("1:2");
        assertEquals("1:3", session.get());
        try (WebSocket client = connected("")) {
            client.send("2");
            assertEquals("3", client.text());
            client.send("3");
            client.closed();
            assertEquals("transport error", echo.reason());
        }
    }

    @Test
    void whoDoesNotPingIsClosed() {
        try (App strict = app().option("allowEIO3", true)
                        .option("pingInterval", 50)
                        .option("pingTimeout", 100)
                        .handlers(echo)
                        .start();
                WebSocket client =
                        WebSocket.connect(URI.create(strict.uri() + "/socket.io/"), "EIO=3&transport=websocket")) {
            assertTrue(client.text().startsWith("0{"));
            assertEquals("40", client.text());
            client.closed();
            assertEquals("ping timeout", echo.reason());
        }
    }

    @Test
    void goodbye() {
        Http session = Http.connectOld(app, "");
        int before = app.parkedPolls();
        CompletableFuture<String> poll = session.getAsync();
        Eventually.until("the poll waits", () -> app.parkedPolls() > before);
        session.post("1:1");
        assertEquals("1:6", Eventually.get(poll));
        assertEquals("transport close", echo.reason());
    }

    @Test
    void upgrade() {
        Http session = Http.connectOld(app, "");
        try (WebSocket client = webSocket("&sid=" + session.sid())) {
            client.send("2probe");
            assertEquals("3probe", client.text());
            assertEquals("1:6", session.get());
            client.send("5");
            client.send("42[\"echo\",1]");
            assertEquals("42[\"echo\",1]", client.text());
            client.send(HEAD);
            client.send(typed(BYTES));
            assertEquals(HEAD, client.text());
            assertArrayEquals(typed(BYTES), client.binary());
        }
        assertEquals("transport close", echo.reason());
    }

    @Test
    void aSessionKeepsItsProtocol() {
        Http session = Http.connectOld(app, "");
        HttpResponse<String> other =
                Http.request(endpoint(), "GET", "EIO=4&transport=polling&sid=" + session.sid(), null);
        assertEquals("{\"code\":3,\"message\":\"Bad request\"}", other.body());
        session.post("1:2");
        assertEquals("1:3", session.get());
    }

    @Test
    void bothProtocolsSideBySide() {
        app.server().of("/room").use(request -> {
            if (!request.handshake().authJson().equals("{\"token\":\"x\"}")
                    && request.handshake().protocol() == 3) throw new ConnectRefusedException("no", Map.of("code", 7));
        });
        try (WebSocket old = connected("&b64=1");
                WebSocket current = WebSocket.join(app)) {
            old.send("40/room");
            assertEquals("44/room,{\"code\":7}", old.text());
            old.send("40/room?token=x,");
            assertEquals("40/room,", old.text());
            current.send("40/room,");
            assertTrue(current.text().startsWith("40/room,{\"sid\":"));
            app.server().of("/room").emit("news", 1, BYTES);
            String head = "451-/room,[\"news\",1,{\"_placeholder\":true,\"num\":0}]";
            assertEquals(head, old.text());
            assertEquals("b4AQID", old.text());
            assertEquals(head, current.text());
            assertArrayEquals(BYTES, current.binary());
        }
    }
}
