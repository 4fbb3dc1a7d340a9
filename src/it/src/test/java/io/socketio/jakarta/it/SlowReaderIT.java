package io.socketio.jakarta.it;

import static io.socketio.jakarta.it.support.App.app;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Socket;
import io.socketio.jakarta.it.support.App;
import io.socketio.jakarta.it.support.Echo;
import io.socketio.jakarta.it.support.Eventually;
import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.WebSocket;
import java.lang.management.ManagementFactory;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that does not read costs a bounded amount of memory, and its connection. */
class SlowReaderIT {
    private static final int EVENTS = 1_000;
    private static final String CHUNK = "x".repeat(100_000);
    private static final long MAY_GROW = 8L << 20;

    private final Echo echo = new Echo();
    private App app;
    private WebSocket healthy;

    @BeforeEach
    void start() {
        app = app().handlers(io -> {
                    echo.accept(io);
                    io.on("slow", m -> {
                        m.socket().join("slow");
                        m.ack().send();
                    });
                })
                .start();
        healthy = WebSocket.join(app);
        served();
    }

    @AfterEach
    void stop() {
        healthy.close();
        app.stop();
    }

    private void served() {
        healthy.send("42[\"echo\",1]");
        assertEquals("42[\"echo\",1]", healthy.text());
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** A client that reads nothing from here on. */
    private WebSocket deaf() {
        WebSocket client = WebSocket.connect(4_096, URI.create(app.uri() + "/socket.io/"), "EIO=4&transport=websocket");
        client.text();
        client.send("40");
        client.text();
        client.send("420[\"slow\"]");
        assertEquals("430[]", client.text());
        return client;
    }

    private void flood(int events) {
        for (int i = 0; i < events; i++) {
            app.server().to("slow").emit("news", CHUNK, i); // encoded anew each time
            if (i % 100 == 0) served();
        }
    }

    @Test
    void webSocket() {
        long before = used();
        try (WebSocket slow = deaf()) {
            flood(EVENTS);
            served();
            assertEquals("transport error", echo.reason());
            served();
            assertEquals(1, app.server().engine().clientsCount());
            Eventually.until("memory is free again", () -> used() - before < MAY_GROW);
            slow.send("3"); // is still there, and has not read a byte
        }
        served();
    }

    @Test
    void manyWebSockets() {
        long before = used();
        WebSocket[] slow = new WebSocket[10];
        for (int i = 0; i < slow.length; i++) slow[i] = deaf();
        flood(EVENTS / 10);
        for (int i = 0; i < slow.length; i++) assertEquals("transport error", echo.reason());
        served();
        Eventually.until("memory is free again", () -> used() - before < MAY_GROW);
        for (WebSocket client : slow) client.close();
    }

    @Test
    void polling() {
        long before = used();
        Http slow = Http.connect(app);
        slow.post("420[\"slow\"]");
        assertEquals("430[]", slow.get());
        flood(EVENTS);
        assertEquals("transport error", echo.reason());
        assertTrue(used() - before < MAY_GROW);
        served();
        assertEquals(400, Eventually.get(slow.poll()).statusCode());
    }

    /** Within the bound a client may take its time, and gets everything. */
    @Test
    void pauseWithinTheBound() {
        long before = used();
        try (WebSocket slow = deaf()) {
            flood(30); // 3 MB
            served();
            assertTrue(used() - before < MAY_GROW);
            for (int i = 0; i < 30; i++) assertEquals("42[\"news\",\"" + CHUNK + "\"," + i + "]", slow.event());
            assertTrue(echo.allHere());
        }
    }

    @Test
    void volatileEventsAreDropped() {
        try (WebSocket slow = deaf()) {
            Socket socket = app.server().sockets().stream()
                    .filter(s -> s.rooms().contains("slow"))
                    .findFirst()
                    .orElseThrow();
            for (int i = 0; i < EVENTS; i++) socket.asVolatile().emit("news", CHUNK, i);
            assertTrue(socket.isConnected());
            socket.emit("last");
            int received = 0;
            for (String event = slow.event(); !event.equals("42[\"last\"]"); event = slow.event()) received++;
            assertFalse(received == EVENTS, "some were dropped");
        }
    }

    @Test
    void pollingWithinTheBound() {
        Http slow = Http.connect(app);
        slow.post("420[\"slow\"]");
        assertEquals("430[]", slow.get());
        flood(40);
        StringBuilder received = new StringBuilder(slow.get());
        while (!received.toString().endsWith(",39]")) received.append('\u001e').append(slow.get());
        assertEquals(40, Http.packets(received.toString()).size());
    }
}
