package io.socketio.jakarta.it;

import static io.socketio.jakarta.it.support.App.app;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.ConnectionError;
import io.socketio.jakarta.Engine;
import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.it.support.App;
import io.socketio.jakarta.it.support.Eventually;
import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.WebSocket;
import io.socketio.jakarta.servlet.SocketIoServlet;
import jakarta.servlet.ServletRegistration;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What applications see and do below Socket.IO: headers of answers, refusals, ids of connections, compression of WebSockets. */
class EngineIT {
    private static final String POLLING = "EIO=4&transport=polling";
    private static final String WEBSOCKET = "EIO=4&transport=websocket";

    private static App start(Consumer<Engine> setting) {
        return app().handlers(io -> setting.accept(io.engine())).start();
    }

    private static URI endpoint(App app) {
        return URI.create(app.uri() + "/socket.io/");
    }

    private static App withIds(io.socketio.jakarta.GenerateId ids) {
        SocketIoServlet servlet =
                new SocketIoServlet(SocketIoConfig.builder().generateId(ids).build());
        return app().option("register", false)
                .onStart(context -> {
                    ServletRegistration.Dynamic registered = context.addServlet("own", servlet);
                    registered.setAsyncSupported(true);
                    registered.addMapping("/socket.io/*");
                })
                .start();
    }

    @Test
    void headersOfPollsPostsAndUpgrades() {
        Consumer<Engine> setting = engine -> {
            engine.onInitialHeaders((headers, request) -> {
                headers.put("X-First", List.of(request.query("transport").orElseThrow()));
                headers.put("Set-Cookie", List.of("a=1", "b=2"));
            });
            engine.onHeaders((headers, request) -> headers.put("X-Each", List.of("yes")));
        };
        try (App app = start(setting)) {
            HttpResponse<String> handshake = Http.request(endpoint(app), "GET", POLLING, null);
            assertEquals("polling", handshake.headers().firstValue("X-First").orElse(null));
            assertEquals(List.of("a=1", "b=2"), handshake.headers().allValues("Set-Cookie"));
            assertEquals("yes", handshake.headers().firstValue("X-Each").orElse(null));

            String session = POLLING + "&sid=" + handshake.body().substring(9, 29);
            HttpResponse<String> post = Http.request(endpoint(app), "POST", session, "40");
            HttpResponse<String> poll = Http.request(endpoint(app), "GET", session, null);
            for (HttpResponse<String> later : List.of(post, poll)) {
                assertEquals("yes", later.headers().firstValue("X-Each").orElse(null));
                assertTrue(later.headers().firstValue("X-First").isEmpty());
            }

            try (WebSocket webSocket = WebSocket.connect(endpoint(app), WEBSOCKET)) {
                assertEquals(101, webSocket.status());
                assertEquals("websocket", webSocket.header("X-First"));
                assertEquals("yes", webSocket.header("X-Each"));
            }
            String upgrade = WEBSOCKET + "&sid=" + handshake.body().substring(9, 29);
            try (WebSocket webSocket = WebSocket.connect(endpoint(app), upgrade)) {
                assertEquals(101, webSocket.status());
                assertNull(webSocket.header("X-First"));
                assertEquals("yes", webSocket.header("X-Each"));
            }
        }
    }

    @Test
    void whatIsNoHeaderIsLeftOut() {
        Consumer<Engine> setting = engine -> {
            engine.onHeaders((headers, request) -> {
                headers.put("X-Split", List.of("a\r\nX-Smuggled: b"));
                headers.put("X Blank", List.of("a"));
                headers.put("X-Null", null);
                headers.put("X-Nulls", Collections.singletonList(null));
                headers.put(null, List.of("d"));
                headers.put("X-Good", List.of("c"));
                throw new IllegalStateException("on purpose");
            });
        };
        try (App app = start(setting)) {
            HttpResponse<String> answer = Http.request(endpoint(app), "GET", POLLING, null);
            assertEquals(200, answer.statusCode());
            assertEquals("c", answer.headers().firstValue("X-Good").orElse(null));
            assertTrue(answer.headers().firstValue("X-Split").isEmpty());
            assertTrue(answer.headers().firstValue("X-Smuggled").isEmpty());
        }
    }

    @Test
    void everyRefusalIsTold() {
        List<ConnectionError> errors = new CopyOnWriteArrayList<>();
        Consumer<Engine> setting = engine -> {
            engine.onConnectionError(errors::add);
            engine.onHeaders((headers, request) -> headers.put("X-Each", List.of("yes")));
        };
        try (App app = start(setting)) {
            String[][] refused = {
                {"GET", "EIO=4&transport=none", "0 Transport unknown 400"},
                {"GET", POLLING + "&sid=none", "1 Session ID unknown 400"},
                {"POST", POLLING, "2 Bad handshake method 400"},
                {"GET", WEBSOCKET, "3 Bad request 400"},
                {"GET", "EIO=5&transport=polling", "5 Unsupported protocol version 400"},
            };
            for (String[] one : refused) {
                HttpResponse<String> answer = Http.request(endpoint(app), one[0], one[1], null, "X-From", "me");
                assertTrue(answer.headers().firstValue("X-Each").isEmpty(), "no headers for refusals");
                ConnectionError error = errors.remove(0);
                assertEquals(one[2], error.code() + " " + error.message() + " " + error.status());
                assertEquals(one[0], error.method());
                assertEquals("/socket.io/?" + one[1], error.request().url());
                assertEquals("me", error.request().header("x-from").orElseThrow());
            }
            Http.request(endpoint(app), "GET", POLLING, null, "Origin", "https://evil.example.com");
            assertEquals(4, errors.remove(0).code());
            try (WebSocket webSocket = WebSocket.connect(endpoint(app), WEBSOCKET, "Sec-WebSocket-Version", "12")) {
                assertEquals(426, webSocket.status());
                assertEquals(426, errors.remove(0).status());
            }
            Http.request(endpoint(app), "GET", POLLING, null);
            assertEquals(List.of(), errors);
        }
    }

    @Test
    void idsAreTheApplications() {
        try (App app = withIds(request -> "id-of-" + request.query("name").orElseThrow())) {
            assertTrue(Http.request(endpoint(app), "GET", POLLING + "&name=ann", null)
                    .body()
                    .startsWith("0{\"sid\":\"id-of-ann\","));
            try (WebSocket bob = WebSocket.connect(endpoint(app), WEBSOCKET + "&name=bob")) {
                assertTrue(bob.text().startsWith("0{\"sid\":\"id-of-bob\","));
                bob.send("40");
                assertTrue(bob.event().startsWith("40{"));
            }
            Eventually.until("bob is gone", () -> app.server().engine().clientsCount() == 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"taken", "no%20good", "", "throw"})
    void idsThatCannotBeAreRefusedBeforeAnything(String name) {
        try (App app = withIds(request -> {
            String id = request.query("name").orElseThrow();
            if (id.equals("throw")) throw new IllegalStateException("on purpose");
            return id;
        })) {
            Http.request(endpoint(app), "GET", POLLING + "&name=taken", null);
            List<ConnectionError> errors = new CopyOnWriteArrayList<>();
            app.server().engine().onConnectionError(errors::add);
            HttpResponse<String> answer = Http.request(endpoint(app), "GET", POLLING + "&name=" + name, null);
            assertEquals("400 {\"code\":3,\"message\":\"Bad request\"}", answer.statusCode() + " " + answer.body());
            try (WebSocket webSocket = WebSocket.connect(endpoint(app), WEBSOCKET + "&name=" + name)) {
                assertEquals(400, webSocket.status(), "not after the 101");
            }
            assertEquals(
                    List.of(3, 3), errors.stream().map(ConnectionError::code).toList());
            assertEquals(1, app.server().engine().clientsCount());
        }
    }

    @ParameterizedTest
    @CsvSource({"true, permessage-deflate", "false, "})
    void webSocketsAreCompressedOnlyIfAskedFor(boolean option, String accepted) {
        String text = "and so on, ".repeat(5_000);
        App starting = app().option("perMessageDeflate", option)
                .handlers(io -> io.on("echo", message -> message.socket().emit("echo", message.args())));
        try (App app = starting.start();
                WebSocket webSocket =
                        WebSocket.connect(endpoint(app), WEBSOCKET, "Sec-WebSocket-Extensions", "permessage-deflate")) {
            assertEquals(accepted, webSocket.header("Sec-WebSocket-Extensions"));
            if (!option) return;
            assertTrue(webSocket.inflated().startsWith("0{"));
            webSocket.sendDeflated("40");
            assertTrue(webSocket.inflated().startsWith("40{"));
            webSocket.sendDeflated("42[\"echo\",\"" + text + "\"]");
            assertEquals("42[\"echo\",\"" + text + "\"]", webSocket.inflated());
            assertTrue(webSocket.compressedBytes() < text.length() / 10);
        }
    }

    @Test
    void whatIsInflatedIsBounded() {
        App starting = app().option("perMessageDeflate", true).option("maxHttpBufferSize", 100_000);
        try (App app = starting.start();
                WebSocket webSocket =
                        WebSocket.connect(endpoint(app), WEBSOCKET, "Sec-WebSocket-Extensions", "permessage-deflate")) {
            webSocket.inflated();
            webSocket.sendDeflated("4" + "0".repeat(50_000_000));
            assertEquals(1009, webSocket.closed());
        }
    }
}
