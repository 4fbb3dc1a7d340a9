package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.HandlerFailure;
import io.socketio.jakarta.Message;
import io.socketio.jakarta.Socket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

public class AsyncObserverTest {
    static final IOException CHECKED = new IOException("checked");

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(10, TimeUnit.SECONDS);
        assertNotNull(next, "nothing came in time");
        return next;
    }

    @ApplicationScoped
    public static class Background {
        private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
        private final BlockingQueue<Object> threads = new LinkedBlockingQueue<>();

        @Inject
        Socket current;

        void work(@ObservesAsync @SocketEvent("work") Message<String> message) {
            threads.add(Thread.currentThread());
            seen.add(message.payload());
        }

        void joined(@ObservesAsync ConnectEvent event) {
            seen.add("joined " + event.socket().id());
        }

        void left(@ObservesAsync DisconnectEvent event) {
            seen.add("left " + event.reason());
        }

        void useCurrent(@ObservesAsync @SocketEvent("current") Message<?> message) {
            try {
                seen.add(current.id());
            } catch (RuntimeException e) {
                seen.add(e);
            }
        }

        BlockingQueue<Object> seen() {
            return seen;
        }

        BlockingQueue<Object> threads() {
            return threads;
        }
    }

    @Test
    void asynchronousObserversGetTheirEventsOnOtherThreads() throws InterruptedException {
        try (App app = App.started(Background.class)) {
            BlockingQueue<Object> seen = app.bean(Background.class).seen();
            FakeSocket socket = app.server.connect("/");
            assertEquals("joined " + socket.id(), next(seen));
            app.server.send(socket, "work", "hard");
            assertEquals("hard", next(seen));
            assertNotEquals(
                    Thread.currentThread(), next(app.bean(Background.class).threads()));
            app.server.disconnect(socket, DisconnectReason.TRANSPORT_CLOSE);
            assertEquals("left transport close", next(seen));
        }
    }

    @Test
    void theCurrentSocketIsNotThere() throws InterruptedException {
        try (App app = App.started(Background.class)) {
            BlockingQueue<Object> seen = app.bean(Background.class).seen();
            FakeSocket socket = app.server.connect("/");
            next(seen);
            app.server.send(socket, "current");
            assertInstanceOf(ContextNotActiveException.class, next(seen));
        }
    }

    @ApplicationScoped
    public static class Both {
        private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

        void sync(@Observes @SocketEvent("both") Message<String> message) throws IOException {
            throw CHECKED;
        }

        void async(@ObservesAsync @SocketEvent("both") Message<String> message) {
            seen.add("async");
        }

        BlockingQueue<String> seen() {
            return seen;
        }
    }

    @Test
    void aSynchronousFailureDoesNotKeepTheEventFromThem() throws InterruptedException {
        try (App app = App.started(Both.class)) {
            app.server.send(app.server.connect("/"), "both", "x");
            assertEquals("async", next(app.bean(Both.class).seen()));
            assertSame(CHECKED, app.server.unobservedFailures.get(0).cause());
        }
    }

    @ApplicationScoped
    public static class Failing {
        void checked(@ObservesAsync @SocketEvent("checked") Message<?> message) throws IOException {
            throw CHECKED;
        }
    }

    @ApplicationScoped
    public static class Watching {
        private final BlockingQueue<HandlerFailure> failures = new LinkedBlockingQueue<>();

        void failed(@Observes HandlerFailure failure) {
            failures.add(failure);
        }

        BlockingQueue<HandlerFailure> failures() {
            return failures;
        }
    }

    @Test
    void theirFailuresAreEventsToo() throws InterruptedException {
        try (App app = App.started(Failing.class, Watching.class)) {
            FakeSocket socket = app.server.connect("/");
            app.server.send(socket, "checked");
            assertEquals(
                    new HandlerFailure(app.server, socket.id(), "checked", CHECKED),
                    next(app.bean(Watching.class).failures()));
        }
    }

    @Test
    void orAreLoggedIfNobodyObservesThem() throws InterruptedException {
        try (LogKeeper log = new LogKeeper();
                App app = App.started(Failing.class)) {
            FakeSocket socket = app.server.connect("/");
            app.server.send(socket, "checked");
            LogRecord logged = next(log.records);
            assertEquals(
                    "an observer failed: event \"checked\", namespace /, socket " + socket.id(), logged.getMessage());
            assertSame(CHECKED, logged.getThrown());
            assertNull(log.records.poll());
        }
    }

    @ApplicationScoped
    public static class FailingBesideSockets {
        void rooms(@ObservesAsync RoomEvent event) throws IOException {
            if (event.kind() == RoomEvent.Kind.JOINED) throw CHECKED;
        }
    }

    @Test
    void orIfTheirEventsAreNoSockets() throws InterruptedException {
        try (LogKeeper log = new LogKeeper();
                App app = App.started(FailingBesideSockets.class, Watching.class)) {
            app.server.connect("/x").join("room");
            LogRecord logged = next(log.records);
            assertEquals("an observer of RoomEvent failed: namespace /x", logged.getMessage());
            assertSame(CHECKED, logged.getThrown());
            assertNull(app.bean(Watching.class).failures().poll());
        }
    }

    private static final class LogKeeper extends Handler implements AutoCloseable {
        private final Logger logger = Logger.getLogger(Failures.class.getName());
        final BlockingQueue<LogRecord> records = new LinkedBlockingQueue<>();

        LogKeeper() {
            logger.addHandler(this);
            logger.setUseParentHandlers(false);
        }

        @Override
        public void publish(LogRecord entry) {
            records.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }
}
