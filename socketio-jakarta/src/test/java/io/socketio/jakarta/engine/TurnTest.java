package io.socketio.jakarta.engine;

import static io.socketio.jakarta.engine.Sessions.message;
import static io.socketio.jakarta.engine.Sessions.send;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.fakes.FakeTransport;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnTest {
    private final Sessions sessions = new Sessions();
    private final FakeTransport client = sessions.open(Transport.WEBSOCKET);
    private final EngineSocket socket = client.socket();
    private final FakeTransport other = sessions.open(Transport.WEBSOCKET);

    private boolean turn(Runnable task) {
        return turn(false, task);
    }

    private boolean turn(boolean goesOn, Runnable task) {
        return socket.turn(
                () -> {
                    task.run();
                    return true;
                },
                () -> goesOn);
    }

    @Test
    void theFirstGoesOutAtOnceAndTheRestTogether() {
        boolean result = turn(() -> {
            for (String text : List.of("a", "b", "c")) {
                send(socket, text);
                send(other.socket(), text);
            }
            assertEquals(List.of(List.of("4a")), client.takeBatches());
            assertEquals(List.of(List.of("4a")), other.takeBatches());
        });
        assertTrue(result);
        assertEquals(List.of(List.of("4b", "4c")), client.takeBatches());
        assertEquals(List.of(List.of("4b", "4c")), other.takeBatches());
        send(socket, "d");
        assertEquals(List.of(List.of("4d")), client.takeBatches());
        turn(() -> send(socket, "e"));
        assertEquals(List.of(List.of("4e")), client.takeBatches());
    }

    @Test
    void whatIsKnownToGoOnHoldsBackFromTheFirst() {
        turn(true, () -> {
            send(socket, "a");
            assertEquals(List.of(), client.takeBatches());
            send(socket, "b");
        });
        assertEquals(List.of(List.of("4a", "4b")), client.takeBatches());
    }

    @Test
    void whatIsHeldBackKeepsItsPlace() throws Exception {
        turn(() -> {
            send(socket, "a");
            send(socket, "b");
            Thread thread = new Thread(() -> send(socket, "from another"));
            thread.start();
            join(thread);
            send(socket, "c");
            assertEquals(List.of(List.of("4a")), client.takeBatches());
        });
        assertEquals(List.of(List.of("4b", "4from another", "4c")), client.takeBatches());
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aTurnInATurnIsAPartOfIt() {
        turn(() -> {
            send(socket, "a");
            turn(() -> send(socket, "b"));
            assertEquals(List.of(List.of("4a")), client.takeBatches());
        });
        assertEquals(List.of(List.of("4b")), client.takeBatches());
    }

    @Test
    void aSlowTurnIsPassed() {
        turn(() -> {
            send(socket, "a");
            send(socket, "b");
            client.takeBatches();
            sessions.timer.advance(Duration.ofMillis(9)); // quick handlers may take so long together
            assertEquals(List.of(), client.takeBatches());
            sessions.timer.advance(Duration.ofMillis(1));
            assertEquals(List.of(List.of("4b")), client.takeBatches());
            send(socket, "c");
            assertEquals(List.of(List.of("4c")), client.takeBatches());
        });
        assertEquals(List.of(), client.takeBatches());
        assertEquals(2, sessions.timer.waiting(), "nothing but pings");
    }

    @Test
    void manyBytesAreNotHeldBack() {
        FakeTransport client = sessions.open(Transport.POLLING); // a WebSocket would be pinged because of them
        EngineSocket socket = client.socket();
        turn(() -> {
            send(socket, "a");
            send(socket, "x".repeat(40_000));
            assertEquals(1, client.take().size());
            send(socket, "x".repeat(40_000));
            assertEquals(2, client.take().size());
        });
    }

    @Test
    void volatilePacketsAreHeldBackToo() {
        turn(() -> {
            send(socket, "a");
            assertTrue(socket.send(List.of(message("v")), true));
            assertTrue(socket.send(List.of(message("w")), true));
        });
        assertEquals(List.of("4a", "4v", "4w"), client.take());
    }

    /** A handler of the receiver's own, which may take its time, corks it meanwhile. */
    @Test
    void whatIsHeldBackWaitsForNobodyElse() {
        turn(() -> {
            send(other.socket(), "a");
            send(other.socket(), "b");
            assertEquals(List.of("4a"), other.take());
            other.socket().cork();
        });
        assertEquals(List.of("4b"), other.take());
        send(other.socket(), "c");
        assertEquals(List.of(), other.take());
        other.socket().uncork();
        assertEquals(List.of("4c"), other.take());
    }

    @Test
    void whatIsHeldBackClosesNobodyWhoTakesIt() {
        FakeTransport client = sessions.open(Transport.POLLING); // a WebSocket would be pinged because of the bytes
        EngineSocket socket = client.socket();
        String most = "x".repeat((int) Sessions.CONFIG.maxOutboundBytes() - 100);
        turn(() -> {
            for (String text : List.of("a", "b", most)) send(socket, text);
        });
        assertEquals(List.of("4a", "4b", "4" + most), client.take());
        assertTrue(socket.isOpen());
    }

    @Test
    void aTransportThatFailsAtTheEndOfACorkHurtsOnlyItsSession() {
        socket.cork();
        send(socket, "a");
        client.failSends(new StackOverflowError());
        socket.uncork();
        assertFalse(socket.isOpen());
    }

    @ParameterizedTest
    @ValueSource(classes = {StackOverflowError.class, AssertionError.class})
    void aTransportThatFailsHurtsNobodyElse(Class<? extends Error> failure) throws ReflectiveOperationException {
        Error error = failure.getConstructor().newInstance();
        turn(() -> {
            for (String text : List.of("a", "b")) {
                send(socket, text);
                send(other.socket(), text);
            }
            client.failSends(error);
        });
        assertFalse(socket.isOpen());
        assertEquals(List.of("4a", "4b"), other.take());
    }

    @Test
    void aFailureHurtsNobodyElse() {
        assertThrows(
                IllegalStateException.class,
                () -> turn(() -> {
                    for (String text : List.of("a", "b")) {
                        send(socket, text);
                        send(other.socket(), text);
                    }
                    throw new IllegalStateException("of a task");
                }));
        assertEquals(List.of("4a", "4b"), client.take());
        assertEquals(List.of("4a", "4b"), other.take());
    }

    @Test
    void sessionsMayEndInIt() {
        turn(() -> {
            send(socket, "a");
            send(socket, "b");
            socket.close();
            send(other.socket(), "a");
            send(other.socket(), "b");
            other.socket().close(CloseReason.FORCED_CLOSE);
        });
        assertEquals(List.of("4a", "4b"), client.take());
        assertFalse(socket.isOpen());
    }
}
