package io.socketio.jakarta.it;

import static io.socketio.jakarta.it.support.App.app;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.it.support.App;
import io.socketio.jakarta.it.support.Echo;
import io.socketio.jakarta.it.support.Eventually;
import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.WebSocket;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From polling to WebSocket: polling is the live transport until the client says 5. */
class UpgradeIT {
    private final Echo echo = new Echo();
    private App app;

    @BeforeEach
    void start() {
        app = app().countParked().handlers(echo).start();
    }

    @AfterEach
    void stop() {
        app.stop();
    }

    private static WebSocket candidate(Http session) {
        WebSocket candidate = WebSocket.connect(session.endpoint(), session.upgradeQuery());
        assertEquals(101, candidate.status());
        return candidate;
    }

    private static WebSocket probed(Http session) {
        WebSocket candidate = candidate(session);
        candidate.send("2probe");
        assertEquals("3probe", candidate.text());
        return candidate;
    }

    private static WebSocket upgraded(Http session) {
        WebSocket upgraded = probed(session);
        upgraded.send("5");
        return upgraded;
    }

    private CompletableFuture<String> park(Http session) {
        int before = app.parkedPolls();
        CompletableFuture<String> poll = session.getAsync();
        Eventually.until("the poll waits", () -> app.parkedPolls() == before + 1);
        return poll;
    }

    private static void alive(Http session) {
        session.post("42[\"echo\",\"alive\"]");
        String payload = session.get();
        while (payload.equals("6")) payload = session.get();
        assertEquals("42[\"echo\",\"alive\"]", payload);
    }

    private static void alive(WebSocket client) {
        client.send("42[\"echo\",\"alive\"]");
        assertEquals("42[\"echo\",\"alive\"]", client.text());
    }

    @Test
    void pendingPollIsReleased() {
        Http session = Http.connect(app);
        CompletableFuture<String> poll = park(session);
        try (WebSocket client = probed(session)) {
            assertEquals("6", Eventually.get(poll));
            assertEquals("6", session.get(), "as is each further one until 5");
            client.send("5");
            alive(client);
            assertEquals("websocket", app.server().sockets().iterator().next().transport());
        }
        assertEquals("transport close", echo.reason());
    }

    @Test
    void pollingIsLiveAfterTheProbe() {
        Http session = Http.connect(app);
        try (WebSocket client = probed(session)) {
            alive(session);
            alive(session);
            assertEquals("polling", app.server().sockets().iterator().next().transport());
            client.send("5");
            alive(client);
        }
    }

    @Test
    void whatWasQueuedComesOverTheWebSocketInOrder() {
        Http session = Http.connect(app);
        try (WebSocket client = probed(session)) {
            for (int i = 0; i < 100; i++) app.server().emit("n", i);
            client.send("5");
            for (int i = 100; i < 200; i++) app.server().emit("n", i);
            for (int i = 0; i < 200; i++) assertEquals("42[\"n\"," + i + "]", client.text());
        }
    }

    @Test
    void withoutAProbe() {
        Http session = Http.connect(app);
        try (WebSocket client = candidate(session)) {
            client.send("5");
            alive(client);
        }
    }

    @Test
    void pollThatIsStillPendingAtTheEndGetsANoop() {
        Http session = Http.connect(app);
        CompletableFuture<String> poll = park(session);
        try (WebSocket client = candidate(session)) {
            client.send("5");
            assertEquals("6", Eventually.get(poll));
            alive(client);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"40", "2", "2probes", "3probe", "1", "0", "42[\"echo\"]", "b", "x", ""})
    void anyOtherFirstPacketClosesTheWebSocketOnly(String packet) {
        Http session = Http.connect(app);
        try (WebSocket client = candidate(session)) {
            client.send(packet);
            client.closed();
        }
        alive(session);
        try (WebSocket client = upgraded(session)) {
            alive(client);
        }
    }

    @Test
    void secondWebSocketDuringTheUpgrade() {
        Http session = Http.connect(app);
        try (WebSocket client = probed(session);
                WebSocket second = candidate(session)) {
            second.closed();
            alive(session);
            client.send("5");
            alive(client);
        }
    }

    @Test
    void secondWebSocketAfterTheUpgrade() {
        Http session = Http.connect(app);
        try (WebSocket client = upgraded(session)) {
            alive(client);
            try (WebSocket second = candidate(session)) {
                second.closed();
            }
            alive(client);
        }
    }

    @Test
    void webSocketThatNamesAWebSocketSession() {
        try (WebSocket client =
                WebSocket.connect(java.net.URI.create(app.uri() + "/socket.io/"), "EIO=4&transport=websocket")) {
            String sid = Http.sid(client.text());
            client.send("40");
            assertTrue(client.text().startsWith("40{"));
            try (WebSocket thief = WebSocket.connect(
                    java.net.URI.create(app.uri() + "/socket.io/"), "EIO=4&transport=websocket&sid=" + sid)) {
                thief.closed();
            }
            alive(client);
        }
    }

    @Test
    void webSocketIsLostBeforeTheEnd() {
        Http session = Http.connect(app);
        probed(session).abort();
        alive(session);
        try (WebSocket client = upgradedWhenAllowed(session)) {
            alive(client);
        }
        assertEquals("transport close", echo.reason());
        assertTrue(echo.allHere());
    }

    /** The server learns of the lost one a moment later; until then another is one too many. */
    private static WebSocket upgradedWhenAllowed(Http session) {
        WebSocket[] candidate = new WebSocket[1];
        Eventually.until("another may try", () -> {
            candidate[0] = candidate(session);
            candidate[0].send("2probe");
            return candidate[0].next().equals(new WebSocket.Text("3probe"));
        });
        candidate[0].send("5");
        return candidate[0];
    }

    @Test
    void requestsAfterTheUpgrade() {
        Http session = Http.connect(app);
        try (WebSocket client = upgraded(session)) {
            alive(client);
            HttpResponse<String> post = session.tryPost("42[\"echo\"]");
            assertEquals("400 {\"code\":3,\"message\":\"Bad request\"}", post.statusCode() + " " + post.body());
            assertEquals(400, Eventually.get(session.poll()).statusCode());
            alive(client);
        }
    }

    @Test
    void sessionEndsDuringTheUpgrade() {
        Http session = Http.connect(app);
        try (WebSocket client = probed(session)) {
            session.post("1");
            client.closed();
            assertEquals("transport close", echo.reason());
        }
    }

    @Test
    void upgradeTimeout() {
        try (App hasty = app().option("upgradeTimeout", 200).handlers(echo).start()) {
            Http session = Http.connect(hasty);
            try (WebSocket silent = candidate(session)) {
                silent.closed();
            }
            try (WebSocket probed = probed(session)) {
                probed.closed();
            }
            alive(session);
            try (WebSocket client = upgraded(session)) {
                alive(client);
            }
        }
    }

    @Test
    void upgradesCanBeForbidden() {
        try (App strict = app().option("allowUpgrades", false).handlers(echo).start()) {
            Http session = Http.connect(strict);
            try (WebSocket client = candidate(session)) {
                client.closed();
            }
            alive(session);
            try (WebSocket client = WebSocket.join(strict)) {
                alive(client);
            }
        }
    }

    @Test
    void stalePacketsOnAnEstablishedWebSocketAreHarmless() {
        Http session = Http.connect(app);
        try (WebSocket client = upgraded(session)) {
            for (String packet : new String[] {"0{}", "5", "6"}) client.send(packet);
            alive(client);
        }
    }
}
