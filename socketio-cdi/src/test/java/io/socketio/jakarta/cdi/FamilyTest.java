package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.ConnectRefusedException;
import io.socketio.jakarta.ConnectRequest;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.HandlerFailure;
import io.socketio.jakarta.Message;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.ParentNamespace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Namespaces that clients bring into being. */
public class FamilyTest {
    private static final String ROOMS = "/room-\\d+";

    @ApplicationScoped
    public static class Rooms {
        private final List<String> seen = new ArrayList<>();

        @Inject
        @OfNamespace(value = ROOMS, pattern = true)
        ParentNamespace rooms;

        @Inject
        @OfNamespace(value = ROOMS, pattern = true)
        Namespace sameRooms;

        @Inject
        @OfNamespace("/room-1")
        Namespace first;

        void ask(@Observes @OfNamespace(value = ROOMS, pattern = true) ConnectRequest request) throws Exception {
            if (request.namespace().name().endsWith("0")) throw new ConnectRefusedException("not this one");
        }

        void joined(@Observes @OfNamespace(value = ROOMS, pattern = true) ConnectEvent event) {
            seen.add("joined " + event.socket().namespace().name());
        }

        void say(@Observes @OfNamespace(value = ROOMS, pattern = true) @SocketEvent("say") Message<String> message) {
            seen.add(message.socket().namespace().name() + ": " + message.payload());
            if (message.payload().equals("fail")) throw new IllegalStateException("expected by this test");
        }

        void failed(@Observes @OfNamespace(value = ROOMS, pattern = true) HandlerFailure failure) {
            seen.add("failure in " + failure.namespace().name());
        }

        void left(@Observes @OfNamespace(value = ROOMS, pattern = true) DisconnectEvent event) {
            seen.add("left " + event.socket().namespace().name());
        }

        List<String> seen() {
            return seen;
        }

        ParentNamespace rooms() {
            return rooms;
        }

        Namespace sameRooms() {
            return sameRooms;
        }

        Namespace first() {
            return first;
        }
    }

    @Test
    void observersOfAPatternObserveAllNamespacesThatMatch() {
        try (App app = App.started(Rooms.class)) {
            FakeSocket one = app.server.connect("/room-1");
            FakeSocket two = app.server.connect("/room-22");
            FakeSocket other = app.server.connect("/room-x");
            app.server.send(one, "say", "hello");
            app.server.send(two, "say", "fail");
            app.server.send(other, "say", "not heard");
            app.server.disconnect(two, DisconnectReason.TRANSPORT_CLOSE);
            assertEquals(
                    List.of(
                            "joined /room-1",
                            "joined /room-22",
                            "/room-1: hello",
                            "/room-22: fail",
                            "failure in /room-22",
                            "left /room-22"),
                    app.bean(Rooms.class).seen());
            assertEquals(new FakeServer.Refusal("not this one", null), app.server.refusal("/room-30"));
        }
    }

    @Test
    void aFamilyIsMadeAtTheStartAndInjected() {
        try (App app = App.started(Rooms.class)) {
            assertEquals(1, app.server.parents.size());
            assertEquals(
                    List.of("/", "/room-1"),
                    app.server.namespaces().stream().map(Namespace::name).toList());
            Rooms bean = app.bean(Rooms.class);
            bean.rooms().emit("news", 1);
            bean.sameRooms().emit("more news");
            assertEquals(List.of("news[1]", "more news[]"), app.server.parents.get(0).emitted);
            assertEquals(1, bean.rooms().children().size());
            assertSame(app.server, bean.rooms().server());
            assertEquals("/room-1", bean.first().name());
        }
    }

    @Test
    void aNamespaceThatWasDroppedIsObservedWhenItIsMadeAnew() {
        try (App app = App.started(Rooms.class)) {
            app.server.disconnect(app.server.connect("/room-5"), DisconnectReason.TRANSPORT_CLOSE);
            app.server.drop("/room-5");
            app.server.connect("/room-5");
            assertEquals(
                    List.of("joined /room-5", "left /room-5", "joined /room-5"),
                    app.bean(Rooms.class).seen());
        }
    }

    @ApplicationScoped
    public static class Overlapping {
        private final List<String> seen = new ArrayList<>();
        private final Set<Set<OfNamespace>> qualifiers = new HashSet<>();

        void all(@Observes ConnectEvent event, EventMetadata metadata) {
            seen.add("all");
            qualifiers.add(metadata.getQualifiers().stream()
                    .filter(OfNamespace.class::isInstance)
                    .map(OfNamespace.class::cast)
                    .collect(Collectors.toSet()));
        }

        void rooms(@Observes @OfNamespace(value = ROOMS, pattern = true) ConnectEvent event) {
            seen.add("rooms");
        }

        void ones(@Observes @OfNamespace(value = ".*1", pattern = true) ConnectEvent event) {
            seen.add("ones");
        }

        void first(@Observes @OfNamespace("/room-1") ConnectEvent event) {
            seen.add("first");
        }

        void chat(@Observes @OfNamespace(value = ROOMS, pattern = true) @SocketEvent("chat") Message<?> message) {
            seen.add("chat");
        }

        void chatFirst(@Observes @OfNamespace("/room-1") @SocketEvent("chat") Message<String> message) {
            seen.add("chat in first");
        }

        Set<Set<OfNamespace>> qualifiers() {
            return qualifiers;
        }

        Set<String> seen() {
            return App.takeOnce(seen);
        }
    }

    @Test
    void aNameMayMatchSeveralPatternsAndBeNamedItself() {
        try (App app = App.started(Overlapping.class)) {
            Overlapping bean = app.bean(Overlapping.class);
            FakeSocket first = app.server.connect("/room-1");
            assertEquals(Set.of("all", "rooms", "ones", "first"), bean.seen());
            app.server.send(first, "chat", "x");
            assertEquals(Set.of("chat", "chat in first"), bean.seen());
            app.server.connect("/room-2");
            assertEquals(Set.of("all", "rooms"), bean.seen());
            app.server.connect("/room-11");
            assertEquals(Set.of("all", "rooms", "ones"), bean.seen());
            app.server.connect("/1");
            assertEquals(Set.of("all", "ones"), bean.seen());
            app.server.connect("/elsewhere");
            assertEquals(Set.of("all"), bean.seen());
        }
    }

    /** The container keeps memory for each that it sees. */
    @Test
    void namesOfClientsNeverBecomeQualifiers() {
        try (App app = App.started(Overlapping.class)) {
            for (int i = 2; i < 9; i++) app.server.connect("/room-" + i);
            for (int i = 2; i < 9; i++) app.server.connect("/made up " + i);
            assertEquals(
                    Set.of(Set.of(OfNamespace.Literal.ofPattern(ROOMS)), Set.of()),
                    app.bean(Overlapping.class).qualifiers());
        }
    }

    @ApplicationScoped
    public static class Clash {
        void a(@Observes @OfNamespace(value = "/a.*", pattern = true) @SocketEvent("x") Message<String> message) {}

        void b(@Observes @OfNamespace(value = "/.*b", pattern = true) @SocketEvent("x") Message<Integer> message) {}
    }

    @Test
    void aNamespaceInWhichTwoPayloadTypesMeetIsNotMade() {
        try (App app = App.started(Clash.class)) {
            app.server.connect("/a");
            app.server.connect("/b");
            IllegalStateException e = assertThrows(IllegalStateException.class, () -> app.server.of("/ab"));
            assertTrue(
                    e.getMessage().contains(": two payload types for the event \"x\": Message<java.lang."),
                    e.getMessage());
            assertTrue(e.getMessage().contains(Clash.class.getName() + ".a"), e.getMessage());
            assertEquals(
                    Set.of("/", "/a", "/b"),
                    app.server.namespaces().stream().map(Namespace::name).collect(Collectors.toSet()));
        }
    }

    @ApplicationScoped
    public static class Births {
        private final List<String> seen = new ArrayList<>();

        void any(@Observes NamespaceEvent event) {
            seen.add(event.namespace().name());
            if (event.namespace().name().equals("/bad")) throw new IllegalStateException("expected by this test");
        }

        void main(@Observes @OfNamespace("/") NamespaceEvent event) {
            event.namespace().server().of("/by an observer");
        }

        void rooms(@Observes @OfNamespace(value = ROOMS, pattern = true) NamespaceEvent event) {
            event.namespace().use(request -> {
                throw new ConnectRefusedException("by the room");
            });
        }

        void named(@ObservesAsync @OfNamespace("/named") NamespaceEvent event) {}

        List<String> seen() {
            List<String> all = List.copyOf(seen);
            seen.clear();
            return all;
        }
    }

    @Test
    void namespacesAreEventsWhenTheyComeIntoBeing() {
        try (App app = App.deployed(Births.class)) {
            app.server.of("/before");
            app.start();
            Births bean = app.bean(Births.class);
            assertEquals(Set.of("/", "/before", "/by an observer", "/named"), Set.copyOf(bean.seen()));
            assertEquals(new FakeServer.Refusal("by the room", null), app.server.refusal("/room-1"));
            assertEquals(List.of("/room-1"), bean.seen());
            app.server.refusal("/room-1");
            assertEquals(List.of(), bean.seen());
            app.server.drop("/room-1");
            app.server.of("/room-1");
            assertEquals(List.of("/room-1"), bean.seen());
        }
    }

    @Test
    void anObserverMayKeepANamespaceFromComingIntoBeing() {
        try (App app = App.started(Births.class)) {
            IllegalStateException e = assertThrows(IllegalStateException.class, () -> app.server.of("/bad"));
            assertEquals("expected by this test", e.getMessage());
        }
    }
}
