package io.socketio.jakarta.it;

import static io.socketio.jakarta.it.support.App.app;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.it.support.App;
import io.socketio.jakarta.it.support.Echo;
import io.socketio.jakarta.it.support.Eventually;
import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.WebSocket;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The server pings, clients answer; never the other way round. */
class HeartbeatIT {
    /** Long enough for a slow machine to answer. */
    private static final int TIMEOUT = 1_500;

    private final Echo echo = new Echo();

    private App start() {
        return app().option("pingInterval", 50)
                .option("pingTimeout", TIMEOUT)
                .handlers(echo)
                .start();
    }

    @Test
    void webSocketThatAnswersStays() {
        try (App app = start();
                WebSocket client = WebSocket.join(app)) {
            for (int i = 0; i < 10; i++) {
                assertEquals("2", client.text());
                client.send("3");
            }
            assertTrue(echo.allHere());
        }
    }

    @Test
    void webSocketThatDoesNotAnswerIsClosed() {
        try (App app = start();
                WebSocket client = WebSocket.join(app)) {
            assertEquals("2", client.text());
            assertTrue(Set.of(1000, 1005).contains(client.closed()), "one ping only, then a close frame");
            assertEquals("ping timeout", echo.reason());
            assertEquals(0, app.server().engine().clientsCount());
        }
    }

    @Test
    void pollingThatAnswersStays() {
        try (App app = start()) {
            Http session = Http.connect(app);
            for (int i = 0; i < 10; i++) {
                assertEquals("2", session.get());
                session.post("3");
            }
            assertTrue(echo.allHere());
        }
    }

    @Test
    void pollingThatDoesNotAnswerIsClosed() {
        try (App app = start()) {
            Http session = Http.connect(app);
            assertEquals("2", session.get());
            assertEquals("1", session.get());
            assertEquals("ping timeout", echo.reason());
            assertEquals(400, Eventually.get(session.poll()).statusCode());
        }
    }

    /** It sends nothing at all, not even polls. */
    @Test
    void silentClientsAreNotKept() {
        try (App app = start()) {
            Http.connect(app);
            Http.open(app); // has joined nothing
            assertEquals("ping timeout", echo.reason());
            Eventually.until("both are gone", () -> app.server().engine().clientsCount() == 0);
        }
    }

    @Test
    void pongsThatNobodyAskedForAreHarmless() {
        try (App app = app().handlers(echo).start();
                WebSocket client = WebSocket.join(app)) {
            for (int i = 0; i < 100; i++) client.send("3");
            client.send("42[\"echo\",1]");
            assertEquals("42[\"echo\",1]", client.text());
        }
    }

    @Test
    void pingFromAWebSocketClient() {
        try (App app = app().handlers(echo).start();
                WebSocket client = WebSocket.join(app)) {
            client.send("2");
            assertTrue(Set.of(1000, 1005).contains(client.closed()));
            assertEquals("transport error", echo.reason());
        }
    }

    @Test
    void pingFromAPollingClient() {
        try (App app = app().countParked().handlers(echo).start()) {
            Http session = Http.connect(app);
            int before = app.parkedPolls();
            CompletableFuture<String> poll = session.getAsync();
            Eventually.until("the poll waits", () -> app.parkedPolls() == before + 1);
            session.post("2probe"); // on polling it is no probe
            assertEquals("1", Eventually.get(poll));
            assertEquals("transport error", echo.reason());
        }
    }

    @Test
    void connectTimeout() {
        try (App app = app().option("connectTimeout", 300).handlers(echo).start();
                WebSocket idle = WebSocket.open(app);
                WebSocket joined = WebSocket.join(app)) {
            Http polling = Http.open(app);
            assertEquals("1", polling.get());
            idle.closed();
            joined.send("42[\"echo\",1]");
            assertEquals("42[\"echo\",1]", joined.text());
            joined.send("41");
            joined.send("40");
            assertTrue(joined.text().startsWith("40{"));
        }
    }
}
