package io.socketio.jakarta.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.engine.CloseReason;
import io.socketio.jakarta.engine.EngineListener;
import io.socketio.jakarta.engine.EngineRequest;
import io.socketio.jakarta.engine.EngineServer;
import io.socketio.jakarta.engine.EngineSocket;
import io.socketio.jakarta.fakes.FakeTransport;
import io.socketio.jakarta.fakes.ManualTimer;
import io.socketio.jakarta.server.EngineOptions;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a handshake and the end of its HTTP session do to each other, in whatever order they come. */
class HttpSessionsTest {
    private static final EngineRequest REQUEST =
            new EngineRequest("/?EIO=4", Map.of(), "192.0.2.1", false, false, null, Set.of(), Instant.EPOCH);

    private final AtomicLong clock = new AtomicLong();
    private final HttpSessions sessions = new HttpSessions(clock::get);
    private final List<String> log = new ArrayList<>();
    private final EngineServer engine =
            new EngineServer(EngineOptions.of(SocketIoConfig.defaults(), request -> null, null), socket -> new Log());

    HttpSessionsTest() {
        engine.start(Runnable::run, new ManualTimer());
        sessions.serve(engine);
    }

    private final class Log implements EngineListener {
        @Override
        public void open() {}

        @Override
        public void message(String data) {}

        @Override
        public void binary(byte[] data) {}

        @Override
        public void dismissed() {
            log.add("dismissed");
        }

        @Override
        public void close(CloseReason reason) {
            log.add(reason.toString());
        }
    }

    /** An HTTP session whose id the container may change. */
    private final class Login {
        private String id;

        Login(String id) {
            this.id = id;
        }

        HttpSession session() {
            return (HttpSession) Proxy.newProxyInstance(
                    HttpSession.class.getClassLoader(), new Class<?>[] {HttpSession.class}, (self, method, args) -> {
                        if (method.getName().equals("getId")) return id;
                        if (method.getName().equals("getServletContext")) return (ServletContext) null;
                        throw new UnsupportedOperationException(method.toString());
                    });
        }

        HttpSessionEvent event() {
            return new HttpSessionEvent(session());
        }

        void change(String newId) {
            String oldId = id;
            id = newId;
            sessions.sessionIdChanged(event(), oldId);
        }

        void end() {
            sessions.sessionDestroyed(event());
        }

        /** A handshake that is not done yet. */
        Consumer<EngineSocket> begin() {
            return sessions.holder(request(session()), engine);
        }

        FakeTransport open() {
            return finish(begin());
        }
    }

    private FakeTransport finish(Consumer<EngineSocket> begun) {
        FakeTransport transport = new FakeTransport("websocket");
        begun.accept(engine.open(REQUEST, engine.newId(), transport, transport::attach));
        return transport;
    }

    private static HttpServletRequest request(HttpSession session) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                HttpServletRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, args) -> {
                    // never makes one
                    if (method.getName().equals("getSession") && args != null && args[0].equals(false)) return session;
                    throw new UnsupportedOperationException(method.toString());
                });
    }

    private static final List<String> SENT_AWAY = List.of("dismissed", "forced close");

    @Test
    void itsEndEndsAllThatItHolds() {
        Login ann = new Login("a");
        FakeTransport one = ann.open();
        FakeTransport two = ann.open();
        FakeTransport other = new Login("b").open();
        assertEquals(3, sessions.size());
        ann.end();
        assertEquals(CloseReason.FORCED_CLOSE, one.closed());
        assertEquals(CloseReason.FORCED_CLOSE, two.closed());
        assertNull(other.closed());
        assertEquals(List.of("dismissed", "forced close", "dismissed", "forced close"), log);
        assertEquals(1, sessions.size());
        ann.end();
        assertEquals(4, log.size());
    }

    @Test
    void aNewIdEndsNothing() {
        Login ann = new Login("a");
        ann.open();
        ann.change("b");
        ann.change("c");
        ann.change("c");
        new Login("a").end();
        assertEquals(List.of(), log);
        assertEquals(1, sessions.size());
        ann.end();
        assertEquals(SENT_AWAY, log);
    }

    @Test
    void itMayEndDuringTheHandshake() {
        Login ann = new Login("a");
        Consumer<EngineSocket> handshake = ann.begin();
        ann.end();
        finish(handshake);
        assertEquals(SENT_AWAY, log);
        assertEquals(0, sessions.size());
    }

    @Test
    void itMayGetNewIdsDuringTheHandshake() {
        Login ann = new Login("a");
        Consumer<EngineSocket> handshake = ann.begin();
        ann.change("b");
        ann.change("a"); // no circle
        ann.change("c");
        finish(handshake);
        assertEquals(List.of(), log);
        ann.end();
        assertEquals(SENT_AWAY, log);
        ann.begin();
    }

    @Test
    void itMayGetANewIdAndEndDuringTheHandshake() {
        Login ann = new Login("a");
        Consumer<EngineSocket> handshake = ann.begin();
        ann.change("b");
        ann.end();
        finish(handshake);
        assertEquals(SENT_AWAY, log);
    }

    @Test
    void theNewIdMayBeSeenBeforeTheListenerIsTold() {
        Login ann = new Login("a");
        ann.open();
        ann.id = "b";
        ann.open();
        ann.id = "a";
        ann.change("b");
        assertEquals(2, sessions.size());
        ann.end();
        assertEquals(4, log.size());
        assertEquals(0, sessions.size());
    }

    @Test
    void whatHasEndedIsForgotten() {
        Login ann = new Login("a");
        FakeTransport one = ann.open();
        FakeTransport two = ann.open();
        one.transportClosed();
        assertEquals(1, sessions.size());
        assertEquals(1, sessions.idsKnown());
        two.transportClosed();
        assertEquals(0, sessions.size());
        assertEquals(0, sessions.idsKnown());
        Consumer<EngineSocket> handshake = ann.begin();
        FakeTransport brief = new FakeTransport("websocket");
        EngineSocket socket = engine.open(REQUEST, engine.newId(), brief, brief::attach);
        brief.transportClosed();
        handshake.accept(socket);
        assertEquals(0, sessions.size());
        assertEquals(0, sessions.idsKnown());
    }

    @Test
    void anIdMayBeUsedAgain() {
        Login ann = new Login("a");
        ann.end();
        sessions.sessionCreated(ann.event());
        FakeTransport it = ann.open();
        assertNull(it.closed());
        assertEquals(1, sessions.size());
    }

    @Test
    void whoTakesTooLongMayTryAgain() {
        Login ann = new Login("a");
        Consumer<EngineSocket> handshake = ann.begin();
        clock.addAndGet(HttpSessions.MEMORY);
        finish(handshake);
        assertEquals(SENT_AWAY, log);
        assertEquals(0, sessions.size());
    }

    @Test
    void memoryIsShort() {
        for (int i = 0; i < 100; i++) new Login("a" + i).end();
        assertEquals(100, sessions.idsKnown());
        clock.addAndGet(HttpSessions.MEMORY + 1);
        new Login("b").end();
        assertEquals(1, sessions.idsKnown());
    }

    @Test
    void withoutAnHttpSessionNothingHappens() {
        FakeTransport it = finish(sessions.holder(request(null), engine));
        assertNull(it.closed());
        assertEquals(0, sessions.size());
    }

    @Test
    void untilAServerWantsItItDoesNothing() {
        HttpSessions unused = new HttpSessions(clock::get);
        HttpSessionEvent event = new Login("a").event();
        unused.sessionCreated(event);
        unused.sessionIdChanged(event, "b");
        unused.sessionDestroyed(event);
        assertEquals(0, unused.idsKnown());
    }

    @Test
    void anApplicationThatStopsHasNoWorkersAnyMore() {
        EngineServer stopping = new EngineServer(
                EngineOptions.of(SocketIoConfig.defaults(), request -> null, null), socket -> new Log());
        stopping.start(
                task -> {
                    throw new RejectedExecutionException();
                },
                new ManualTimer());
        sessions.serve(stopping);
        Login ann = new Login("a");
        FakeTransport transport = new FakeTransport("websocket");
        sessions.holder(request(ann.session()), stopping)
                .accept(stopping.open(REQUEST, stopping.newId(), transport, transport::attach));
        ann.end();
        assertEquals(List.of(), log);
        stopping.close();
        assertEquals(List.of("server shutting down"), log);
    }
}
