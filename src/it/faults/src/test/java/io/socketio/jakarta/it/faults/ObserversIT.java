package io.socketio.jakarta.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** CDI observers that do what they should not. */
class ObserversIT {
    private static final int CLIENTS = 20;
    private static final int BLOCK_SECONDS = 60;
    private static final int PING_INTERVAL = 500;

    private ServerProcess server;

    @BeforeEach
    void start() {
        server = ServerProcess.launch()
                .withCdi()
                .option("pingInterval", PING_INTERVAL)
                .option("pingTimeout", 5_000)
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void blockingForAMinute() {
        try (Echoes healthy = new Echoes(server.endpoint())) {
            Stats base = server.settled();
            List<Member> blocked = Crowd.of(CLIENTS, i -> Member.join(server.endpoint()));
            long start = System.nanoTime();
            for (Member client : blocked) {
                client.send("420[\"block\"," + BLOCK_SECONDS + "]");
                client.send("421[\"echo\",\"behind\"]");
            }
            Waiting.until("their time is over", Duration.ofSeconds(BLOCK_SECONDS + 5), () -> {
                try (Member late = Member.join(server.endpoint())) { // new clients get in
                    late.echo();
                }
                return System.nanoTime() - start
                        > Duration.ofSeconds(BLOCK_SECONDS - 1).toNanos();
            });
            Stats blocking = server.stats();
            int fewest = blocked.stream().mapToInt(Member::heartbeats).min().orElseThrow();
            for (Member client : blocked) {
                assertEquals("430[\"over\"]", client.event());
                assertEquals("431[\"behind\"]", client.event());
                assertTrue(client.isConnected());
            }
            assertTrue(System.nanoTime() - start
                    >= Duration.ofSeconds(BLOCK_SECONDS).toNanos());
            Crowd.close(blocked);
            Waiting.until(
                    "they are gone",
                    Duration.ofSeconds(20),
                    () -> server.stats().connections() == 1);
            String echoes = healthy.toString();
            healthy.stop();
            // workers end when they have been idle for 30 s
            Duration idle = Waiting.until(
                    "threads are back",
                    Duration.ofSeconds(60),
                    () -> server.stats().threads() <= base.threads() + 4);
            Stats after = server.settled();
            Figures.print(
                    "blocking observers",
                    "%d for %d s, each answered at least %d pings meanwhile (pingInterval %d ms); before %s; while blocked"
                            + " %s; %.0f s after %s; %s",
                    CLIENTS,
                    BLOCK_SECONDS,
                    fewest,
                    PING_INTERVAL,
                    base,
                    blocking,
                    Waiting.seconds(idle),
                    after,
                    echoes);
            assertTrue(fewest > BLOCK_SECONDS * 1_000 / PING_INTERVAL / 2, "only " + fewest + " heartbeats");
            assertTrue(after.megabytesAbove(base) < 4, after + " instead of " + base);
        }
    }

    @Test
    void throwingInEveryWay() {
        int times = 100;
        try (Member client = Member.join(server.endpoint());
                Member other = Member.join(server.endpoint())) {
            Stats base = server.settled();
            for (int i = 0; i < times; i++) {
                for (String event : new String[] {"throw", "overflow", "error", "async"})
                    client.send("421[\"" + event + "\"]");
                client.echo(); // the only answer
                other.echo();
            }
            Waiting.until(
                    "all were told",
                    Duration.ofSeconds(20),
                    () -> server.ask("failures").contains("async"));
            String failures = server.ask("failures");
            Stats after = server.settled();
            Figures.print("throwing observers", "%d times each: %s; before %s; after %s", times, failures, base, after);
            Predicate<String> told = failure -> failures.contains(failure + "=" + times);
            assertTrue(told.test("throw: IllegalStateException"), failures);
            assertTrue(told.test("overflow: StackOverflowError"), failures);
            assertTrue(told.test("error: OutOfMemoryError"), failures);
            assertTrue(client.isConnected());
            assertEquals("{}", server.ask("reasons"));
            assertTrue(after.megabytesAbove(base) < 4, after + " instead of " + base);
        }
    }
}
