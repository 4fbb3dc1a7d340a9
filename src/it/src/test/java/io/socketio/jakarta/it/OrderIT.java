package io.socketio.jakarta.it;

import static io.socketio.jakarta.it.support.App.app;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socket.client.IO;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.it.support.App;
import io.socketio.jakarta.it.support.Eventually;
import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.WebSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is lost, doubled or overtaken under load, whatever carries it. */
class OrderIT {
    private static final int EVENTS = 10_000;

    /** What came from two threads: all of it, that of each thread in its order. */
    private static final class Sequences {
        private final int[] next = new int[2];
        private int count;

        void add(int thread, int n) {
            assertEquals(next[thread]++, n, "from thread " + thread);
            count++;
        }

        /** An event as text: 42["n",thread,n]. */
        void add(String event) {
            String[] parts =
                    event.substring("42[\"n\",".length(), event.length() - 1).split(",");
            add(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        }

        boolean complete() {
            return count == 2 * EVENTS;
        }
    }

    /** Two threads that emit to a socket as fast as they can. */
    private static void flood(Socket socket) {
        for (int t = 0; t < 2; t++) {
            int thread = t;
            new Thread(() -> {
                        for (int i = 0; i < EVENTS; i++) socket.emit("n", thread, i);
                    })
                    .start();
        }
    }

    private static App flooding() {
        return app().option("maxOutboundBytes", 100_000_000)
                .handlers(io -> io.on("flood", m -> flood(m.socket())))
                .start();
    }

    @Test
    void serverToPolling() {
        try (App app = flooding()) {
            Http session = Http.connect(app);
            session.post("42[\"flood\"]");
            Sequences received = new Sequences();
            while (!received.complete()) session.packets().forEach(received::add);
        }
    }

    @Test
    void serverToWebSocket() {
        try (App app = flooding();
                WebSocket client = WebSocket.join(app)) {
            client.send("42[\"flood\"]");
            Sequences received = new Sequences();
            while (!received.complete()) received.add(client.event());
        }
    }

    /** More than the buffers of the connection take. With {@code useAsyncIO="false"} Tomcat goes on writing on the thread that hears that it can. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void muchAtOnceToWebSocket(boolean asyncIo) {
        String text = "x".repeat(1_000);
        try (App app = app().option("maxOutboundBytes", 100_000_000)
                        .connector(connector -> connector.setProperty("useAsyncIO", String.valueOf(asyncIo)))
                        .handlers(io -> io.on("flood", m -> {
                            for (int i = 0; i < EVENTS; i++) m.socket().emit("n", i, text);
                        }))
                        .start();
                WebSocket client = WebSocket.join(app)) {
            client.send("42[\"flood\"]");
            for (int i = 0; i < EVENTS; i++) assertEquals("42[\"n\"," + i + ",\"" + text + "\"]", client.event());
        }
    }

    /** The upgrade at different moments of the flood: after so many polls. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 10})
    void serverToAnUpgradingClient(int polls) {
        try (App app = flooding()) {
            Http session = Http.connect(app);
            session.post("42[\"flood\"]");
            Sequences received = new Sequences();
            for (int i = 0; i < polls && !received.complete(); i++)
                session.packets().forEach(received::add);
            try (WebSocket client = WebSocket.connect(session.endpoint(), session.upgradeQuery())) {
                client.send("2probe");
                // as clients do: polls go on until the probe is answered, and the last one is waited for
                CompletableFuture<String> poll = session.getAsync();
                assertEquals("3probe", client.text());
                for (String packet : Http.packets(Eventually.get(poll))) if (!packet.equals("6")) received.add(packet);
                client.send("5");
                while (!received.complete()) received.add(client.event());
            }
        }
    }

    /** A client that says 5 while its poll is pending or answered at that moment. */
    @Test
    void serverToAHastyClient() {
        for (int round = 0; round < 10; round++) {
            try (App app = flooding()) {
                Http session = Http.connect(app);
                session.post("42[\"flood\"]");
                try (WebSocket client = WebSocket.connect(session.endpoint(), session.upgradeQuery())) {
                    Sequences received = new Sequences();
                    client.send("2probe");
                    assertEquals("3probe", client.text());
                    CompletableFuture<String> poll = session.getAsync();
                    client.send("5");
                    // refused if it came behind the 5
                    String last = poll.exceptionally(e -> "6").join();
                    for (String packet : Http.packets(last)) if (!packet.equals("6")) received.add(packet);
                    while (!received.complete()) received.add(client.event());
                }
            }
        }
    }

    enum Mode {
        POLLING("polling"),
        WEBSOCKET("websocket"),
        UPGRADE("polling", "websocket");

        private final String[] transports;

        Mode(String... transports) {
            this.transports = transports;
        }
    }

    @ParameterizedTest
    @EnumSource
    void bothWaysWithTheJavaClient(Mode mode) {
        BlockingQueue<String> atServer = new LinkedBlockingQueue<>();
        List<Integer> numbers = new ArrayList<>();
        try (App app = app().option("maxOutboundBytes", 100_000_000)
                .handlers(io -> {
                    io.onConnect(OrderIT::flood);
                    io.on("n", int.class, m -> {
                        numbers.add(m.payload());
                        if (numbers.size() == EVENTS) atServer.add(m.socket().transport());
                    });
                })
                .start()) {
            IO.Options options = new IO.Options();
            options.forceNew = true;
            options.transports = mode.transports;
            io.socket.client.Socket client = IO.socket(URI.create(app.uri().toString()), options);
            Sequences received = new Sequences();
            CountDownLatch complete = new CountDownLatch(1);
            BlockingQueue<AssertionError> failures = new LinkedBlockingQueue<>();
            client.on("n", args -> {
                try {
                    received.add((Integer) args[0], (Integer) args[1]);
                } catch (AssertionError e) {
                    failures.add(e);
                }
                if (received.complete()) complete.countDown();
            });
            client.on(io.socket.client.Socket.EVENT_CONNECT, args -> {
                for (int i = 0; i < EVENTS; i++) client.emit("n", i);
            });
            client.connect();
            Eventually.await(complete);
            String transport = Eventually.take(atServer);
            client.close();
            assertEquals(List.of(), List.copyOf(failures));
            for (int i = 0; i < EVENTS; i++) assertEquals(i, numbers.get(i));
            assertTrue(mode != Mode.POLLING || transport.equals("polling"));
        }
    }

    /** A raw client that posts and sends around its upgrade. */
    @Test
    void clientToServerAroundTheUpgrade() {
        List<Integer> numbers = new ArrayList<>();
        try (App app = app().handlers(io -> io.on("n", int.class, m -> {
                    numbers.add(m.payload());
                    if (m.ack().isRequested()) m.ack().send(numbers.size());
                }))
                .start()) {
            for (int round = 0; round < 20; round++) {
                numbers.clear();
                Http session = Http.connect(app);
                int n = 0;
                for (int post = 0; post < 5; post++) session.post(events(n, n += 100));
                try (WebSocket client = WebSocket.connect(session.endpoint(), session.upgradeQuery())) {
                    client.send("2probe");
                    session.post(events(n, n += 100));
                    assertEquals("3probe", client.text());
                    session.post(events(n, n += 100));
                    client.send("5");
                    for (String event : events(n, n += 500)) client.send(event);
                    client.send("420[\"n\"," + n++ + "]");
                    assertEquals("430[" + n + "]", client.text());
                }
                for (int i = 0; i < n; i++) assertEquals(i, numbers.get(i));
            }
        }
    }

    private static String[] events(int from, int to) {
        String[] events = new String[to - from];
        for (int i = from; i < to; i++) events[i - from] = "42[\"n\"," + i + "]";
        return events;
    }
}
