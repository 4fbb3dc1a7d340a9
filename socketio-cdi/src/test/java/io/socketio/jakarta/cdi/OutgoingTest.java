package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.socketio.jakarta.HandlerFailure;
import io.socketio.jakarta.Message;
import io.socketio.jakarta.Socket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

public class OutgoingTest {
    @ApplicationScoped
    public static class Audit {
        private final List<String> seen = new ArrayList<>();

        void all(@Observes OutgoingMessage message, EventMetadata metadata) {
            seen.add("all " + message.event());
            if (metadata.getQualifiers().stream().anyMatch(SocketEvent.class::isInstance)) seen.add("by name");
        }

        void chat(@Observes @SocketEvent("chat") OutgoingMessage message) {
            seen.add("chat to " + message.socket().id() + message.args());
        }

        void admin(@Observes @OfNamespace("/admin") OutgoingMessage message) {
            seen.add("admin " + message.event());
        }

        Set<String> seen() {
            return App.takeOnce(seen);
        }
    }

    @Test
    void whatGoesOutIsObservedByNameAndByNamespace() {
        try (App app = App.started(Audit.class)) {
            Audit audit = app.bean(Audit.class);
            FakeSocket socket = app.server.connect("/");
            socket.emit("chat", "hello", null);
            assertEquals(Set.of("all chat", "by name", "chat to " + socket.id() + "[hello, null]"), audit.seen());
            app.server.connect("/admin").emit("other");
            assertEquals(Set.of("all other", "admin other"), audit.seen());
        }
    }

    @ApplicationScoped
    public static class ByName {
        private final List<String> seen = new ArrayList<>();

        void chat(@Observes @OfNamespace("/a") @SocketEvent("chat") OutgoingMessage message) {
            seen.add(message.event());
        }

        List<String> seen() {
            return seen;
        }
    }

    @Test
    void nothingIsRegisteredWhereNobodyObservesIt() {
        try (App app = App.started(ByName.class)) {
            FakeSocket socket = app.server.connect("/a");
            socket.emit("chat");
            socket.emit("other");
            assertEquals(List.of("chat"), app.bean(ByName.class).seen());
            assertEquals(List.of(), app.server.outgoingHandlers);
        }
    }

    @SocketScoped
    public static class Cart {
        void add() {}
    }

    @ApplicationScoped
    public static class Curious {
        private final List<Object> seen = new ArrayList<>();

        @Inject
        Socket current;

        @Inject
        Cart cart;

        void out(@Observes OutgoingMessage message) {
            seen.add(thrown(current::id));
            seen.add(thrown(cart::add));
        }

        void in(@Observes @SocketEvent("in") Message<Socket> message) {
            message.payload().emit("out");
            seen.add(current.id());
        }

        private static Object thrown(Runnable use) {
            try {
                use.run();
                return "nothing";
            } catch (ContextNotActiveException e) {
                return e;
            }
        }

        List<Object> seen() {
            return seen;
        }
    }

    /** Its own events may be delivered at the same time. */
    @Test
    void theReceiverIsNotTheCurrentSocketAndTheSenderNeither() {
        try (App app = App.started(Curious.class, Cart.class)) {
            FakeSocket sender = app.server.connect("/");
            app.server.send(sender, "in", app.server.connect("/"));
            List<Object> seen = app.bean(Curious.class).seen();
            assertInstanceOf(ContextNotActiveException.class, seen.get(0));
            assertInstanceOf(ContextNotActiveException.class, seen.get(1));
            assertEquals(sender.id(), seen.get(2));
        }
    }

    static final IllegalStateException EXPECTED = new IllegalStateException("expected by this test");

    @ApplicationScoped
    public static class Failing {
        private final BlockingQueue<HandlerFailure> failures = new LinkedBlockingQueue<>();

        void now(@Observes @SocketEvent("now") OutgoingMessage message) {
            throw EXPECTED;
        }

        void later(@ObservesAsync @SocketEvent("later") OutgoingMessage message) {
            throw EXPECTED;
        }

        void failed(@Observes HandlerFailure failure) {
            failures.add(failure);
        }

        BlockingQueue<HandlerFailure> failures() {
            return failures;
        }
    }

    @Test
    void whatObserversThrowIsAFailureAndTheEventGoesOut() throws InterruptedException {
        try (App app = App.started(Failing.class)) {
            FakeSocket socket = app.server.connect("/");
            for (String event : List.of("now", "later")) {
                socket.emit(event);
                HandlerFailure failure = app.bean(Failing.class).failures().poll(10, TimeUnit.SECONDS);
                assertNotNull(failure, "nothing came in time");
                assertEquals(event, failure.event());
                assertEquals(socket.id(), failure.socketId());
                assertSame(EXPECTED, failure.cause());
            }
            assertEquals(List.of("now[]", "later[]"), socket.emitted);
        }
    }
}
