package io.socketio.jakarta.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Attributes;
import io.socketio.jakarta.ConnectRefusedException;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.engine.CloseReason;
import io.socketio.jakarta.fakes.ManualExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients of Socket.IO 2: how they come into namespaces, and what they are told. */
class OldClientTest {
    private final TestServer server =
            new TestServer(SocketIoConfig.builder().allowEIO3(true).build());
    private final DefaultServer io = server.io;
    private final List<String> log = new ArrayList<>();

    private Client connected() {
        Client client = server.openOld();
        client.take();
        return client;
    }

    @Test
    void theyAreInTheMainNamespaceWithoutAsking() {
        io.use(request -> log.add(
                "asked " + request.handshake().authJson() + request.handshake().protocol()));
        io.onConnect(socket -> socket.emit("hello", 1));
        Client client = server.openOld();
        List<String> heard = client.take();
        assertTrue(heard.get(0).startsWith("0{"), heard::toString);
        assertEquals(List.of("40", "42[\"hello\",1]"), heard.subList(1, 3));
        assertEquals(List.of("asked {}3"), log);
    }

    @Test
    void theirIdsAreMadeOfTheSessions() {
        io.of("/custom");
        Client client = connected();
        String sid = client.socket().id();
        client.say("0/custom,");
        client.hears("40/custom,");
        assertTrue(io.socket(sid).orElseThrow().isConnected());
        assertTrue(io.of("/custom").socket("/custom#" + sid).orElseThrow().isConnected());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0/custom?token=abc&x=1            | {"token":"abc","x":"1"}
            0/custom?token=a%2Cb%22%E2%82%AC, | {"token":"a,b\\"€"}
            0/custom?a=1&a=2,                 | {"a":"2"}
            0/custom?,                        | {}
            0/custom,                         | {}
            """)
    void theQueryOfANamespaceIsTheAuth(String connect, String auth) {
        io.of("/custom").use(request -> log.add(request.handshake().authJson()));
        Client client = connected();
        client.say(connect);
        client.hears("40/custom,");
        assertEquals(List.of(auth), log);
    }

    @Test
    void whatTheySayToTheNamespaceMayRepeatTheQuery() {
        io.of("/custom").on("e", m -> m.ack().send(m.args()));
        Client client = connected();
        client.say("0/custom?x=1,");
        client.hears("40/custom,");
        client.say("2/custom?x=1,7[\"e\",1]");
        client.hears("43/custom,7[1]");
        client.say("1/custom?x=1,");
        assertEquals(0, io.of("/custom").sockets().size());
    }

    @Test
    void whoIsRefusedLearnsTheDataOrTheMessage() {
        io.of("/data").use(request -> {
            throw new ConnectRefusedException("nope", Map.of("code", 7));
        });
        io.of("/message").use(request -> {
            throw new ConnectRefusedException("no\"pe");
        });
        io.of("/error").use(request -> {
            throw new IllegalStateException("secret");
        });
        io.of("/error").onFailure(failure -> log.add(failure.cause().getMessage()));
        Client client = connected();
        client.say("0/data,");
        client.say("0/message?x=1,");
        client.say("0/error,");
        client.say("0/nowhere?x=1,");
        client.hears(
                "44/data,{\"code\":7}",
                "44/message,\"no\\\"pe\"",
                "44/error,\"internal error\"",
                "44/nowhere,{\"message\":\"Invalid namespace\"}");
        assertFalse(client.isClosed());
        assertEquals(List.of("secret"), log);
    }

    @Test
    void dataThatCannotBeEncodedIsReplacedByTheMessage() {
        Map<String, Object> circle = new HashMap<>();
        circle.put("self", circle);
        io.onFailure(failure -> log.add(failure.event()));
        io.use(request -> {
            throw new ConnectRefusedException("nope", circle);
        });
        Client client = server.openOld();
        assertEquals("44\"nope\"", client.take().get(1));
        assertEquals(List.of("connect"), log);
    }

    @Test
    void whoIsRefusedFromTheMainNamespaceMayJoinOthers() {
        io.of("/custom");
        io.use(request -> {
            throw new ConnectRefusedException("nope");
        });
        Client joins = connected();
        Client idles = connected();
        joins.say("0/custom,");
        joins.hears("40/custom,");
        server.timer.advance(Duration.ofSeconds(45));
        assertFalse(joins.isClosed());
        assertEquals(CloseReason.FORCED_CLOSE, idles.closed());
    }

    @Test
    void askingAgainBreaksTheProtocol() {
        Client client = connected();
        client.say("0");
        assertEquals(CloseReason.FORCED_CLOSE, client.closed());
    }

    @Test
    void bothKindsAreServedByTheSameHandlers() {
        io.on("all", m -> io.emit("news", m.args(), new byte[1]));
        Client old = connected();
        Client current = server.connected();
        old.say("2[\"all\",1]");
        old.hears("451-[\"news\",1,{\"_placeholder\":true,\"num\":0}]", "bAA==");
        current.hears("451-[\"news\",1,{\"_placeholder\":true,\"num\":0}]", "bAA==");
    }

    /** The new socket has the id of the old one, whose connecting may be still under way on another thread. */
    @Test
    void leavingAndComingBackInOneBurst() {
        ManualExecutor workers = new ManualExecutor();
        TestServer slow =
                new TestServer(SocketIoConfig.builder().allowEIO3(true).build(), workers);
        slow.io.onConnect(socket -> {
            socket.join("room");
            log.add("connected");
        });
        slow.io.onDisconnect((socket, reason) -> log.add(reason.toString()));
        Client client = slow.openOld();
        workers.runAll();
        client.say("1");
        client.say("0");
        workers.runAll();
        assertEquals(List.of("connected", "client namespace disconnect", "connected"), log);
        Socket socket = slow.io.socket(client.socket().id()).orElseThrow();
        assertTrue(socket.isConnected());
        assertEquals(2, socket.rooms().size());
        client.take();
        slow.io.to("room").emit("hello");
        client.hears("42[\"hello\"]");
        client.say("1");
        assertEquals(0, slow.io.sockets().size());
    }

    @Test
    void aLateSocketDoesNotReplaceItsSuccessor() {
        Client client = connected();
        DefaultSocket present = (DefaultSocket) io.socket(client.socket().id()).orElseThrow();
        DefaultSocket late = new DefaultSocket(
                present.id(), "/", null, present.handshake(), present.mailbox(), new Attributes(), null);
        late.refuse(); // gone before it was added
        io.add(late);
        io.remove(late);
        assertSame(present, io.socket(present.id()).orElseThrow());
    }
}
