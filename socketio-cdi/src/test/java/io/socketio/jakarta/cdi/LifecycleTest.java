package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Message;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Connections, disconnections and the namespaces of both. */
public class LifecycleTest {
    @ApplicationScoped
    public static class Lobby {
        private final List<String> seen = new ArrayList<>();

        void joined(@Observes ConnectEvent event) {
            event.socket().join("lobby");
            seen.add("joined " + event.socket().namespace().name());
        }

        void joinedAdmin(@Observes @OfNamespace("/admin") ConnectEvent event) {
            event.socket().join("admins");
        }

        void left(@Observes DisconnectEvent event) {
            seen.add("left: " + event.reason());
        }

        List<String> seen() {
            return seen;
        }
    }

    @Test
    void connectionsAndDisconnectionsAreEvents() {
        try (App app = App.started(Lobby.class)) {
            FakeSocket socket = app.server.connect("/");
            app.server.disconnect(socket, DisconnectReason.PING_TIMEOUT);
            assertEquals(
                    List.of("joined /", "left: ping timeout"),
                    app.bean(Lobby.class).seen());
        }
    }

    @Test
    void withoutNamespaceAnObserverObservesAllOfThemWithOneJustThat() {
        try (App app = App.started(Lobby.class)) {
            assertEquals(Set.of("lobby"), app.server.connect("/").rooms());
            assertEquals(Set.of("lobby", "admins"), app.server.connect("/admin").rooms());
            assertEquals(Set.of("lobby"), app.server.connect("/made/later").rooms());
        }
    }

    @Test
    void namespacesOfObserversAreMadeAtStart() {
        try (App app = App.started(Lobby.class)) {
            assertEquals(
                    List.of("/", "/admin"),
                    app.server.namespaces().stream().map(n -> n.name()).toList());
        }
    }

    @ApplicationScoped
    public static class Hall {
        private final List<String> seen = new ArrayList<>();

        void joined(@Observes ConnectEvent event) {
            if (!event.recovered()) event.socket().join("hall");
            seen.add("recovered " + event.recovered());
        }

        void leaving(@Observes DisconnectingEvent event) {
            seen.add("leaving " + event.socket().rooms() + ": " + event.reason());
        }

        void left(@Observes DisconnectEvent event) {
            seen.add("left " + event.socket().rooms());
        }

        List<String> seen() {
            return seen;
        }
    }

    @Test
    void whoIsDisconnectingIsStillShownInItsRooms() {
        try (App app = App.started(Hall.class)) {
            app.server.disconnect(app.server.connect("/"), DisconnectReason.PING_TIMEOUT);
            assertEquals(
                    List.of("recovered false", "leaving [hall]: ping timeout", "left []"),
                    app.bean(Hall.class).seen());
        }
    }

    @Test
    void aConnectionTellsWhetherItIsRecovered() {
        try (App app = App.started(Hall.class)) {
            app.server.recover(app.server.connect("/"));
            assertEquals(
                    List.of("recovered false", "recovered true"),
                    app.bean(Hall.class).seen());
        }
    }

    @ApplicationScoped
    public static class ByNamespace {
        private final List<String> seen = new ArrayList<>();

        void a(@Observes @OfNamespace("/a") @SocketEvent("x") Message<String> message) {
            seen.add("a " + message.payload());
        }

        void b(@Observes @OfNamespace("/b") @SocketEvent("x") Message<Integer> message) {
            seen.add("b " + message.payload());
        }

        List<String> seen() {
            return seen;
        }
    }

    @Test
    void oneNameMayHaveTwoPayloadTypesInTwoNamespaces() {
        try (App app = App.started(ByNamespace.class)) {
            app.server.send(app.server.connect("/a"), "x", "text");
            app.server.send(app.server.connect("/b"), "x", 5);
            app.server.send(app.server.connect("/"), "x", 6);
            assertEquals(List.of("a text", "b 5"), app.bean(ByNamespace.class).seen());
            assertEquals(Set.of(), app.server.handlers.keySet());
        }
    }

    @Test
    void anApplicationMayStartAgain() {
        for (int i = 0; i < 2; i++) {
            try (App app = App.started(Lobby.class)) {
                app.server.connect("/");
                assertEquals(List.of("joined /"), app.bean(Lobby.class).seen());
            }
        }
    }
}
