package io.socketio.jakarta.it;

import static io.socketio.jakarta.it.support.App.app;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.it.support.App;
import io.socketio.jakarta.it.support.Eventually;
import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.WebSocket;
import io.socketio.jakarta.servlet.SocketIoServlet;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The end of an application under connected clients. */
class UndeployIT {
    private static final int CLIENTS = 20;

    private static Set<Thread> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("socketio-") && thread.isAlive())
                .collect(Collectors.toSet());
    }

    @Test
    void everybodyIsToldAndNothingStays() {
        Queue<String> reasons = new ConcurrentLinkedQueue<>();
        Set<Thread> threads = ownThreads();
        try (App app = app().countParked()
                .handlers(io -> {
                    io.onDisconnect((socket, reason) -> reasons.add(reason.toString()));
                })
                .start()) {
            List<WebSocket> webSockets = new ArrayList<>();
            List<Http> sessions = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                WebSocket webSocket = WebSocket.join(app);
                webSockets.add(webSocket);
                sessions.add(Http.connect(app));
            }
            int before = app.parkedPolls();
            List<CompletableFuture<String>> polls =
                    sessions.stream().map(Http::getAsync).toList();
            Eventually.until("all polls are parked", () -> app.parkedPolls() == before + CLIENTS);
            app.undeploy();
            for (CompletableFuture<String> poll : polls) assertEquals("1", Eventually.get(poll));
            for (WebSocket webSocket : webSockets) {
                assertTrue(Set.of(1000, 1001, 1005).contains(webSocket.closed()), "a close frame");
                webSocket.close();
            }
            // all handlers have run when undeploying is over
            assertEquals(2 * CLIENTS, reasons.size());
            assertEquals(Set.of("server shutting down"), Set.copyOf(reasons));
            assertEquals(threads, ownThreads());
        }
    }

    /** Tomcat ends requests that wait within a second, and may come to its listeners later. */
    @Test
    void pollsThatTheContainerEndsFirstAreNoErrors() {
        Queue<String> reasons = new ConcurrentLinkedQueue<>();
        CountDownLatch answered = new CountDownLatch(1);
        try (App app = app().countParked()
                .onStart(context ->
                        context.addServlet("slow", new SlowToGo(answered)).setLoadOnStartup(1))
                .handlers(io -> io.onDisconnect((socket, reason) -> reasons.add(reason.toString())))
                .start()) {
            Http session = Http.connect(app);
            int before = app.parkedPolls();
            CompletableFuture<String> poll = session.getAsync();
            Eventually.until("the poll is parked", () -> app.parkedPolls() == before + 1);
            CompletableFuture<Void> undeploying = CompletableFuture.runAsync(app::undeploy);
            assertEquals("1", Eventually.get(poll));
            answered.countDown();
            Eventually.get(undeploying);
            assertEquals(List.of("server shutting down"), List.copyOf(reasons));
        }
    }

    /** Containers destroy servlets before they tell listeners. */
    private static final class SlowToGo extends HttpServlet {
        private static final long serialVersionUID = 1L;

        private final transient CountDownLatch may;

        SlowToGo(CountDownLatch may) {
            this.may = may;
        }

        @Override
        public void destroy() {
            Eventually.await(may);
        }
    }

    @Test
    void handlersInFlightMayFinish() {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        AtomicReference<String> finished = new AtomicReference<>("");
        try (App app = app().handlers(io -> {
                            io.on("slow", m -> {
                                entered.countDown();
                                Eventually.await(leave);
                                finished.updateAndGet(s -> s + "handler,");
                            });
                            io.onDisconnect((socket, reason) -> {
                                leave.countDown();
                                finished.updateAndGet(s -> s + reason);
                            });
                        })
                        .start();
                WebSocket client = WebSocket.join(app)) {
            client.send("42[\"slow\"]");
            Eventually.await(entered);
            Thread undeploying = new Thread(app::undeploy);
            undeploying.start();
            client.closed();
            leave.countDown(); // disconnect handlers wait for those before them
            Eventually.until("it is undeployed", () -> !undeploying.isAlive());
            assertEquals("handler,server shutting down", finished.get());
        }
    }

    @Test
    void everythingThatCameIsHandledFirst() {
        CountDownLatch leave = new CountDownLatch(1);
        Queue<String> handled = new ConcurrentLinkedQueue<>();
        try (App app = app().handlers(io -> {
                            io.on("n", int.class, m -> {
                                Eventually.await(leave);
                                handled.add(m.payload().toString());
                            });
                            io.onDisconnect((socket, reason) -> handled.add(reason.toString()));
                            io.of("/other").on("ping", m -> m.ack().send());
                        })
                        .start();
                WebSocket client = WebSocket.join(app)) {
            client.send("40/other,");
            client.text();
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                client.send("42[\"n\"," + i + "]");
                expected.add(Integer.toString(i));
            }
            expected.add("server shutting down");
            client.send("42/other,0[\"ping\"]");
            assertEquals("43/other,0[]", client.text()); // by then the others are queued
            Thread undeploying = new Thread(app::undeploy);
            undeploying.start();
            client.closed();
            leave.countDown();
            Eventually.until("it is undeployed", () -> !undeploying.isAlive());
            assertTrue(expected.equals(List.copyOf(handled)), () -> handled.size() + " handled");
        }
    }

    @Test
    void applicationWithSeveralServersOfItsOwn() {
        Set<Thread> before = ownThreads();
        try (App app = app().option("register", false)
                .onStart(context -> {
                    for (String name : List.of("one", "two")) {
                        ServletRegistration.Dynamic servlet =
                                context.addServlet(name, new SocketIoServlet(SocketIoConfig.defaults()));
                        servlet.setAsyncSupported(true);
                        servlet.setLoadOnStartup(1);
                        servlet.addMapping("/" + name + "/*");
                    }
                })
                .start()) {
            WebSocket one = WebSocket.open(app, "/one/");
            WebSocket two = WebSocket.open(app, "/two/");
            app.undeploy();
            one.closed();
            two.closed();
            assertEquals(before, ownThreads());
        }
    }

    /** A handshake that crosses with the end is refused or closed; nothing breaks. */
    @Test
    void clientsThatComeMeanwhile() throws InterruptedException {
        List<String> problems = new CopyOnWriteArrayList<>();
        Handler collector = new Handler() {
            @Override
            public void publish(LogRecord record) {
                // what Tomcat says about its own threads that are busy at that moment is not ours
                boolean tomcats = record.getLoggerName().endsWith("WebappClassLoaderBase");
                // nor that it (10.1.55) still gives requests to servlets that it is unloading, and fails before ours is
                // called
                boolean unloading = record.getThrown() != null
                        && record.getThrown()
                                .getStackTrace()[0]
                                .getClassName()
                                .startsWith("org.apache.catalina.core.StandardWrapper");
                if (record.getLevel().intValue() >= Level.WARNING.intValue() && !tomcats && !unloading)
                    problems.add(record.getMessage() + " " + record.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(collector);
        try {
            for (int round = 0; round < 5; round++) {
                try (App app = app().handlers(io -> io.onConnect(socket -> socket.join("room")))
                        .start()) {
                    AtomicInteger joined = new AtomicInteger();
                    List<Thread> clients = new ArrayList<>();
                    for (int i = 0; i < 8; i++) {
                        clients.add(new Thread(() -> comeAndGo(app, joined)));
                        clients.get(i).start();
                    }
                    Eventually.until("they come", () -> joined.get() > 50);
                    app.undeploy();
                    for (Thread client : clients) client.join();
                }
            }
        } finally {
            root.removeHandler(collector);
        }
        assertEquals(List.of(), problems);
    }

    /** Connects again and again until there is nothing to connect to. */
    private static void comeAndGo(App app, AtomicInteger joined) {
        while (true) {
            try (WebSocket client =
                    WebSocket.connect(URI.create(app.uri() + "/socket.io/"), "EIO=4&transport=websocket")) {
                if (client.status() == 404) return;
                if (client.status() != 101) continue; // 503 while it stops
                client.send("40");
                while (client.next() instanceof WebSocket.Text text)
                    if (text.data().startsWith("40")) break;
                joined.incrementAndGet();
            } catch (UncheckedIOException e) {
                // the connection was cut: once more
            }
        }
    }

    @Test
    void serverThatWasClosedRefusesNewClients() {
        try (App app = app().start();
                WebSocket client = WebSocket.join(app)) {
            app.server().close();
            app.server().close(); // a second call does nothing
            client.closed();
            AssertionError refused = assertThrows(AssertionError.class, () -> Http.open(app));
            assertEquals("503 {\"code\":3,\"message\":\"Server shutting down\"}", refused.getMessage());
        }
    }
}
