package io.socketio.jakarta.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.HandlerFailure;
import io.socketio.jakarta.Registration;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.fakes.ManualExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Handlers of one socket beside those of its namespace. */
class ListenersTest {
    private final TestServer server = new TestServer();
    private final List<String> log = new ArrayList<>();
    private final AtomicReference<Socket> socket = new AtomicReference<>();

    private Client connected() {
        Registration once = server.io.onConnect(socket::set);
        Client client = server.connected();
        once.remove();
        return client;
    }

    @Test
    void aSocketsHandlersHearNobodyElse() {
        Client client = connected();
        socket.get().on("e", m -> log.add("mine " + m.args().get(0, int.class)));
        Client other = server.connected();
        client.say("2[\"e\",1]");
        other.say("2[\"e\",2]");
        assertEquals(List.of("mine 1"), log);
    }

    @Test
    void theNamespaceComesFirstAndCatchAllsBeforeTheRest() {
        Client client = connected();
        socket.get().on("e", m -> log.add("socket"));
        socket.get().onAny(m -> log.add("any of socket"));
        socket.get().prependAny(m -> log.add("first any of socket"));
        server.io.on("e", m -> log.add("namespace"));
        server.io.onAny(m -> log.add("any"));
        server.io.prependAny(m -> log.add("first any"));
        client.say("2[\"e\"]");
        assertEquals(List.of("first any", "any", "first any of socket", "any of socket", "namespace", "socket"), log);
    }

    @Test
    void onceIsOnce() {
        Client client = connected();
        socket.get().once("e", m -> log.add("socket"));
        server.io.once("e", Integer.class, m -> log.add("namespace " + m.payload()));
        server.io.once("e", m -> log.add("never")).remove();
        client.say("2[\"e\",1]");
        client.say("2[\"e\",2]");
        assertEquals(List.of("namespace 1", "socket"), log);
        assertThrows(IllegalArgumentException.class, () -> server.io.once("connect", m -> {}));
    }

    @Test
    void aFallbackHearsWhatNobodyHandles() {
        Client client = connected();
        server.io.onFallback(m -> log.add("fallback " + m.event()));
        server.io.onAny(m -> {});
        socket.get().onFallback(m -> log.add("own fallback " + m.event()));
        server.io.on("a", m -> log.add("a"));
        socket.get().on("b", m -> log.add("b"));
        for (String event : List.of("a", "b", "c")) client.say("2[\"" + event + "\"]");
        assertEquals(List.of("a", "b", "fallback c", "own fallback c"), log);
    }

    @Test
    void aMiddlewareSeesEveryMessageAndMayStopIt() {
        List<HandlerFailure> failures = new ArrayList<>();
        server.io.onFailure(failures::add);
        Client client = connected();
        socket.get().use(m -> log.add("first " + m.event()));
        Registration second = socket.get().use(m -> {
            if (m.event().equals("bad")) throw new IllegalStateException("stopped");
        });
        server.io.on("bad", m -> log.add("bad"));
        server.io.onAny(m -> log.add("any " + m.event()));
        client.say("21[\"bad\"]");
        client.hears(); // no acknowledgement either
        client.say("2[\"unknown\"]");
        second.remove();
        client.say("2[\"bad\"]");
        assertEquals(List.of("first bad", "first unknown", "any unknown", "first bad", "any bad", "bad"), log);
        assertEquals(
                List.of("bad: stopped"),
                failures.stream()
                        .map(f -> f.event() + ": " + f.cause().getMessage())
                        .toList());
    }

    /** What nobody wants is dropped before it is queued, but not while handlers that may want it are still to run. */
    @Test
    void aHandlerAddedByAHandlerHearsWhatWasAlreadyUnderWay() {
        ManualExecutor workers = new ManualExecutor();
        TestServer later = new TestServer(workers);
        later.io.onConnect(s -> s.on("login", m -> s.on("chat", chat -> log.add("chat"))));
        Client client = later.open();
        client.say("0");
        client.say("2[\"login\"]");
        client.say("2[\"chat\"]");
        workers.runAll();
        assertEquals(List.of("chat"), log);
    }

    @Test
    void whatGoesOutIsSeenOnceForEachReceiver() {
        Client client = connected();
        Socket first = socket.get();
        Client other = connected();
        server.io.onAnyOutgoing((to, event, args) -> log.add((to == first ? "first " : "other ") + event + args));
        first.prependAnyOutgoing((to, event, args) -> log.add("own"));
        server.io.on("ask", m -> m.ack().send("not seen"));
        client.say("21[\"ask\"]");
        first.emit("one", 1);
        first.emitWithAck("two", 2);
        server.io.except(first.id()).emit("three", 3);
        assertEquals(List.of("first one[1]", "own", "first two[2]", "own", "other three[3]"), log);
        client.hears("431[\"not seen\"]", "42[\"one\",1]", "420[\"two\",2]");
        other.hears("42[\"three\",3]");
    }

    @Test
    void whatLooksOnHurtsNobody() {
        List<HandlerFailure> failures = new ArrayList<>();
        server.io.onFailure(failures::add);
        server.io.onAnyOutgoing((to, event, args) -> {
            throw new IllegalStateException("expected by this test");
        });
        Client client = connected();
        socket.get().emit("e");
        client.hears("42[\"e\"]");
        assertEquals(1, failures.size());
    }

    @Test
    void whoIsDisconnectingIsStillShownInItsRooms() {
        server.io.onDisconnecting((s, reason) -> {
            log.add(reason + " " + s.rooms().contains("x") + s.rooms().contains(s.id()) + s.isConnected());
            server.io.to("x").emit("left");
        });
        server.io.onDisconnect((s, reason) -> log.add("rooms " + s.rooms()));
        Client client = connected();
        socket.get().join("x");
        Client other = connected();
        socket.get().join("x");
        client.say("1");
        client.hears();
        other.hears("42[\"left\"]");
        assertEquals(List.of(DisconnectReason.CLIENT_NAMESPACE_DISCONNECT + " truetruefalse", "rooms []"), log);
    }

    @Test
    void whatBecomesOfRoomsIsHeard() {
        server.io.onRooms(new io.socketio.jakarta.RoomListener() {
            @Override
            public void created(String room) {
                log.add("created " + room);
            }

            @Override
            public void joined(String room, String socketId) {
                log.add("joined " + room + " " + socketId);
            }

            @Override
            public void left(String room, String socketId) {
                log.add("left " + room + " " + socketId);
                throw new IllegalStateException("expected by this test");
            }

            @Override
            public void deleted(String room) {
                log.add("deleted " + room);
            }
        });
        Client client = connected();
        String id = socket.get().id();
        socket.get().join("x");
        assertEquals(List.of("created " + id, "joined " + id + " " + id, "created x", "joined x " + id), log);
        log.clear();
        client.say("1");
        assertEquals(
                new TreeSet<>(List.of("left x " + id, "deleted x", "left " + id + " " + id, "deleted " + id)),
                new TreeSet<>(log));
        assertTrue(log.indexOf("left x " + id) < log.indexOf("deleted x"));
    }
}
