package io.socketio.jakarta.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The process stands still longer than pingInterval and pingTimeout together, as in a long collection or on a suspended machine. */
class PauseIT {
    private static final int CLIENTS = 300;
    private static final int POLLERS = 50;
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private ServerProcess server;

    @BeforeEach
    void start() {
        server = ServerProcess.launch()
                .option("pingInterval", 1_000)
                .option("pingTimeout", 1_000)
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void noStormOfPingTimeouts() {
        List<Member> clients = Crowd.of(CLIENTS, i -> Member.join(server.endpoint()));
        List<Polling> pollers = Crowd.of(POLLERS, i -> Polling.join(server.endpoint()));
        List<Thread> polling = pollers.stream().map(PauseIT::keepPolling).toList();
        Waiting.until(
                "all have answered a ping",
                Duration.ofSeconds(20),
                () -> clients.stream().allMatch(client -> client.heartbeats() > 0));
        for (int i = 0; i < 3; i++) {
            int all = server.stats().connections();
            assertEquals(CLIENTS + POLLERS, all, server.ask("reasons"));
            server.signal("STOP");
            LockSupport.parkNanos(PAUSE.toNanos()); // this is the fault itself
            int before = clients.stream().mapToInt(Member::heartbeats).sum();
            long resumed = System.nanoTime();
            server.signal("CONT");
            // each is pinged and answers, and the grace is over
            Waiting.until(
                    "all have answered two pings more",
                    Duration.ofSeconds(20),
                    () -> clients.stream().mapToInt(Member::heartbeats).sum() >= before + 3 * CLIENTS);
            Figures.print(
                    "SIGSTOP for %d s".formatted(PAUSE.toSeconds()),
                    "%d clients before, %d connected %.1f s after; %s",
                    all,
                    server.stats().connections(),
                    (System.nanoTime() - resumed) / 1e9,
                    server.ask("reasons"));
            assertEquals("{}", server.ask("reasons"));
        }
        assertTrue(clients.stream().allMatch(Member::isConnected));
        for (Thread thread : polling) assertTrue(thread.isAlive());
        assertEquals("", server.log());
        Crowd.close(clients);
        Crowd.close(pollers);
    }

    /** As long as polls are answered well. */
    private static Thread keepPolling(Polling client) {
        Thread thread = new Thread(() -> {
            while (true) for (String packet : client.packets()) if (packet.equals("2")) client.post("3");
        });
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((t, e) -> {});
        thread.start();
        return thread;
    }

    /** Who has gone meanwhile is noticed all the same. */
    @Test
    void whoDoesNotAnswerIsNotSpared() {
        List<Member> clients = Crowd.of(20, i -> Member.join(server.endpoint()));
        List<Polling> silent = Crowd.of(20, i -> Polling.join(server.endpoint()));
        server.signal("STOP");
        LockSupport.parkNanos(PAUSE.toNanos()); // this is the fault itself
        server.signal("CONT");
        Waiting.until(
                "the silent ones are gone",
                Duration.ofSeconds(10),
                () -> server.stats().connections() == 20);
        assertEquals("{ping timeout=20}", server.ask("reasons"));
        assertTrue(clients.stream().allMatch(Member::isConnected));
        Crowd.close(clients);
        Crowd.close(silent);
    }
}
