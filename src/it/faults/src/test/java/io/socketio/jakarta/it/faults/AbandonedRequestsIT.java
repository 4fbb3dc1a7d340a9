package io.socketio.jakarta.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.it.support.WebSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is begun and not ended, by the thousand. */
class AbandonedRequestsIT {
    private static final int COUNT = 1_000;
    private static final int UPGRADE_TIMEOUT = 3_000;
    private static final int PING_INTERVAL = 5_000;
    private static final int PING_TIMEOUT = 5_000;

    private ServerProcess server;
    private Echoes healthy;
    private Stats base;

    @BeforeEach
    void start() {
        server = ServerProcess.launch()
                .option("upgradeTimeout", UPGRADE_TIMEOUT)
                .option("pingInterval", PING_INTERVAL)
                .option("pingTimeout", PING_TIMEOUT)
                .start();
        healthy = new Echoes(server.endpoint());
        Crowd.comeAndGo(server, COUNT / 2);
        base = server.settled();
        healthy.reset();
    }

    @AfterEach
    void stop() {
        healthy.close();
        server.close();
    }

    private void report(String what, Stats peak) {
        String echoes = healthy.toString();
        // a poll that nobody reads is answered and then kept alive for as long as Tomcat waits for the next request
        Waiting.until("descriptors and threads are back", Duration.ofSeconds(120), () -> {
            Stats now = server.stats();
            return now.descriptors() <= base.descriptors() + 4 && now.threads() <= base.threads() + 4;
        });
        Stats after = server.settled();
        Figures.print(
                what,
                "%d; before %s; at most %s; after %s; %s; %s",
                COUNT,
                base,
                peak,
                after,
                echoes,
                server.ask("reasons"));
        assertTrue(peak.threads() <= base.threads() + 20, "a thread for each: " + peak);
        assertTrue(after.megabytesAbove(base) < 4, after + " instead of " + base);
        assertEquals("", server.log());
    }

    @Test
    void upgradesThatAreNotFinished() {
        List<Polling> clients = Crowd.of(COUNT, i -> Polling.join(server.endpoint()));
        List<WebSocket> candidates = Crowd.of(COUNT, i -> {
            Polling client = clients.get(i);
            return i % 2 == 0 ? client.probed() : client.candidate(); // then silence
        });
        Stats peak = server.stats();
        for (int i = 0; i < COUNT; i += 10) candidates.get(i).abort(); // some go with a reset
        // the others are closed, and their sessions go on over polling until they do not answer a ping
        for (int i = 0; i < COUNT; i++) if (i % 10 != 0) candidates.get(i).closed();
        for (int i = 0; i < COUNT; i += 50) clients.get(i).echo();
        Crowd.close(candidates);
        Waiting.until(
                "sessions are reaped",
                Duration.ofMillis(2 * PING_INTERVAL + PING_TIMEOUT + 2_000),
                () -> server.stats().connections() == 1);
        Crowd.close(clients);
        report("upgrades that are not finished", peak);
    }

    @Test
    void bodiesThatDoNotCome() {
        List<Polling> clients = Crowd.of(COUNT, i -> Polling.join(server.endpoint()));
        List<Link> stalled = Crowd.of(COUNT, i -> {
            Link link = new Link(server.endpoint());
            link.stall(clients.get(i).query(), 10_000, "42[\"echo\",");
            return link;
        });
        try (Polling other = Polling.join(server.endpoint())) {
            other.echo();
        }
        Stats peak = server.stats();
        // each is told when its session ends
        for (Link link : stalled) assertEquals(400, link.receive().status());
        Waiting.until(
                "sessions are reaped",
                Duration.ofSeconds(20),
                () -> server.stats().connections() == 1);
        Crowd.close(stalled);
        Crowd.close(clients);
        report("bodies that do not come", peak);
    }

    @Test
    void pollsThatAreAborted() {
        List<Polling> clients = Crowd.of(COUNT, i -> {
            Polling client = Polling.join(server.endpoint());
            client.polls().send("GET", client.query(), "");
            return client;
        });
        Stats peak = server.stats();
        for (Polling client : clients) client.polls().abort();
        Waiting.until(
                "sessions are reaped",
                Duration.ofMillis(PING_INTERVAL + PING_TIMEOUT + 2_000),
                () -> server.stats().connections() == 1);
        Crowd.close(clients);
        report("polls that are aborted", peak);
    }

    @Test
    void webSocketsThatSayNothing() {
        List<WebSocket> clients =
                Crowd.of(COUNT, i -> WebSocket.connect(server.endpoint(), "EIO=4&transport=websocket"));
        Stats peak = server.stats();
        Waiting.until(
                "sessions are reaped",
                Duration.ofMillis(PING_INTERVAL + PING_TIMEOUT + 2_000),
                () -> server.stats().connections() == 1);
        Crowd.close(clients);
        report("WebSockets that say nothing", peak);
    }
}
