package io.socketio.jakarta.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.it.support.WebSocket;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A flood of events on a heap of 64 MB. What one connection may hold is {@code maxOutboundBytes} on the way out and four times {@code
 * maxHttpBufferSize} on the way in, or {@code maxQueuedMessages} small messages of some 200 bytes of heap; times the number of connections it must fit into the heap, which is what the options here see to.
 */
class MemoryLimitIT {
    private static final int CLIENTS = 50;
    private static final int KB = 1_024;
    private static final Duration FLOOD = Duration.ofSeconds(20);

    private ServerProcess server;
    private Stats base;

    @BeforeEach
    void start() {
        server = ServerProcess.launch()
                .jvm("-Xmx64m") // with ExitOnOutOfMemoryError
                .option("maxOutboundBytes", 256 * KB)
                .option("maxHttpBufferSize", 64 * KB)
                .option("maxQueuedMessages", 1_000)
                .option("pingInterval", 5_000) // and 20 s for pongs: this machine is as busy as the server
                .start();
        Crowd.comeAndGo(server, CLIENTS);
        base = server.settled();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Sends as much as it can, for a while; how many. */
    private static long flood(WebSocket client, String packet) {
        long sent = 0;
        long end = System.nanoTime() + FLOOD.toNanos();
        try {
            for (; System.nanoTime() - end < 0; sent++) client.send(packet);
        } catch (UncheckedIOException e) {
            // the server has had enough
        }
        return sent;
    }

    private WebSocket joined() {
        WebSocket client = WebSocket.connect(4_096, server.endpoint(), "EIO=4&transport=websocket");
        client.text();
        client.send("40");
        client.text();
        return client;
    }

    private void flood(String what, String packet) {
        AtomicLong sent = new AtomicLong();
        List<WebSocket> clients = Crowd.of(CLIENTS, i -> joined());
        CompletableFuture<?> flood = CompletableFuture.runAsync(() -> Crowd.of(CLIENTS, CLIENTS, i -> {
            sent.addAndGet(flood(clients.get(i), packet));
            return i;
        }));
        Stats[] peak = {base, base}; // and the last
        Waiting.until("the flood is over", FLOOD.multipliedBy(3), () -> {
            Stats now = server.stats();
            if (now.used() > peak[0].used()) peak[0] = now;
            return flood.isDone();
        });
        flood.join();
        String reasons = server.ask("reasons");
        Crowd.close(clients);
        // what was taken before is handled, and then the end
        Duration freed = Waiting.until(() -> "memory is back: " + peak[1], Duration.ofSeconds(90), () -> {
            Stats now = server.stats();
            peak[1] = now;
            return now.connections() == 0 && now.megabytesAbove(base) < 4;
        });
        Stats after = server.settled();
        Figures.print(
                "-Xmx64m, " + what,
                "%d clients sent %d events of %d bytes in %d s; before %s; at most %s; %.0f s later %s; ended meanwhile %s",
                CLIENTS,
                sent.get(),
                packet.length(),
                FLOOD.toSeconds(),
                base,
                peak[0],
                Waiting.seconds(freed),
                after,
                reasons);
        try (Member late = Member.join(server.endpoint())) {
            late.echo();
        }
        assertTrue(server.isAlive());
        String unexpected = server.log()
                .lines()
                .filter(line -> !line.contains("the bound of the option max"))
                .collect(Collectors.joining("\n"));
        assertEquals("", unexpected);
    }

    /** The answers are not read either. */
    @Test
    void floodOfEchoes() {
        flood("echoes that are not read", "42[\"echo\",\"" + "x".repeat(10_000) + "\"]");
    }

    @Test
    void floodForASlowHandler() {
        flood("a handler that takes 20 ms", "42[\"take\",20,\"" + "x".repeat(10_000) + "\"]");
    }

    @Test
    void floodOfSmallEvents() {
        flood("small events for a handler that takes 20 ms", "42[\"take\",20]");
    }
}
