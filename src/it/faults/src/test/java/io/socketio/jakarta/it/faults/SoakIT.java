package io.socketio.jakarta.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.it.support.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Clients come, are upgraded, talk and go, for a long time, one in ten without a word: nothing stays of them. */
class SoakIT {
    private static final Duration LENGTH =
            Duration.ofSeconds((long) (60 * Double.parseDouble(System.getProperty("soak.minutes", "10"))));
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final int THREADS = 8;
    private static final long PACE = 50_000_000; // ns that a client of one thread takes at least
    private static final int LOOKS = 10;

    private final AtomicInteger clients = new AtomicInteger();
    private final AtomicInteger aborts = new AtomicInteger();
    private ServerProcess server;

    @Test
    void everythingComesBack() {
        try (ServerProcess started = ServerProcess.launch()
                .option("pingInterval", 2_000)
                .option("pingTimeout", 2_000)
                .start()) {
            server = started;
            churn(WARM_UP);
            Stats base = quiet();
            clients.set(0);
            aborts.set(0);
            List<String> looks = new ArrayList<>();
            for (int i = 0; i < LOOKS; i++) {
                churn(LENGTH.dividedBy(LOOKS));
                Stats now = quiet();
                looks.add("%.1f MB".formatted((double) now.used() / Stats.MB));
                assertTrue(now.megabytesAbove(base) < 4, now + " instead of " + base);
            }
            Stats after = quiet();
            Figures.print(
                    "soak of " + LENGTH,
                    "%d clients, %d of them aborted; before %s; after %s; in between %s; %s",
                    clients.get(),
                    aborts.get(),
                    base,
                    after,
                    looks,
                    server.ask("reasons"));
            assertTrue(after.threads() <= base.threads() + 4, after + " instead of " + base);
            assertTrue(after.descriptors() <= base.descriptors() + 4, after + " instead of " + base);
            assertEquals("", server.log());
        }
    }

    /** When all have gone. */
    private Stats quiet() {
        Waiting.until(
                "all have gone", Duration.ofSeconds(10), () -> server.stats().connections() == 0);
        return server.settled();
    }

    private void churn(Duration length) {
        long end = System.nanoTime() + length.toNanos();
        Crowd.of(THREADS, THREADS, number -> {
            Random random = new Random();
            for (long next = System.nanoTime(); next - end < 0; next += PACE) {
                while (System.nanoTime() - next < 0) LockSupport.parkNanos(1_000_000);
                boolean abort = random.nextInt(10) == 0;
                if (abort) aborts.incrementAndGet();
                clients.incrementAndGet();
                switch (random.nextInt(3)) {
                    case 0 -> webSocket(abort);
                    case 1 -> polling(abort);
                    default -> upgrade(abort, random.nextInt(3));
                }
            }
            return number;
        });
    }

    private static void echo(WebSocket client) {
        for (int i = 0; i < 3; i++) {
            client.send("420[\"echo\"," + i + "]");
            assertEquals("430[" + i + "]", client.event());
        }
    }

    private void webSocket(boolean abort) {
        WebSocket client = WebSocket.connect(server.endpoint(), "EIO=4&transport=websocket");
        client.text();
        client.send("40");
        assertTrue(client.event().startsWith("40{"));
        echo(client);
        end(client, abort);
    }

    private static void end(WebSocket client, boolean abort) {
        if (abort) {
            client.abort();
            return;
        }
        client.send("41");
        client.close(1000);
        assertEquals(1000, client.closed());
        client.close();
    }

    private void polling(boolean abort) {
        try (Polling client = Polling.join(server.endpoint())) {
            for (int i = 0; i < 3; i++) client.echo();
            client.polls().send("GET", client.query(), "");
            if (abort) client.polls().abort();
            else client.post("41", "1");
        }
    }

    /** @param step where it aborts, if it does */
    private void upgrade(boolean abort, int step) {
        try (Polling client = Polling.join(server.endpoint())) {
            client.echo();
            WebSocket socket = abort && step == 0 ? client.candidate() : client.probed();
            if (abort && step < 2) {
                socket.abort(); // and never polls again
                return;
            }
            socket.send("5");
            echo(socket);
            end(socket, abort);
        }
    }
}
