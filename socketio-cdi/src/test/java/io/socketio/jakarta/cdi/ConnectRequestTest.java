package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.socketio.jakarta.ConnectRefusedException;
import io.socketio.jakarta.ConnectRequest;
import io.socketio.jakarta.cdi.FakeServer.Refusal;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

public class ConnectRequestTest {
    @ApplicationScoped
    public static class Door {
        private final List<String> asked = new ArrayList<>();

        void third(@Observes @Priority(300) ConnectRequest request) {
            asked.add("third");
        }

        void first(@Observes @Priority(100) ConnectRequest request) {
            asked.add("first");
        }

        void second(@Observes @Priority(200) @OfNamespace("/admin") ConnectRequest request) {
            asked.add("second");
            throw new ConnectRefusedException("not authorized", Map.of("code", 7));
        }

        List<String> asked() {
            return asked;
        }
    }

    @Test
    void observersAreAskedInTheOrderOfTheirPriority() {
        try (App app = App.started(Door.class)) {
            assertNull(app.server.refusal("/"));
            assertEquals(List.of("first", "third"), app.bean(Door.class).asked());
        }
    }

    @Test
    void theFirstExceptionRefusesWithMessageAndDataAndEndsTheQuestion() {
        try (App app = App.started(Door.class)) {
            assertEquals(new Refusal("not authorized", Map.of("code", 7)), app.server.refusal("/admin"));
            assertEquals(List.of("first", "second"), app.bean(Door.class).asked());
        }
    }

    @ApplicationScoped
    public static class WrappingDoor {
        void ask(@Observes ConnectRequest request) throws IOException {
            throw new IOException(new ConnectRefusedException("deep inside", "data"));
        }
    }

    @Test
    void aRefusalIsFoundInItsWrappers() {
        try (App app = App.started(WrappingDoor.class)) {
            assertEquals(new Refusal("deep inside", "data"), app.server.refusal("/"));
            assertEquals(List.of(), app.server.unobservedFailures);
        }
    }

    @ApplicationScoped
    public static class BrokenDoor {
        static final IOException FAILURE = new IOException("the user database is gone");

        void ask(@Observes ConnectRequest request) throws IOException {
            throw FAILURE;
        }
    }

    @Test
    void anythingElseReachesTheServerAsItWasThrown() {
        try (App app = App.started(BrokenDoor.class)) {
            assertEquals(new Refusal("internal error", null), app.server.refusal("/"));
            assertSame(BrokenDoor.FAILURE, app.server.unobservedFailures.get(0).cause());
        }
    }

    @ApplicationScoped
    public static class AdminDoor {
        void ask(@Observes @OfNamespace("/admin") ConnectRequest request) {
            throw new ConnectRefusedException("closed");
        }
    }

    @Test
    void aNamespacesObserverIsAskedThereOnly() {
        try (App app = App.started(AdminDoor.class)) {
            assertNull(app.server.refusal("/"));
            assertNull(app.server.refusal("/other"));
            assertEquals(new Refusal("closed", null), app.server.refusal("/admin"));
            assertEquals(0, app.server.middlewares.size(), "nobody asks in the main namespace");
        }
    }
}
