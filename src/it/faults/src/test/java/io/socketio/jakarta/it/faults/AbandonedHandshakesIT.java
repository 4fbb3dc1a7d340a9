package io.socketio.jakarta.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Sessions that are opened and never used. */
class AbandonedHandshakesIT {
    private static final int HANDSHAKES = 100_000;
    private static final Duration WITHIN = Duration.ofMinutes(1);
    private static final int CONNECTIONS = 4;
    private static final double P99_MILLIS = 100;

    /** With the default heartbeat. */
    private static final Duration REAPED = Duration.ofMillis(25_000 + 20_000);

    @Test
    void oneHundredThousandInOneMinute() {
        try (ServerProcess server = ServerProcess.launch().start();
                Echoes healthy = new Echoes(server.endpoint())) {
            warmUp(server);
            Stats base = server.settled();
            healthy.reset();
            long start = System.nanoTime();
            abandon(server);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            String echoes = healthy.toString();
            double p99 = healthy.percentile(99);
            Stats peak = server.stats();
            // a second for the timer and a collection
            Duration reaped = Waiting.until(
                    "all are gone", REAPED.plusSeconds(1), () -> server.stats().connections() == 1);
            Stats after = server.settled();
            Figures.print(
                    "abandoned handshakes",
                    "%d in %.1f s; before %s; at the end %s; all gone after %.1f s, then %s; meanwhile %s",
                    HANDSHAKES,
                    Waiting.seconds(took),
                    base,
                    peak,
                    Waiting.seconds(reaped),
                    after,
                    echoes);
            assertTrue(took.compareTo(WITHIN.plusSeconds(3)) < 0, "the test could not keep up: " + took);
            assertTrue(p99 < P99_MILLIS, echoes);
            assertTrue(after.megabytesAbove(base) < 4, after + " instead of " + base);
            assertTrue(after.threads() <= base.threads() + 4, after + " instead of " + base);
            assertEquals("", server.log());
        }
    }

    /** Code is compiled, and buffers are made. */
    private static void warmUp(ServerProcess server) {
        Crowd.of(1_000, i -> {
            try (Polling client = Polling.open(server.endpoint())) {
                client.post("1");
            }
            return i;
        });
    }

    /** On a few connections, evenly over the time. */
    private static void abandon(ServerProcess server) {
        int each = HANDSHAKES / CONNECTIONS;
        long step = WITHIN.toNanos() / each;
        Crowd.of(CONNECTIONS, CONNECTIONS, number -> {
            long start = System.nanoTime();
            Link link = new Link(server.endpoint());
            for (int i = 0; i < each; i++) {
                while (System.nanoTime() - start < i * step) LockSupport.parkNanos(100_000);
                Link.Response response = link.get(Polling.HANDSHAKE);
                assertEquals(200, response.status(), response.body());
            }
            link.close();
            return each;
        });
    }
}
