package io.socketio.jakarta.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.fakes.FakeTransport;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineServerTest {
    private final Sessions sessions = new Sessions(Sessions.config(Sessions.Options::withoutTheOld));
    private final EngineServer server = sessions.server;

    private Integer code(String method, String query, boolean webSocket) {
        EngineError error = server.verify(method, query, webSocket);
        return error == null ? null : error.code();
    }

    /** The first check that fails wins: transport, sid, (transport of the session, protocol) or (method, upgrade, protocol). */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "GET,  EIO=4&transport=polling, false, -",
                "GET,  EIO=4&transport=websocket, true, -",
                "GET,  -, false, 0",
                "GET,  EIO=4, false, 0",
                "GET,  EIO=4&transport=, false, 0",
                "GET,  EIO=4&transport=webtransport, false, 0",
                "GET,  EIO=4&transport=constructor, true, 0",
                "POST, EIO=3&transport=foo&sid=none, false, 0",
                "POST, EIO=3&transport=polling&sid=none, false, 1",
                "GET,  EIO=4&transport=websocket&sid=none, true, 1",
                "POST, EIO=3&transport=websocket, false, 2",
                "HEAD, EIO=4&transport=polling, false, 2",
                "OPTIONS, EIO=4&transport=polling, false, 2",
                "PUT,  EIO=4&transport=polling, false, 2",
                "GET,  EIO=3&transport=websocket, false, 3",
                "GET,  EIO=3&transport=polling, true, 3",
                "GET,  EIO=3&transport=polling, false, 5",
                "GET,  transport=polling, false, 5",
                "GET,  EIO=40&transport=polling, false, 5",
                "GET,  EIO=&transport=websocket, true, 5",
                "GET,  EIO=3&EIO=4&transport=foo&transport=polling, false, -",
                "GET,  EIO=4&EIO=3&transport=polling, false, 5",
                "GET,  EIO=4&transport=polling&transport=foo, false, 0",
                "GET,  EIO=4&tr%61nsport=poll%69ng, false, -",
                "GET,  EIO=4&transport=polling&j=0, false, 3",
                "GET,  EIO=3&transport=polling&j, false, 3",
                "GET,  EIO=4&transport=websocket&j=0, true, -",
            })
    void handshakesAreCheckedInOrder(String method, String query, boolean webSocket, Integer code) {
        assertEquals(code, code(method, query, webSocket));
    }

    @Test
    void requestsOfSessionsAreCheckedToo() {
        String polling = "sid=" + sessions.open(Transport.POLLING).socket().id();
        String webSocket = "sid=" + sessions.open(Transport.WEBSOCKET).socket().id();
        assertNull(code("GET", "EIO=4&transport=polling&" + polling, false));
        assertNull(code("POST", "EIO=4&transport=polling&" + polling, false));
        assertNull(code("PUT", "EIO=4&transport=polling&" + polling, false), "is answered by the transport");
        assertNull(code("GET", "EIO=4&transport=websocket&" + polling, true), "an upgrade");
        assertNull(code("GET", "EIO=4&transport=websocket&" + webSocket, true), "closed by the session");
        assertEquals(3, code("GET", "EIO=4&transport=websocket&" + polling, false));
        assertEquals(3, code("GET", "EIO=4&transport=polling&" + polling, true));
        assertEquals(3, code("GET", "EIO=4&transport=polling&" + webSocket, false));
        assertEquals(3, code("POST", "EIO=4&transport=websocket&" + webSocket, false));
        assertEquals(3, code("GET", "EIO=3&transport=polling&" + polling, false));
        assertEquals(3, code("GET", "transport=websocket&" + polling, true));
        assertEquals(1, code("GET", "EIO=4&transport=polling&" + polling + "&sid=other", false));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "GET,  EIO=3&transport=polling, false, -",
                "GET,  transport=polling, false, -",
                "GET,  transport=websocket, true, -",
                "GET,  EIO=3&transport=polling&j=0, false, -",
                "GET,  EIO=4&transport=polling&j=0, false, -",
                "POST, EIO=3&transport=polling, false, 2",
                "GET,  EIO=3&transport=websocket, false, 3",
                "GET,  EIO=2&transport=polling, false, 5",
                "GET,  EIO=5&transport=polling, false, 5",
                "GET,  EIO=&transport=polling, false, 5",
                "GET,  EIO=03&transport=polling, false, 5",
            })
    void theOldAreServedIfTheyMay(String method, String query, boolean webSocket, Integer code) {
        EngineError error = new Sessions().server.verify(method, query, webSocket);
        assertEquals(code, error == null ? null : error.code());
    }

    @Test
    void aSessionKeepsItsProtocol() {
        Sessions both = new Sessions();
        String old = "&transport=polling&sid="
                + both.open(Transport.POLLING, "3").socket().id();
        String current = "&transport=polling&sid="
                + both.open(Transport.POLLING).socket().id();
        assertNull(both.server.verify("GET", "EIO=3" + old, false));
        assertNull(both.server.verify("GET", old, false));
        assertNull(both.server.verify("GET", "EIO=4" + current, false));
        assertSame(EngineError.BAD_REQUEST, both.server.verify("GET", "EIO=4" + old, false));
        assertSame(EngineError.BAD_REQUEST, both.server.verify("GET", "EIO=x" + old, false));
        assertSame(EngineError.BAD_REQUEST, both.server.verify("GET", "EIO=3" + current, false));
        assertSame(EngineError.BAD_REQUEST, both.server.verify("GET", current, false));
    }

    @Test
    void onlyChosenTransports() {
        EngineServer only = new Sessions(Sessions.config(it -> it.transports("websocket"))).server;
        assertSame(EngineError.UNKNOWN_TRANSPORT, only.verify("GET", "EIO=4&transport=polling", false));
        assertNull(only.verify("GET", "EIO=4&transport=websocket", true));
    }

    @Test
    void theApplicationIsAskedLast() {
        EngineConfig config = Sessions.CONFIG;
        EngineServer picky = new EngineServer(
                new EngineConfig(
                        config.pingInterval(),
                        config.pingTimeout(),
                        config.upgradeTimeout(),
                        config.maxHttpBufferSize(),
                        config.transports(),
                        true,
                        true,
                        true,
                        config.maxOutboundBytes(),
                        config.maxConnections(),
                        0,
                        0,
                        request -> request.address().equals("192.0.2.1") ? "not you" : null,
                        null),
                socket -> null);
        EngineError refusal = picky.admit(Sessions.REQUEST);
        assertEquals(new EngineError(403, 4, "not you"), refusal);
        assertNull(server.admit(Sessions.REQUEST));
    }

    @ParameterizedTest
    @CsvSource({"polling, true, '\"websocket\"'", "websocket, true, ''", "polling, false, ''"})
    void theHandshakeTellsTheRules(String name, boolean upgrades, String expected) {
        Sessions it = new Sessions(Sessions.config(options -> upgrades ? options : options.withoutUpgrades()));
        FakeTransport transport = new FakeTransport(name);
        EngineSocket socket = it.server.open(Sessions.REQUEST, it.server.newId(), transport, transport::attach);
        assertEquals(
                List.of("0{\"sid\":\"" + socket.id() + "\",\"upgrades\":[" + expected
                        + "],\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}"),
                transport.take());
        assertEquals(List.of("open"), it.log());
    }

    @Test
    void withoutWebSocketThereIsNoUpgrade() {
        Sessions it = new Sessions(Sessions.config(options -> options.transports("polling")));
        FakeTransport transport = new FakeTransport(Transport.POLLING);
        it.server.open(Sessions.REQUEST, it.server.newId(), transport, transport::attach);
        assertTrue(transport.take().get(0).contains("\"upgrades\":[]"));
    }

    @Test
    void sessionsAreFoundUntilTheyEnd() {
        FakeTransport transport = sessions.open(Transport.WEBSOCKET);
        EngineSocket socket = transport.socket();
        assertSame(socket, server.session(socket.id()));
        assertNull(server.session(null));
        assertNull(server.session(""));
        assertEquals(1, server.clientsCount());
        socket.close(CloseReason.FORCED_CLOSE);
        assertNull(server.session(socket.id()));
        assertEquals(0, server.clientsCount());
    }

    @Test
    void closingEndsAllAndRefusesMore() {
        FakeTransport first = sessions.open(Transport.WEBSOCKET);
        FakeTransport second = sessions.open(Transport.POLLING);
        second.setWritable(false);
        Sessions.send(second.socket(), "dropped");
        server.close();
        assertEquals(CloseReason.SERVER_SHUTTING_DOWN, first.closed());
        assertEquals(CloseReason.SERVER_SHUTTING_DOWN, second.closed());
        assertEquals(List.of("server shutting down", "server shutting down"), sessions.log());
        assertSame(EngineError.SHUTTING_DOWN, server.verify("GET", "EIO=4&transport=polling", false));
        FakeTransport late = new FakeTransport(Transport.WEBSOCKET);
        server.open(Sessions.REQUEST, server.newId(), late, late::attach);
        assertNotNull(late.closed(), "a handshake that was verified before");
        assertEquals(0, server.clientsCount());
    }

    @Test
    void idsAreLongRandomAndSafeInUrls() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            String id = server.newId();
            assertTrue(id.matches("[A-Za-z0-9_-]{20}"), id);
            assertTrue(ids.add(id), id);
        }
        // every position varies: no counter, no constant
        for (int at = 0; at < 20; at++) {
            Set<Character> seen = new HashSet<>();
            for (String id : ids) seen.add(id.charAt(at));
            assertEquals(64, seen.size(), "position " + at);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a, true",
        "A-Z.0_~, true",
        "'', false",
        "' ', false",
        "a b, false",
        "é, false",
        "'a\"', false",
        ", false"
    })
    void idsOfTheApplicationAreChecked(String id, boolean good) {
        EngineServer own = new Sessions(Sessions.config(it -> it.generateId(request -> id))).server;
        assertEquals(good ? id : null, own.idFor(Sessions.REQUEST));
    }

    @Test
    void anIdIsThatOfOneSession() {
        Sessions own = new Sessions(Sessions.config(it -> it.generateId(request -> "same")));
        FakeTransport first = new FakeTransport(Transport.WEBSOCKET);
        FakeTransport second = new FakeTransport(Transport.WEBSOCKET);
        assertEquals("same", own.server.idFor(Sessions.REQUEST));
        own.server.open(Sessions.REQUEST, "same", first, first::attach);
        assertNull(own.server.idFor(Sessions.REQUEST));
        assertNull(own.server.open(Sessions.REQUEST, "same", second, second::attach), "both were asked for before");
        assertSame(first.socket(), own.server.session("same"));
        assertEquals(List.of("open"), own.log());
        first.socket().close(CloseReason.FORCED_CLOSE);
        assertEquals("same", own.server.idFor(Sessions.REQUEST));
        String tooLong = "x".repeat(201);
        assertNull(
                new Sessions(Sessions.config(it -> it.generateId(request -> tooLong))).server.idFor(Sessions.REQUEST));
    }

    @Test
    void reasonsAreTheStringsOfEngineIoAndSocketIo() {
        assertEquals(
                List.of(
                        "transport close",
                        "transport error",
                        "ping timeout",
                        "parse error",
                        "forced close",
                        "server shutting down"),
                List.of(CloseReason.values()).stream()
                        .map(CloseReason::toString)
                        .toList());
    }
}
