package io.socketio.jakarta.it;

import static io.socketio.jakarta.it.support.App.app;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.it.support.App;
import io.socketio.jakarta.it.support.Echo;
import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.WebSocket;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Without any web.xml, or with context-params alone. */
class ZeroConfigurationIT {
    private static void works(App app, String path) {
        Http session = Http.open(app, path);
        session.post("40", "42[\"echo\",1]");
        StringBuilder payload = new StringBuilder(session.get());
        while (!payload.toString().endsWith("42[\"echo\",1]"))
            payload.append('\u001e').append(session.get());
        assertTrue(payload.toString().startsWith("40{"));
        try (WebSocket client = WebSocket.connect(session.endpoint(), session.upgradeQuery())) {
            client.send("2probe");
            assertEquals("3probe", client.text());
            client.send("5");
            client.send("42[\"echo\",2]");
            assertEquals("42[\"echo\",2]", client.text());
        }
        try (WebSocket client = WebSocket.open(app, path)) {
            client.send("40");
            client.text();
            client.send("42[\"echo\",3]");
            assertEquals("42[\"echo\",3]", client.text());
        }
    }

    private static int status(App app, String path) {
        return Http.request(URI.create(app.uri() + path), "GET", "EIO=4&transport=polling", null)
                .statusCode();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/socket.io/", "/socket.io", "/socket.io/and/more"})
    void nothingAtAll(String path) {
        try (App app = app().handlers(new Echo()).start()) {
            works(app, path);
            assertEquals(404, status(app, "/"));
            assertEquals(404, status(app, "/socket.iox"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app", "/a/b"})
    void contextPath(String path) {
        try (App app = app().contextPath(path).handlers(new Echo()).start()) {
            works(app, "/socket.io/");
        }
    }

    @ParameterizedTest
    @CsvSource({"/live, /live/", "/live/, /live/", "/a/b, /a/b/"})
    void path(String option, String path) {
        try (App app = app().option("path", option).handlers(new Echo()).start()) {
            works(app, path);
            assertEquals(404, status(app, "/socket.io/"));
        }
    }

    @Test
    void serverIsThereForListenersAndLater() {
        SocketIoServer[] seen = new SocketIoServer[1];
        try (App app = app().onStart(context -> {
                    seen[0] = SocketIoServer.from(context);
                    assertEquals(seen[0], SocketIoServer.from(context, "socketio"));
                    assertEquals(1, SocketIoServer.all(context).size());
                    assertThrows(IllegalStateException.class, () -> SocketIoServer.from(context, "other"));
                })
                .start()) {
            assertEquals(seen[0], app.server());
        }
    }

    @Test
    void canBeSwitchedOff() {
        try (App app = app().option("register", false).start()) {
            assertEquals(404, status(app, "/socket.io/"));
            assertThrows(IllegalStateException.class, app::server);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pingIntervall     | 25000           | unknown Socket.IO option "pingIntervall"
            cors              | *               | unknown Socket.IO option "cors"
            pingInterval      | 0               | pingInterval must be from 1 ms to 24 days
            pingInterval      | -1              | pingInterval must be from 1 ms to 24 days
            pingTimeout       | 20s             | Socket.IO option pingTimeout = "20s": must be a whole number
            upgradeTimeout    | 9999999999      | Socket.IO option upgradeTimeout = "9999999999": must be a whole number
            maxHttpBufferSize | 0               | maxHttpBufferSize must be at least 1
            transports        | polling,flash   | transports must be polling, websocket or both
            transports        | ,               | transports must be polling, websocket or both
            allowUpgrades     | yes             | Socket.IO option allowUpgrades = "yes": must be true or false
            dispatch          | threads         | Socket.IO option dispatch = "threads"
            path              | socket.io       | path must be like /socket.io, not socket.io
            publicOrigins     | chat.example    | publicOrigins must be like https://chat.example.com
            cors.origin       | chat.example    | cors.origin must be like https://chat.example.com
            cors.credentials  | true            | cors.* has no effect without cors.origin
            cookie.path       | /               | cookie.* has no effect without cookie=true
            allowRequest      | no.such.Class   | Socket.IO option allowRequest = "no.such.Class"
            maxAttachments    | -1              | maxAttachments must be at least 0
            """)
    void wrongOptionStopsTheDeployment(String name, String value, String message) {
        try (App app = app().option(name, value)) {
            String log = app.startFailing();
            assertTrue(log.contains(message), log);
        }
    }

    @Test
    void wrongCombinations() {
        try (App app = app().option("cors.origin", "*").option("cors.credentials", true)) {
            String log = app.startFailing();
            assertTrue(log.contains("cors.credentials and cors.origin=* do not go together"), log);
        }
    }

    @Test
    void optionsOfOtherModulesAreNoneOfOurs() {
        try (App app = app().option("cdi.anything", "x")
                .contextParam("other.pingIntervall", "x")
                .start()) {
            assertEquals(200, status(app, "/socket.io/"));
        }
    }
}
