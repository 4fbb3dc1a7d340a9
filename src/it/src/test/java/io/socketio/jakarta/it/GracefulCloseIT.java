package io.socketio.jakarta.it;

import static io.socketio.jakarta.it.support.App.app;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.it.support.App;
import io.socketio.jakarta.it.support.Eventually;
import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A server that is closed without hurry, and the end of an application, which is one. */
class GracefulCloseIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch leave = new CountDownLatch(1);
    private final Queue<String> log = new ConcurrentLinkedQueue<>();

    private App start() {
        return app().option("shutdownGracePeriod", 2_000)
                .handlers(io -> {
                    io.on("slow", m -> {
                        entered.countDown();
                        try {
                            leave.await();
                            log.add("ended");
                        } catch (InterruptedException e) {
                            log.add("cut off");
                        }
                        m.ack().send("done");
                    });
                    io.onDisconnect((socket, reason) -> log.add(reason.toString()));
                })
                .start();
    }

    @Test
    void newClientsAreRefusedAndOldOnesGetWhatTheyAskedFor() {
        try (App app = start();
                WebSocket client = WebSocket.join(app)) {
            Http polling = Http.connect(app);
            client.send("421[\"slow\"]");
            Eventually.await(entered);
            CompletionStage<Void> closing = app.server().close(MINUTE);
            AssertionError refused = assertThrows(AssertionError.class, () -> Http.open(app));
            assertEquals("503 {\"code\":3,\"message\":\"Server shutting down\"}", refused.getMessage());
            assertEquals("1", polling.get(), "who has nothing to wait for is told first");
            Eventually.until("the application knows, too", () -> log.size() == 1);
            assertFalse(closing.toCompletableFuture().isDone());
            leave.countDown();
            assertEquals("431[\"done\"]", client.event());
            assertTrue(List.of(1000, 1001, 1005).contains(client.closed()));
            Eventually.get(closing);
            assertEquals(0, app.server().engine().clientsCount());
            Eventually.until("both have gone", () -> log.size() == 3);
            assertEquals(List.of("server shutting down", "ended", "server shutting down"), List.copyOf(log));
        }
    }

    @Test
    void manyAreToldOneAfterTheOther() {
        try (App app = start()) {
            List<WebSocket> clients = new ArrayList<>();
            for (int i = 0; i < 100; i++) clients.add(WebSocket.join(app));
            CompletionStage<Void> closing = app.server().close(MINUTE);
            Eventually.until("some have gone", () -> app.server().engine().clientsCount() < 100);
            assertTrue(app.server().engine().clientsCount() > 50, "not all at once");
            Eventually.get(closing);
            for (WebSocket client : clients) {
                client.closed();
                client.close();
            }
        }
    }

    @Test
    void theEndOfTheApplicationWaitsForHandlers() {
        try (App app = start();
                WebSocket client = WebSocket.join(app)) {
            client.send("421[\"slow\"]");
            Eventually.await(entered);
            CompletableFuture<Void> undeploying = CompletableFuture.runAsync(app::undeploy);
            leave.countDown();
            assertEquals("431[\"done\"]", client.event());
            client.closed();
            Eventually.get(undeploying);
            assertEquals(List.of("ended", "server shutting down"), List.copyOf(log));
        }
    }

    @Test
    void butNotForEver() {
        try (App app = start();
                WebSocket client = WebSocket.join(app)) {
            client.send("421[\"slow\"]");
            Eventually.await(entered);
            app.undeploy();
            client.closed();
            assertEquals(List.of("cut off", "server shutting down"), List.copyOf(log));
        }
    }
}
