package io.socketio.jakarta.it;

import static io.socketio.jakarta.it.support.App.app;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.it.support.App;
import io.socketio.jakarta.it.support.Echo;
import io.socketio.jakarta.it.support.Eventually;
import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A handler that blocks delays its own socket's events, and nothing else. */
class BlockingHandlerIT {
    private static final int HEARTBEATS = 5;

    private final CountDownLatch release = new CountDownLatch(1);
    private final Echo echo = new Echo();
    private App app;

    @BeforeEach
    void start() {
        app = app().option("pingInterval", 50)
                .option("pingTimeout", 10_000)
                .handlers(io -> {
                    echo.accept(io);
                    io.on("block", m -> {
                        m.socket().emit("blocking", 1);
                        m.socket().emit("blocking", 2);
                        Eventually.await(release);
                        m.ack().send("released");
                    });
                })
                .start();
    }

    @AfterEach
    void stop() {
        release.countDown();
        app.stop();
    }

    private static void heartbeats(WebSocket client) {
        for (int i = 0; i < HEARTBEATS; i++) {
            assertEquals("2", client.text());
            client.send("3");
        }
    }

    private static void served(WebSocket client) {
        client.send("42[\"echo\",1]");
        assertEquals("42[\"echo\",1]", client.event());
    }

    private void block(WebSocket client) {
        client.send("420[\"block\"]");
        assertEquals("42[\"blocking\",1]", client.event()); // while it blocks
        assertEquals("42[\"blocking\",2]", client.event());
    }

    @Test
    void theSameConnectionLivesOn() {
        try (WebSocket client = WebSocket.join(app);
                WebSocket other = WebSocket.join(app)) {
            block(client);
            client.send("42[\"echo\",\"behind\"]");
            heartbeats(client);
            served(other);
            app.server().emit("news"); // what others send goes through as well
            assertEquals("42[\"news\"]", client.event());
            assertEquals("42[\"news\"]", other.event());
            release.countDown();
            assertEquals("430[\"released\"]", client.event());
            assertEquals("42[\"echo\",\"behind\"]", client.event());
            assertTrue(echo.allHere());
        }
    }

    @Test
    void theSamePollingSessionLivesOn() {
        Http session = Http.connect(app);
        session.post("420[\"block\"]", "42[\"echo\",\"behind\"]");
        List<String> packets = new ArrayList<>();
        int heartbeats = 0;
        while (heartbeats < HEARTBEATS || packets.size() < 2) {
            for (String packet : session.packets()) {
                if (packet.equals("2")) {
                    heartbeats++;
                    session.post("3");
                } else {
                    packets.add(packet);
                }
            }
        }
        assertEquals(List.of("42[\"blocking\",1]", "42[\"blocking\",2]"), packets);
        release.countDown();
        while (packets.size() < 4)
            for (String packet : session.packets())
                if (packet.equals("2")) session.post("3");
                else packets.add(packet);
        assertEquals(List.of("430[\"released\"]", "42[\"echo\",\"behind\"]"), packets.subList(2, 4));
        assertTrue(echo.allHere());
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 60})
    void manyAtOnce(int clients) {
        List<WebSocket> blocked = new ArrayList<>();
        for (int i = 0; i < clients; i++) blocked.add(WebSocket.join(app));
        for (WebSocket client : blocked) client.send("420[\"block\"]");
        try (WebSocket other = WebSocket.join(app)) {
            served(other);
            Http polling = Http.connect(app);
            polling.post("42[\"echo\",2]");
            List<String> packets = polling.packets();
            if (packets.equals(List.of("2"))) packets = polling.packets();
            assertTrue(packets.contains("42[\"echo\",2]"), packets.toString());
            for (WebSocket client : blocked) {
                assertEquals("42[\"blocking\",1]", client.event());
                assertEquals("42[\"blocking\",2]", client.event());
            }
            heartbeats(other);
            served(other);
        }
        release.countDown();
        for (WebSocket client : blocked) {
            assertEquals("430[\"released\"]", client.event());
            client.close();
        }
    }

    /** Connecting needs the middlewares, which run where handlers do. */
    @Test
    void newClientsGetIn() {
        List<WebSocket> blocked = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            WebSocket client = WebSocket.join(app);
            block(client);
            blocked.add(client);
            WebSocket.join(app).close();
        }
        release.countDown();
        for (WebSocket client : blocked) client.close();
    }
}
