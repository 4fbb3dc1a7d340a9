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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who ends a connection, how the other side is told, and which reason the application gets. */
class CloseIT {
    private final Echo echo = new Echo();
    private App app;

    @BeforeEach
    void start() {
        app = app().countParked()
                .handlers(io -> {
                    echo.accept(io);
                    echo.accept(io.of("/other"));
                })
                .start();
    }

    @AfterEach
    void stop() {
        app.stop();
    }

    private CompletableFuture<String> park(Http session) {
        int before = app.parkedPolls();
        CompletableFuture<String> poll = session.getAsync();
        Eventually.until("the poll waits", () -> app.parkedPolls() == before + 1);
        return poll;
    }

    private static void gone(Http session) {
        HttpResponse<String> next = Http.send(session.builder().build());
        assertEquals("{\"code\":1,\"message\":\"Session ID unknown\"}", next.body());
    }

    @Test
    void pollingClientCloses() {
        Http session = Http.connect(app);
        CompletableFuture<String> poll = park(session);
        session.post("1");
        assertEquals("6", Eventually.get(poll)); // it knows
        assertEquals("transport close", echo.reason());
        gone(session);
    }

    @Test
    void pollingClientClosesWithoutAPoll() {
        Http session = Http.connect(app);
        session.post("1", "42[\"echo\",1]"); // answered ok, though it waits a little for a poll that may be on its way
        assertEquals("transport close", echo.reason());
        gone(session);
    }

    @Test
    void packetsBehindACloseAreNotHandled() {
        Http session = Http.connect(app);
        CompletableFuture<String> poll = park(session);
        session.post("1", "42[\"echo\",1]");
        assertEquals("6", Eventually.get(poll));
    }

    @Test
    void webSocketClientCloses() {
        for (int code : new int[] {1000, 1001, 4000}) {
            WebSocket client = WebSocket.join(app);
            client.close(code);
            client.closed();
            assertEquals("transport close", echo.reason());
            client.close();
        }
    }

    @Test
    void webSocketClientSendsAClosePacket() {
        try (WebSocket client = WebSocket.join(app)) {
            client.send("1");
            client.closed();
            assertEquals("transport close", echo.reason());
        }
    }

    @Test
    void webSocketConnectionIsLost() {
        WebSocket.join(app).close();
        assertEquals("transport close", echo.reason());
        WebSocket.join(app).abort();
        assertEquals("transport close", echo.reason());
        assertEquals(0, app.server().engine().clientsCount());
    }

    @Test
    void clientLeavesANamespace() {
        try (WebSocket client = WebSocket.join(app)) {
            client.send("40/other,");
            assertTrue(client.text().startsWith("40/other,{"));
            client.send("41");
            assertEquals("client namespace disconnect", echo.reason());
            client.send("42/other,[\"echo\",1]"); // nothing was answered, and the other namespace goes on
            assertEquals("42/other,[\"echo\",1]", client.text());
            client.send("40");
            assertTrue(client.text().startsWith("40{"));
        }
    }

    @Test
    void serverDisconnectsASocket() {
        try (WebSocket client = WebSocket.join(app)) {
            client.send("42[\"bye\",false]");
            assertEquals("41", client.text());
            assertEquals("server namespace disconnect", echo.reason());
            client.send("40");
            assertTrue(client.text().startsWith("40{"), "the connection stays");
        }
    }

    @Test
    void serverDisconnectsAClient() {
        try (WebSocket client = WebSocket.join(app)) {
            client.send("40/other,");
            assertTrue(client.text().startsWith("40/other,{"));
            client.send("42[\"bye\",true]");
            assertEquals(Set.of("41", "41/other,"), Set.of(client.text(), client.text()));
            assertTrue(Set.of(1000, 1005).contains(client.closed()));
            for (int i = 0; i < 2; i++) assertEquals("server namespace disconnect", echo.reason());
        }
    }

    @Test
    void serverDisconnectsAPollingClient() {
        Http session = Http.connect(app);
        CompletableFuture<String> poll = park(session);
        session.post("42[\"bye\",true]");
        assertEquals("41", Eventually.get(poll));
        assertEquals("1", session.get());
        assertEquals("server namespace disconnect", echo.reason());
        gone(session);
    }

    @Test
    void serverShutsDown() {
        Http session = Http.connect(app);
        CompletableFuture<String> poll = park(session);
        try (WebSocket client = WebSocket.join(app)) {
            app.server().close();
            assertEquals("1", Eventually.get(poll));
            client.closed(); // without a 41
            for (int i = 0; i < 2; i++) assertEquals("server shutting down", echo.reason());
        }
    }

    @Test
    void protocolViolation() {
        for (String violation : new String[] {"4", "42{}", "40", "41{}", "42/elsewhere,[\"echo\"]", "44{}"}) {
            try (WebSocket client = WebSocket.join(app)) {
                client.send(violation);
                assertTrue(Set.of(1000, 1005).contains(client.closed()), violation);
                forced();
            }
        }
        for (String violation : new String[] {"9", "", "x"}) {
            try (WebSocket client = WebSocket.join(app)) {
                client.send(violation);
                client.closed();
                assertEquals("parse error", echo.reason(), violation);
            }
        }
        try (WebSocket client = WebSocket.join(app)) {
            client.send(new byte[] {1});
            client.closed();
            forced();
        }
    }

    /** "forced server close" if the answer to the client's CONNECT was still being written, see the reasons of Socket.IO. */
    private void forced() {
        String reason = echo.reason();
        assertTrue(Set.of("forced close", "forced server close").contains(reason), reason);
    }
}
