package io.socketio.jakarta.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.ConnectionPacket;
import io.socketio.jakarta.Engine;
import io.socketio.jakarta.EngineConnection;
import io.socketio.jakarta.Registration;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.engine.CloseReason;
import io.socketio.jakarta.engine.EngineServer;
import io.socketio.jakarta.engine.Transport;
import io.socketio.jakarta.engine.parser.EnginePacket;
import io.socketio.jakarta.fakes.FakeTransport;
import io.socketio.jakarta.fakes.ManualExecutor;
import io.socketio.jakarta.json.JsonbCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What applications see of the connections underneath. */
class EngineTest {
    private final TestServer server = new TestServer();
    private final Engine engine = server.io.engine();
    private final List<String> log = new ArrayList<>();

    private List<String> log() {
        List<String> lines = List.copyOf(log);
        log.clear();
        return lines;
    }

    private Socket socket() {
        return server.io.sockets().iterator().next();
    }

    private static String shown(ConnectionPacket packet) {
        String content = packet.isBinary() ? packet.bytes().length + " bytes" : packet.text();
        return packet.type() + " " + content + " (" + packet.size() + ")";
    }

    @Test
    void connectionsAreCountedAndTold() {
        engine.onConnection(connection -> {
            log.add(connection.transport() + " from " + connection.handshake().address());
            assertEquals("{}", connection.handshake().authJson());
        });
        Client client = server.open();
        assertEquals(List.of("websocket from 192.0.2.1"), log());
        assertEquals(1, engine.clientsCount());
        client.socket().close(CloseReason.TRANSPORT_CLOSE);
        assertEquals(0, engine.clientsCount());
    }

    @Test
    void packetsAreSeenInBothDirections() {
        engine.onConnection(connection -> {
            connection.onPacket(packet -> log.add("in " + shown(packet)));
            connection.onPacketCreate(packet -> log.add("out " + shown(packet)));
        });
        Client client = server.open();
        assertEquals(List.of(), log(), "the handshake was sent before");
        String id = client.connect();
        assertEquals(List.of("in message 0 (1)", "out message 0{\"sid\":\"" + id + "\"} (31)"), log());
        socket().emit("é", new byte[3]);
        assertEquals(
                List.of("out message 51-[\"é\",{\"_placeholder\":true,\"num\":0}] (39)", "out message 3 bytes (3)"),
                log());
        client.receive(EnginePacket.text(EnginePacket.Type.PONG, "", true));
        assertEquals(List.of("in pong  (0)"), log());
    }

    @Test
    void eachKindOfContentHasItsAccessor() {
        server.connected();
        List<ConnectionPacket> packets = new ArrayList<>();
        socket().conn().onPacketCreate(packets::add);
        socket().emit("a", new byte[1]);
        assertThrows(IllegalStateException.class, () -> packets.get(0).bytes());
        assertThrows(IllegalStateException.class, () -> packets.get(1).text());
    }

    @Test
    void whatIsDroppedIsNotSeen() {
        Client client = server.connected();
        socket().conn().onPacketCreate(packet -> log.add(shown(packet)));
        client.setWritable(false);
        socket().asVolatile().emit("dropped");
        assertEquals(List.of(), log());
    }

    @Test
    void drainedIsWhenNothingWaits() {
        Client client = server.connected();
        socket().conn().onDrain(() -> log.add("drain"));
        client.hold();
        socket().emit("a");
        socket().emit("b");
        assertEquals(List.of(), log());
        client.release();
        assertEquals(List.of(), log(), "b waits");
        client.release();
        assertEquals(List.of("drain"), log());
    }

    @Test
    void theUpgradeIsTold() {
        engine.onConnection(connection -> connection.onUpgrade(to -> log.add(to + " " + connection.transport())));
        EngineServer sessions = server.io.engineServer();
        FakeTransport polling = new FakeTransport(Transport.POLLING);
        var session = sessions.open(
                TestServer.request(Map.of("EIO", "4", "transport", "polling")), "sid", polling, polling::attach);
        FakeTransport webSocket = new FakeTransport(Transport.WEBSOCKET);
        webSocket.attach(session);
        session.upgrade(webSocket, System.nanoTime());
        webSocket.receive(EnginePacket.text(EnginePacket.Type.PING, "probe", true));
        assertEquals(List.of(), log());
        webSocket.receive(EnginePacket.text(EnginePacket.Type.UPGRADE, "", true));
        assertEquals(List.of("websocket websocket"), log());
    }

    @Test
    void theEndIsToldOnceAndLateComersAtOnce() {
        Client client = server.connected();
        EngineConnection connection = socket().conn();
        server.io.onDisconnect((socket, reason) -> log.add("socket: " + reason));
        connection.onClose(reason -> log.add("connection: " + reason));
        client.socket().close(CloseReason.TRANSPORT_ERROR);
        client.socket().close(CloseReason.FORCED_CLOSE);
        assertEquals(List.of("socket: transport error", "connection: transport error"), log());
        connection.onClose(reason -> log.add("late: " + reason));
        assertEquals(List.of("late: transport error"), log());
    }

    @Test
    void socketsOfOneClientShareTheirConnection() {
        Client client = server.connected();
        server.io.of("/other");
        client.connect("/other");
        Socket other = server.io.of("/other").sockets().iterator().next();
        assertEquals(socket().conn(), other.conn());
        assertEquals(client.socket().id(), other.conn().id());
        assertNotEquals(socket().conn().id(), socket().id());
        assertFalse(socket().conn().toString().contains(client.socket().id()), "a secret");
        server.connected();
        assertEquals(
                2, server.io.sockets().stream().map(Socket::conn).distinct().count());
    }

    @Test
    void handlersThatWereRemovedAreNotCalled() {
        Registration connection = engine.onConnection(it -> log.add("connection"));
        connection.remove();
        Client client = server.connected();
        EngineConnection conn = socket().conn();
        List<Registration> all = List.of(
                conn.onPacket(packet -> log.add("packet")),
                conn.onPacketCreate(packet -> log.add("create")),
                conn.onDrain(() -> log.add("drain")),
                conn.onClose(reason -> log.add("close")));
        all.forEach(Registration::remove);
        socket().emit("a");
        client.say("2[\"b\"]");
        client.socket().close(CloseReason.FORCED_CLOSE);
        assertEquals(List.of(), log());
    }

    @Test
    void aHandlerThatThrowsHurtsNobody() {
        engine.onConnection(connection -> {
            connection.onPacket(packet -> fail());
            connection.onPacketCreate(packet -> fail());
            connection.onDrain(EngineTest::fail);
            connection.onClose(reason -> fail());
            fail();
        });
        server.io.on("ask", message -> message.ack().send("answer"));
        Client client = server.connected();
        client.say("20[\"ask\"]");
        client.hears("430[\"answer\"]");
        client.socket().close(CloseReason.FORCED_CLOSE);
        assertTrue(server.io.sockets().isEmpty());
        assertEquals(0, engine.clientsCount());
    }

    private static void fail() {
        throw new AssertionError("on purpose");
    }

    @Test
    void aTaskIsRepeatedUntilItIsRemoved() {
        Registration task = engine.every(Duration.ofSeconds(2), () -> {
            log.add("tick");
            throw new IllegalStateException("on purpose");
        });
        server.timer.advance(Duration.ofSeconds(1));
        assertEquals(List.of(), log());
        server.timer.advance(Duration.ofSeconds(1));
        server.timer.advance(Duration.ofSeconds(2));
        assertEquals(List.of("tick", "tick"), log());
        task.remove();
        server.timer.advance(Duration.ofSeconds(4));
        assertEquals(List.of(), log());
        assertThrows(IllegalArgumentException.class, () -> engine.every(Duration.ZERO, () -> {}));
        DefaultServer notStarted = new DefaultServer(SocketIoConfig.defaults(), new JsonbCodec());
        assertThrows(IllegalStateException.class, () -> notStarted.engine().every(Duration.ofSeconds(1), () -> {}));
    }

    @Test
    void oneRunOfATaskAtATime() {
        ManualExecutor workers = new ManualExecutor();
        TestServer busy = new TestServer(workers);
        busy.io.engine().every(Duration.ofSeconds(1), () -> log.add("tick"));
        busy.timer.advance(Duration.ofSeconds(1));
        busy.timer.advance(Duration.ofSeconds(1));
        workers.runAll();
        assertEquals(List.of("tick"), log());
    }

    @Test
    void aFailingGeneratorIsARefusal() {
        SocketIoConfig config = SocketIoConfig.builder()
                .generateId(request -> request.query("name").orElseThrow())
                .build();
        EngineServer sessions = new TestServer(config).io.engineServer();
        assertEquals("ann", sessions.idFor(TestServer.request(Map.of("name", "ann"))));
        assertEquals(null, sessions.idFor(TestServer.request(Map.of())));
    }
}
