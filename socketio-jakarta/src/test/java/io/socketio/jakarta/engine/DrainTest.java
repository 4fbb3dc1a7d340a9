package io.socketio.jakarta.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.fakes.FakeTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The end of a server that is not in a hurry. */
class DrainTest {
    private final Sessions sessions = new Sessions();
    private final List<FakeTransport> clients = new ArrayList<>();

    private void open(int count) {
        for (int i = 0; i < count; i++) clients.add(sessions.open(Transport.WEBSOCKET));
    }

    private long closed() {
        return clients.stream().filter(client -> client.closed() != null).count();
    }

    private CompletableFuture<Void> close(Duration grace) {
        return sessions.server.close(grace, true).toCompletableFuture();
    }

    @Test
    void handshakesAreRefusedAtOnce() {
        open(100);
        close(Duration.ofSeconds(10));
        assertSame(EngineError.SHUTTING_DOWN, sessions.server.verify("GET", "EIO=4&transport=polling", false));
        FakeTransport late = new FakeTransport(Transport.WEBSOCKET);
        sessions.server.open(Sessions.REQUEST, "late", late, late::attach);
        assertSame(CloseReason.SERVER_SHUTTING_DOWN, late.closed(), "one that was checked before");
    }

    @Test
    void clientsAreSentAwayAFewAtATime() {
        open(100);
        CompletableFuture<Void> done = close(Duration.ofSeconds(10));
        long before = closed();
        assertTrue(before >= 1 && before <= 10, "a small batch at once: " + before);
        int steps = 0;
        while (closed() < 100) {
            sessions.timer.advance(Duration.ofMillis(25));
            assertTrue(closed() - before <= 10, "at once: " + (closed() - before));
            before = closed();
            if (++steps > 100) throw new AssertionError("100 in a second, more or less, not " + before);
        }
        assertTrue(steps > 10, "a second, more or less: " + steps);
        assertTrue(done.isDone());
        assertEquals(0, sessions.server.clientsCount());
        assertEquals(0, sessions.timer.waiting(), "no timer stays");
    }

    @Test
    void thousandsAreThroughInHalfTheTime() {
        open(1_000);
        close(Duration.ofSeconds(2));
        sessions.timer.advance(Duration.ofMillis(1_600));
        assertEquals(1_000, closed(), "pauses are as long as that, or half as long again");
    }

    @Test
    void aFewAreThroughAtOnce() {
        open(3);
        assertTrue(close(Duration.ofMinutes(10)).isDone());
        assertEquals(List.of("server shutting down", "server shutting down", "server shutting down"), sessions.log());
    }

    @Test
    void nobodyIsThroughAtOnce() {
        assertTrue(close(Duration.ofMinutes(10)).isDone());
        assertTrue(close(Duration.ofMinutes(10)).isDone(), "a second time");
    }

    @Test
    void whatWasSentGoesOutBefore() {
        open(1);
        FakeTransport client = clients.get(0);
        client.hold();
        Sessions.send(client.socket(), "first");
        Sessions.send(client.socket(), "second");
        CompletableFuture<Void> done = close(Duration.ofSeconds(10));
        assertNull(client.closed());
        client.release();
        client.release();
        assertEquals(List.of("4first", "4second"), client.take());
        assertSame(CloseReason.SERVER_SHUTTING_DOWN, client.closed());
        assertTrue(done.isDone());
    }

    @Test
    void whoDoesNotTakeItIsNotWaitedForLong() {
        open(1);
        clients.get(0).hold();
        Sessions.send(clients.get(0).socket(), "first");
        CompletableFuture<Void> done = close(Duration.ofSeconds(10));
        sessions.timer.advance(Duration.ofMillis(900));
        assertFalse(done.isDone());
        sessions.timer.advance(Duration.ofMillis(200));
        assertTrue(done.isDone());
    }

    @Test
    void whoPollsMayFetchTheRestIfRequestsAreServed() {
        for (boolean served : List.of(true, false)) {
            Sessions some = new Sessions();
            FakeTransport client = some.open(Transport.POLLING);
            client.setWritable(false);
            Sessions.send(client.socket(), "rest");
            CompletableFuture<Void> done =
                    some.server.close(Duration.ofSeconds(10), served).toCompletableFuture();
            some.timer.advance(Duration.ofMillis(500));
            assertEquals(!served, done.isDone());
            client.setWritable(true);
            assertEquals(served ? List.of("4rest") : List.of(), client.take());
            assertTrue(done.isDone());
        }
    }

    @Test
    void allEndWithTheTime() {
        Sessions busy = new Sessions(Sessions.CONFIG, Busy::new);
        FakeTransport client = busy.open(Transport.WEBSOCKET);
        CompletableFuture<Void> done =
                busy.server.close(Duration.ofSeconds(10), true).toCompletableFuture();
        busy.timer.advance(Duration.ofMillis(9_900));
        assertNull(client.closed());
        busy.timer.advance(Duration.ofMillis(200));
        assertSame(CloseReason.SERVER_SHUTTING_DOWN, client.closed());
        assertTrue(done.isDone());
    }

    /** Behind it threads are taken away that listeners may need. */
    @Test
    void itIsDoneWhenListenersKnow() {
        List<CompletableFuture<Void>> done = new ArrayList<>();
        List<Boolean> tooEarly = new ArrayList<>();
        Sessions watched = new Sessions(Sessions.CONFIG, () -> new Busy() {
            @Override
            public void drain(Runnable then) {
                then.run();
            }

            @Override
            public void close(CloseReason reason) {
                tooEarly.add(done.get(0).isDone());
            }
        });
        for (int i = 0; i < 20; i++) clients.add(watched.open(Transport.WEBSOCKET));
        // the first batch goes at once, when nobody has the answer yet
        clients.forEach(FakeTransport::hold);
        clients.forEach(client -> Sessions.send(client.socket(), "x"));
        done.add(watched.server.close(Duration.ofSeconds(10), true).toCompletableFuture());
        watched.timer.advance(Duration.ofSeconds(11));
        assertTrue(done.get(0).isDone());
        assertEquals(Collections.nCopies(20, false), tooEarly);
    }

    @Test
    void whoseLoginEndsMeanwhileGoesAtOnce() {
        open(100);
        close(Duration.ofMinutes(10));
        clients.forEach(client -> client.socket().dismiss());
        assertEquals(100, closed());
        assertEquals(Set.of("server shutting down"), Set.copyOf(sessions.log()));
    }

    @Test
    void inAHurryAfterAll() {
        open(1_000);
        CompletableFuture<Void> done = close(Duration.ofMinutes(10));
        assertFalse(done.isDone());
        sessions.server.close();
        assertTrue(done.isDone());
        assertEquals(1_000, closed());
        sessions.timer.advance(Duration.ofMinutes(10));
        assertEquals(0, sessions.timer.waiting());
    }

    /** One whose handlers do not end. */
    private static class Busy implements EngineListener {
        @Override
        public void open() {}

        @Override
        public void message(String data) {}

        @Override
        public void binary(byte[] data) {}

        @Override
        public void drain(Runnable done) {}

        @Override
        public void close(CloseReason reason) {}
    }
}
