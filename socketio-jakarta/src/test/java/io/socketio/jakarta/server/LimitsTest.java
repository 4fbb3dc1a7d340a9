package io.socketio.jakarta.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.ConnectionStateRecovery;
import io.socketio.jakarta.PayloadException;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.SocketIoConfigBuilder;
import io.socketio.jakarta.SocketIoException;
import io.socketio.jakarta.fakes.ManualExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Who reaches a bound, and that it is counted. */
class LimitsTest {
    private final List<Object> log = new ArrayList<>();

    private static TestServer with(UnaryOperator<SocketIoConfigBuilder> change) {
        return new TestServer(change.apply(SocketIoConfig.builder()).build());
    }

    /** Exactly these were reached. */
    private static void assertReached(TestServer server, Map<String, Long> counts) {
        Map<String, Long> reached = new TreeMap<>(server.io.engine().limitsReached());
        reached.values().removeIf(count -> count == 0);
        assertEquals(new TreeMap<>(counts), reached);
    }

    @Test
    void attachments() {
        TestServer server = with(it -> it.maxAttachments(2));
        Client client = server.connected();
        client.say("53-[\"e\",{\"_placeholder\":true,\"num\":0}]");
        assertTrue(client.isClosed());
        assertReached(server, Map.of("maxAttachments", 1L));
    }

    @Test
    void bytesOfAttachments() {
        TestServer server = with(it -> it.maxAttachmentBytes(10));
        server.io.on("e", m -> log.add(m.args().get(0, byte[].class).length));
        Client client = server.connected();
        String head = "52-[\"e\",{\"_placeholder\":true,\"num\":0}]";
        client.say(head, new byte[4], new byte[6]);
        client.say(head, new byte[4], new byte[6]);
        assertEquals(List.of(4, 4), log, "each packet for itself");
        client.say(head, new byte[4], new byte[7]);
        assertTrue(client.isClosed());
        assertReached(server, Map.of("maxAttachmentBytes", 1L));
    }

    @Test
    void lengthOfNumbers() {
        TestServer server = with(it -> it.maxNumberLength(5));
        server.io.on("e", m -> log.add(m.args().get(0, double.class)));
        Client client = server.connected();
        client.say("2[\"e\",-1.25]");
        assertEquals(List.of(-1.25), log);
        client.say("2[\"e\",-1.250]");
        assertTrue(client.isClosed());
        assertReached(server, Map.of("maxNumberLength", 1L));
    }

    @Test
    void depthOfWhatComesIn() {
        TestServer server = with(it -> it.maxJsonDepth(3));
        Client client = server.connected();
        client.say("2[\"e\",[[1]]]");
        assertFalse(client.isClosed());
        client.say("2[\"e\",[[[1]]]]");
        assertTrue(client.isClosed());
        assertReached(server, Map.of("maxJsonDepth", 1L));
    }

    @Test
    void depthOfWhatGoesOut() {
        TestServer server = with(it -> it.maxJsonDepth(3));
        Client client = server.connected();
        server.io.emit("e", List.of(List.of(List.of("]]][[[[\"[[[["))));
        client.hears("42[\"e\",[[[\"]]][[[[\\\"[[[[\"]]]]");
        Map<String, Object> deep = Map.of("a", Map.of("a", Map.of("a", Map.of())));
        PayloadException refused = assertThrows(PayloadException.class, () -> server.io.emit("e", deep));
        assertTrue(refused.getMessage().contains("maxJsonDepth"), refused.getMessage());
        client.hears();
        assertReached(server, Map.of("maxJsonDepth", 1L));
    }

    @Test
    void whatCameInMayGoOutAgain() {
        TestServer server = with(it -> it.maxJsonDepth(3));
        server.io.on("e", m -> m.ack().send(m.args(), List.of(1)));
        Client client = server.connected();
        client.say("21[\"e\",[[1]]]");
        client.hears("431[[[1]],[1]]");
    }

    @Test
    void namespaces() {
        TestServer server = with(it -> it.maxNamespaces(1));
        server.io.of("/other");
        Client client = server.connected();
        client.say("0/other,");
        client.hears("44/other,{\"message\":\"Too many namespaces\"}");
        assertReached(server, Map.of("maxNamespaces", 1L));
    }

    @Test
    void rooms() {
        TestServer server = with(it -> it.maxRooms(2));
        server.io.onConnect(socket -> {
            socket.join("a", "b");
            socket.join("c");
        });
        server.io.onFailure(failure -> log.add(failure.cause().getClass()));
        server.connected();
        assertEquals(List.of(SocketIoException.class), log);
        assertReached(server, Map.of("maxRooms", 1L));
    }

    @Test
    void unansweredAcknowledgements() {
        TestServer server = with(it -> it.maxPendingAcks(1));
        List<Socket> sockets = new ArrayList<>();
        server.io.onConnect(sockets::add);
        server.connected();
        sockets.get(0).emitWithAck("first");
        sockets.get(0).emitWithAck("second").exceptionally(e -> {
            log.add(e.getMessage());
            return null;
        });
        assertEquals(1, log.size());
        assertReached(server, Map.of("maxPendingAcks", 1L));
    }

    @Test
    void outboundBytes() {
        TestServer server = with(it -> it.maxOutboundBytes(1_000));
        Client client = server.connected();
        client.hold();
        server.io.emit("e", "x".repeat(500));
        server.io.asVolatile().emit("e", "x".repeat(500));
        assertFalse(client.isClosed(), "volatile: dropped");
        server.io.emit("e", "x".repeat(500));
        assertTrue(client.isClosed());
        assertReached(server, Map.of("maxOutboundBytes", 2L));
    }

    @Test
    void waitingMessages() {
        ManualExecutor workers = new ManualExecutor();
        SocketIoConfig config = SocketIoConfig.builder()
                .maxQueuedMessages(2)
                .pingTimeout(Duration.ofMillis(1))
                .build();
        TestServer server = new TestServer(config, workers);
        server.io.on("e", m -> {});
        Client client = server.open();
        client.say("0");
        workers.runAll();
        for (int i = 0; i < 3; i++) client.say("2[\"e\"]");
        assertTrue(client.isClosed());
        assertReached(server, Map.of("maxQueuedMessages", 1L));
    }

    @Test
    void eventsInASecond() {
        TestServer server = with(it -> it.maxEventsPerSecond(3));
        server.io.on("e", m -> log.add("e"));
        server.io.onDisconnect((socket, reason) -> log.add(reason.toString()));
        Client client = server.connected();
        for (int i = 0; i < 3; i++) client.say("2[\"e\"]");
        assertEquals(List.of("e", "e", "e"), log);
        client.say("2[\"e\"]");
        assertTrue(client.isClosed());
        assertEquals(List.of("e", "e", "e", "forced close"), log);
        assertReached(server, Map.of("maxEventsPerSecond", 1L));
    }

    @Test
    void eventsOfALaterSecondCountAnew() {
        TestServer server = with(it -> it.maxEventsPerSecond(1));
        Client client = server.connected();
        client.say("2[\"e\"]");
        // a clock that is not the test's: nothing to observe but the time
        LockSupport.parkNanos(Duration.ofMillis(1_100).toNanos());
        client.say("2[\"e\"]");
        assertFalse(client.isClosed());
    }

    @Test
    void whatIsKeptForThoseWhoComeBack() {
        TestServer server =
                with(it -> it.connectionStateRecovery(new ConnectionStateRecovery(Duration.ofMinutes(2), true, 1_000)));
        server.io.emit("e", "x".repeat(400));
        assertReached(server, Map.of());
        server.io.emit("e", "x".repeat(400));
        server.io.emit("e", "x".repeat(400));
        assertTrue(server.io.engine().limitsReached().get("connectionStateRecovery.maxBytes") > 0);
    }
}
