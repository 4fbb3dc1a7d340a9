package io.socketio.jakarta.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.it.support.Eventually;
import io.socketio.jakarta.it.support.WebSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that ask for more than they read cost less than 8 MB each, while it is sent and afterwards. */
class SlowClientsIT {
    private static final int MEGABYTES = 100;
    private static final double MAY_GROW = 8;
    private static final int MANY = 10;
    private static final int WARM_UP = 10; // megabytes for each of many

    private ServerProcess server;
    private Echoes healthy;
    private Stats base;

    @BeforeEach
    void start() {
        server = ServerProcess.launch().start();
        healthy = new Echoes(server.endpoint());
        try (Polling warm = Polling.join(server.endpoint())) {
            warm.post("42[\"send me megabytes\",1]");
            Eventually.until("it was sent", () -> server.stats().emitted() >= 1_000_000);
        }
        long descriptors = server.descriptors();
        List<WebSocket> deaf = Crowd.of(MANY, i -> deaf());
        for (WebSocket client : deaf) client.send("42[\"send me megabytes\"," + WARM_UP + "]");
        // what threads keep of their first writes, direct buffers, is no client's
        Eventually.until(
                "they are closed",
                () -> server.ask("reasons").contains("transport error=" + MANY)
                        && server.stats().emitted() >= (1 + MANY * WARM_UP) * 1_000_000L);
        Crowd.close(deaf);
        Eventually.until("their connections are gone", () -> server.descriptors() <= descriptors);
        Eventually.until("only the healthy client is left", () -> server.stats().connections() <= 2);
        base = server.settled();
    }

    @AfterEach
    void stop() {
        healthy.close();
        server.close();
    }

    /** A client that reads nothing from here on. */
    private WebSocket deaf() {
        WebSocket client = WebSocket.connect(4_096, server.endpoint(), "EIO=4&transport=websocket");
        client.text();
        client.send("40");
        client.text();
        return client;
    }

    /** Looks at the server until it has sent, or thrown away, what was asked for. */
    private double peak(int clients) {
        long all = base.emitted() + (long) clients * MEGABYTES * 1_000_000;
        double[] peak = {0};
        Eventually.until("all was sent", () -> {
            Stats now = server.stats();
            peak[0] = Math.max(peak[0], now.megabytesAbove(base));
            return now.emitted() >= all;
        });
        return peak[0];
    }

    private void report(String who, int clients, double peak) {
        Eventually.until("all are gone", () -> server.ask("reasons").contains("transport error=" + (MANY + clients)));
        Duration freed = Waiting.until(
                "memory is free", Duration.ofSeconds(10), () -> server.stats().megabytesAbove(base) < 2);
        Stats after = server.settled();
        Figures.print(
                who,
                "asked for %d MB each: live memory at most %.1f MB above base, %.1f MB afterwards (%.1f s later); %s; %s",
                MEGABYTES,
                peak,
                after.megabytesAbove(base),
                Waiting.seconds(freed),
                healthy,
                server.ask("reasons"));
        assertTrue(peak < clients * MAY_GROW, "live memory grew by " + peak + " MB");
    }

    @Test
    void aWebSocketThatIsNotRead() {
        try (WebSocket slow = deaf()) {
            slow.send("42[\"send me megabytes\"," + MEGABYTES + "]");
            double peak = peak(1);
            report("a WebSocket that is not read", 1, peak);
        }
    }

    @Test
    void manyWebSocketsThatAreNotRead() {
        List<WebSocket> slow = Crowd.of(MANY, i -> deaf());
        for (WebSocket client : slow) client.send("42[\"send me megabytes\"," + MEGABYTES + "]");
        double peak = peak(MANY);
        report(MANY + " WebSockets that are not read", MANY, peak);
        Crowd.close(slow);
    }

    @Test
    void aPollerThatNeverGets() {
        try (Polling slow = Polling.join(server.endpoint())) {
            slow.post("42[\"send me megabytes\"," + MEGABYTES + "]");
            double peak = peak(1);
            report("a poller that never GETs", 1, peak);
            assertEquals(400, slow.polls().get(slow.query()).status());
        }
    }

    @Test
    void manyPollersThatNeverGet() {
        List<Polling> slow = Crowd.of(MANY, i -> Polling.join(server.endpoint()));
        for (Polling client : slow) client.post("42[\"send me megabytes\"," + MEGABYTES + "]");
        double peak = peak(MANY);
        report(MANY + " pollers that never GET", MANY, peak);
        Crowd.close(slow);
    }

    /** It takes the answer to its poll, and reads no byte of it. */
    @Test
    void aPollThatIsNotRead() {
        try (Polling client = Polling.join(server.endpoint())) {
            client.polls().send("GET", client.query(), "");
            client.post("42[\"send me megabytes\"," + MEGABYTES + "]");
            double peak = peak(1);
            report("a poll that is not read", 1, peak);
        }
    }
}
