package io.socketio.jakarta.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.engine.CloseReason;
import io.socketio.jakarta.engine.parser.EnginePacket;
import io.socketio.jakarta.fakes.ManualExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How sockets end, and with which reason. */
class DisconnectTest {
    private final TestServer server = new TestServer();
    private final DefaultServer io = server.io;
    private final Client client = server.open();
    private final List<String> log = new ArrayList<>();
    private final Socket socket;
    private final Socket other;

    DisconnectTest() {
        io.of("/a");
        socket = io.socket(client.connect()).orElseThrow();
        other = io.of("/a").socket(client.connect("/a")).orElseThrow();
        io.onDisconnect((it, reason) -> {
            assertFalse(it.isConnected());
            assertEquals(Set.of(), it.rooms());
            log.add("main " + reason);
        });
        io.of("/a").onDisconnect((it, reason) -> log.add("a " + reason));
    }

    @Test
    void theClientLeavesANamespace() {
        client.say("1/a,");
        client.hears();
        assertEquals(List.of("a client namespace disconnect"), log);
        assertEquals(List.of(), List.copyOf(io.of("/a").sockets()));
        socket.emit("still here");
        client.hears("42[\"still here\"]");
        other.emit("gone");
        client.hears();
    }

    @Test
    void theServerEndsOneSocket() {
        other.disconnect();
        client.hears("41/a,");
        assertEquals(List.of("a server namespace disconnect"), log);
        assertNull(client.closed());
        other.disconnect();
        client.hears();
        assertEquals(1, log.size());
        client.say("0/a,"); // it may come back
        assertEquals(1, io.of("/a").sockets().size());
    }

    @Test
    void theServerEndsTheConnection() {
        socket.disconnect(true);
        assertEquals(Set.of("41", "41/a,"), Set.copyOf(client.take()));
        assertEquals(CloseReason.FORCED_CLOSE, client.closed());
        assertEquals(
                List.of("a server namespace disconnect", "main server namespace disconnect"),
                log.stream().sorted().toList());
        assertEquals(0, io.engine().clientsCount());
    }

    @Test
    void theServerSendsTheClientAway() {
        client.socket().dismiss();
        assertEquals(Set.of("41", "41/a,"), Set.copyOf(client.take()));
        assertEquals(CloseReason.FORCED_CLOSE, client.closed());
        assertEquals(
                List.of("a server namespace disconnect", "main server namespace disconnect"),
                log.stream().sorted().toList());
        assertEquals(0, io.engine().clientsCount());
    }

    @Test
    void whatWasSentBeforeGoesOutFirst() {
        client.setWritable(false);
        socket.emit("bye");
        socket.disconnect(true);
        assertNull(client.closed());
        socket.emit("too late");
        client.setWritable(true);
        assertEquals("42[\"bye\"]", client.take().get(0));
        assertEquals(CloseReason.FORCED_CLOSE, client.closed());
    }

    @Test
    void theServerShutsDown() {
        client.setWritable(false);
        socket.emit("dropped");
        io.close();
        client.hears(); // nobody is told 41
        assertEquals(CloseReason.SERVER_SHUTTING_DOWN, client.closed());
        assertEquals(
                List.of("a server shutting down", "main server shutting down"),
                log.stream().sorted().toList());
        assertEquals(0, io.engine().clientsCount());
    }

    @Test
    void nobodyComesInAfterwards() {
        io.close();
        Client late = new Client();
        io.engineServer().open(TestServer.request(Map.of()), "late", late, late::attach);
        assertEquals(CloseReason.SERVER_SHUTTING_DOWN, late.closed());
        assertEquals(0, io.engine().clientsCount());
    }

    @ParameterizedTest
    @EnumSource
    void theEngineEndsTheSession(CloseReason reason) {
        client.socket().close(reason);
        assertEquals(
                List.of("a " + reason, "main " + reason), log.stream().sorted().toList());
        assertEquals(reason, client.closed());
        client.say("2[\"e\"]");
        client.say("0");
        assertEquals(0, io.sockets().size());
    }

    @Test
    void reasonsAreSocketIosStrings() {
        assertEquals(
                List.of(
                        "client namespace disconnect",
                        "server namespace disconnect",
                        "server shutting down",
                        "forced server close",
                        "forced close",
                        "transport close",
                        "transport error",
                        "ping timeout",
                        "parse error"),
                List.of(DisconnectReason.values()).stream()
                        .map(DisconnectReason::toString)
                        .toList());
    }

    @Test
    void badEnginePacketsAreTransportErrors() {
        client.receive(EnginePacket.PING);
        assertEquals(Set.of("a transport error", "main transport error"), Set.copyOf(log));
    }

    @Test
    void disconnectionIsHandledBehindAllMessages() {
        ManualExecutor workers = new ManualExecutor();
        TestServer slow = new TestServer(workers);
        slow.io.onAny(message -> log.add(message.event()));
        slow.io.onDisconnect((it, reason) -> log.add(reason.toString()));
        Client hasty = slow.open();
        hasty.say("0");
        workers.runAll();
        hasty.say("2[\"one\"]");
        hasty.say("2[\"two\"]");
        hasty.transportClosed();
        assertEquals(0, slow.io.sockets().size());
        workers.runAll();
        assertEquals(List.of("one", "two", "transport close"), log);
    }

    @Test
    void whomTheServerEndedIsNotHeardAnyMore() {
        ManualExecutor workers = new ManualExecutor();
        TestServer slow = new TestServer(workers);
        slow.io.onAny(message -> {
            log.add(message.event());
            message.socket().disconnect();
        });
        slow.io.onDisconnect((it, reason) -> log.add(reason.toString()));
        Client hasty = slow.open();
        hasty.say("0");
        workers.runAll();
        hasty.say("2[\"one\"]");
        hasty.say("2[\"two\"]");
        workers.runAll();
        assertEquals(List.of("one", "server namespace disconnect"), log);
    }

    @Test
    void endedFromItsOwnConnectHandler() {
        io.onConnect(Socket::disconnect);
        Client brief = server.open();
        brief.say("0");
        List<String> heard = brief.take();
        assertEquals("41", heard.get(1));
        assertEquals(List.of("main server namespace disconnect"), log);
        assertEquals(1, io.sockets().size(), "the one from before");
    }
}
