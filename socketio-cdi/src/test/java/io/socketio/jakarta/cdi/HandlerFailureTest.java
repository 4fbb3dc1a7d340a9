package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.HandlerFailure;
import io.socketio.jakarta.Message;
import io.socketio.jakarta.Socket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

public class HandlerFailureTest {
    static final IOException CHECKED = new IOException("checked");
    static final IllegalStateException UNCHECKED = new IllegalStateException("unchecked");
    static final AssertionError ERROR = new AssertionError("error");

    @ApplicationScoped
    public static class Failing {
        void checked(@Observes @SocketEvent("checked") Message<?> message) throws IOException {
            throw CHECKED;
        }

        void unchecked(@Observes @SocketEvent("unchecked") Message<?> message) {
            throw UNCHECKED;
        }

        void error(@Observes @SocketEvent("error") Message<?> message) {
            throw ERROR;
        }

        void joined(@Observes @OfNamespace("/lifecycle") ConnectEvent event) throws IOException {
            throw CHECKED;
        }

        void leaving(@Observes @OfNamespace("/lifecycle") DisconnectingEvent event) throws IOException {
            throw CHECKED;
        }

        void left(@Observes @OfNamespace("/lifecycle") DisconnectEvent event) throws IOException {
            throw CHECKED;
        }
    }

    @Test
    void theServerGetsWhatTheObserverThrew() {
        try (App app = App.started(Failing.class)) {
            FakeSocket socket = app.server.connect("/");
            app.server.send(socket, "checked");
            app.server.send(socket, "unchecked");
            app.server.send(socket, "error");
            assertEquals(
                    List.of(CHECKED, UNCHECKED, ERROR),
                    app.server.unobservedFailures.stream()
                            .map(HandlerFailure::cause)
                            .toList());
        }
    }

    @Test
    void alsoFromConnectionsAndDisconnections() {
        try (App app = App.started(Failing.class)) {
            FakeSocket socket = app.server.connect("/lifecycle");
            app.server.disconnect(socket, DisconnectReason.TRANSPORT_CLOSE);
            List<HandlerFailure> failures = app.server.of("/lifecycle").unobservedFailures;
            assertEquals(
                    List.of("connect", "disconnecting", "disconnect"),
                    failures.stream().map(HandlerFailure::event).toList());
            for (HandlerFailure failure : failures) assertSame(CHECKED, failure.cause());
        }
    }

    @ApplicationScoped
    public static class Watching {
        private final List<HandlerFailure> failures = new ArrayList<>();
        private final List<String> sockets = new ArrayList<>();

        @Inject
        Socket socket;

        void failed(@Observes @OfNamespace("/watched") HandlerFailure failure) {
            failures.add(failure);
            sockets.add(socket.id());
        }

        List<HandlerFailure> failures() {
            return failures;
        }

        List<String> sockets() {
            return sockets;
        }
    }

    @Test
    void failuresAreEventsWhereSomebodyObservesThem() {
        try (App app = App.started(Failing.class, Watching.class)) {
            FakeSocket socket = app.server.connect("/watched");
            app.server.send(socket, "checked");
            HandlerFailure failure = app.bean(Watching.class).failures().get(0);
            assertEquals(new HandlerFailure(socket.namespace(), socket.id(), "checked", CHECKED), failure);
            assertEquals(List.of(socket.id()), app.bean(Watching.class).sockets());
        }
    }

    @Test
    void elsewhereTheServersOwnWarningStays() {
        try (App app = App.started(Failing.class, Watching.class)) {
            app.server.send(app.server.connect("/"), "checked");
            assertEquals(List.of(), app.bean(Watching.class).failures());
            assertTrue(app.server.failureHandlers.isEmpty());
            assertEquals(1, app.server.unobservedFailures.size());
        }
    }
}
