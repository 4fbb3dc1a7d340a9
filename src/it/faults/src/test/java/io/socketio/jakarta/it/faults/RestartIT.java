package io.socketio.jakarta.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server goes and comes back under 500 official clients that send numbered events. */
class RestartIT {
    private static final int CLIENTS = 500;
    private static final int POLLERS = 50; // of them; each is two threads of the client's
    private static final int DELAY_MAX = 2_000;

    private static final int PACE_MILLIS = 300;

    private final OkHttpClient http = http();
    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
    private final List<Client> clients = new ArrayList<>();

    /** The default serves 5 requests to a host and 64 in all. */
    private static OkHttpClient http() {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(10 * CLIENTS);
        dispatcher.setMaxRequestsPerHost(10 * CLIENTS);
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool())
                .readTimeout(1, TimeUnit.MINUTES)
                .build();
    }

    /** Sends the next number some time after the last one was acknowledged, or after it has come back. */
    private final class Client {
        private final AtomicInteger acked = new AtomicInteger();
        private final AtomicInteger doubled = new AtomicInteger();
        private final AtomicInteger connects = new AtomicInteger();
        private final AtomicInteger numbers = new AtomicInteger();
        private final Socket socket;

        Client(URI uri, String... transports) {
            IO.Options options = new IO.Options();
            options.forceNew = true;
            options.transports = transports;
            options.reconnectionDelay = 200;
            options.reconnectionDelayMax = DELAY_MAX;
            options.callFactory = http;
            options.webSocketFactory = http;
            socket = IO.socket(uri, options);
            socket.on(Socket.EVENT_CONNECT, args -> next(connects.incrementAndGet()));
            socket.connect();
        }

        private void next(int connection) {
            if (connection != connects.get() || !socket.connected()) return;
            int sent = numbers.getAndIncrement();
            AtomicBoolean answered = new AtomicBoolean();
            socket.emit("echo", new Object[] {sent}, (Ack) answers -> {
                if (!answered.compareAndSet(false, true) || !answers[0].equals(sent)) doubled.incrementAndGet();
                acked.incrementAndGet();
                pace.schedule(() -> next(connection), PACE_MILLIS, TimeUnit.MILLISECONDS);
            });
        }
    }

    @AfterEach
    void stop() {
        pace.shutdownNow();
        for (Client client : clients) client.socket.disconnect();
    }

    private static ServerProcess server(int port) {
        return ServerProcess.launch()
                .at("127.0.0.1", port)
                .option("pingInterval", 2_000)
                .option("pingTimeout", 3_000)
                .start();
    }

    private boolean all(int connects) {
        return clients.stream().allMatch(client -> client.socket.connected() && client.connects.get() >= connects);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "KILL"})
    void clientsComeBack(String signal) {
        int port;
        Duration exited;
        try (ServerProcess first = server(0)) {
            port = first.port();
            for (int i = 0; i < CLIENTS; i++)
                clients.add(new Client(first.uri(), i < POLLERS ? "polling" : "websocket"));
            Waiting.until("all are there", Duration.ofSeconds(60), () -> all(1));
            Waiting.until(
                    "all have been answered",
                    Duration.ofSeconds(20),
                    () -> clients.stream().allMatch(client -> client.acked.get() > 3));
            long start = System.nanoTime();
            CompletableFuture<Integer> exit = first.exit();
            first.signal(signal);
            exit.join();
            exited = Duration.ofNanos(System.nanoTime() - start);
            assertTrue(exited.toSeconds() < 10, "exit took " + exited);
        }
        Waiting.until(
                "all have noticed",
                Duration.ofSeconds(20),
                () -> clients.stream().noneMatch(client -> client.socket.connected()));
        int before = clients.stream().mapToInt(client -> client.acked.get()).sum();
        try (ServerProcess second = server(port)) {
            long start = System.nanoTime();
            Waiting.until("all are back", Duration.ofSeconds(60), () -> all(2));
            Duration back = Duration.ofNanos(System.nanoTime() - start);
            int[] acked =
                    clients.stream().mapToInt(client -> client.acked.get()).toArray();
            Waiting.until("all are answered again", Duration.ofSeconds(20), () -> {
                for (int i = 0; i < CLIENTS; i++) if (clients.get(i).acked.get() <= acked[i]) return false;
                return true;
            });
            Stats stats = second.settled();
            int doubled =
                    clients.stream().mapToInt(client -> client.doubled.get()).sum();
            Figures.print(
                    "restart, SIG" + signal,
                    "%d clients (%d polling); exit after %.1f s; all back %.1f s after the new process listened"
                            + " (reconnectionDelayMax %.0f s ± 50 %%); %d acks before, %d doubled or wrong; then %s",
                    CLIENTS,
                    POLLERS,
                    Waiting.seconds(exited),
                    Waiting.seconds(back),
                    DELAY_MAX / 1e3,
                    before,
                    doubled,
                    stats);
            assertEquals(0, doubled);
            assertEquals(CLIENTS, stats.sockets());
            // the longest delay, twice if the first attempt was too early, and connecting itself
            assertTrue(back.toMillis() < 2 * 1.5 * DELAY_MAX + 5_000, "back after " + back);
            assertEquals("", second.log());
        }
    }

    /** In-flight handlers may finish, and no client needs its heartbeat to notice. */
    @Test
    void whoIsToldDoesNotWaitForTheHeartbeat() {
        try (ServerProcess server = ServerProcess.launch().start()) {
            List<Member> members = Crowd.of(50, i -> Member.join(server.endpoint()));
            List<Polling> pollers = Crowd.of(50, i -> {
                Polling client = Polling.join(server.endpoint());
                client.polls().send("GET", client.query(), "");
                return client;
            });
            long start = System.nanoTime();
            CompletableFuture<Integer> exit = server.exit();
            server.signal("TERM");
            for (Member member : members) assertTrue(member.ended().join() > 0);
            for (Polling client : pollers)
                assertEquals("1", client.polls().receive().body());
            Duration told = Duration.ofNanos(System.nanoTime() - start);
            int status = exit.join();
            Duration exited = Duration.ofNanos(System.nanoTime() - start);
            Figures.print(
                    "SIGTERM",
                    "100 idle clients told within %.1f s, exit %d after %.1f s",
                    Waiting.seconds(told),
                    status,
                    Waiting.seconds(exited));
            assertTrue(told.toSeconds() < 5, "told after " + told);
            assertTrue(exited.toSeconds() < 10, "exit after " + exited);
        }
    }
}
