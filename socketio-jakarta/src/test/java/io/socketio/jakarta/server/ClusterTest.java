package io.socketio.jakarta.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.AttributeKey;
import io.socketio.jakarta.BroadcastTimeoutException;
import io.socketio.jakarta.PayloadException;
import io.socketio.jakarta.RemoteSocket;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.SocketIoException;
import io.socketio.jakarta.fakes.LoopbackCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Two servers that have nothing in common but the adapter SPI. */
class ClusterTest {
    private static final AttributeKey<String> NAME = new AttributeKey<>("name", String.class);

    private final LoopbackCluster cluster = new LoopbackCluster();
    private final TestServer east = server();
    private final TestServer west = server();
    private final Client atEast = east.connected();
    private final Client atWest = west.connected();
    private final Socket eastern = east.io.sockets().iterator().next();
    private final Socket western = west.io.sockets().iterator().next();

    private TestServer server() {
        return new TestServer(
                SocketIoConfig.builder().adapter(cluster.factory()).build());
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static Throwable failure(CompletableFuture<?> stage) {
        return assertThrows(ExecutionException.class, () -> stage.get(10, TimeUnit.SECONDS))
                .getCause();
    }

    @Test
    void aBroadcastReachesBoth() {
        east.io.emit("e", "text", new byte[] {1});
        for (Client client : List.of(atEast, atWest))
            client.hears("451-[\"e\",\"text\",{\"_placeholder\":true,\"num\":0}]", "bAQ==");
        western.join("x");
        east.io.to("x").emit("x");
        atEast.hears();
        atWest.hears("42[\"x\"]");
        eastern.broadcast().emit("others");
        atEast.hears();
        atWest.hears("42[\"others\"]");
        east.io.local().emit("local");
        atEast.hears("42[\"local\"]");
        atWest.hears();
    }

    @Test
    void answersComeFromBoth() throws Exception {
        CompletableFuture<List<Arguments>> answers = east.io.emitWithAck("how").toCompletableFuture();
        atEast.hears("420[\"how\"]");
        atWest.hears("420[\"how\"]");
        atEast.say("30[\"fine\"]");
        assertFalse(answers.isDone());
        atWest.say("30[\"well\"]");
        assertEquals(
                List.of("fine", "well"),
                get(answers).stream().map(it -> it.get(0, String.class)).toList());
    }

    @Test
    void nobodyOwesAnythingAfterATimeout() {
        var answers = east.io.timeout(Duration.ofSeconds(1)).emitWithAck("how").toCompletableFuture();
        atEast.say("30[]");
        east.timer.advance(Duration.ofSeconds(1));
        west.timer.advance(Duration.ofSeconds(1));
        assertEquals(
                1,
                assertInstanceOf(BroadcastTimeoutException.class, failure(answers))
                        .responses()
                        .size());
        atWest.say("30[]");
    }

    @Test
    void aSocketElsewhereCanBeDealtWith() throws Exception {
        western.attributes().set(NAME, "wes");
        western.join("x");
        List<RemoteSocket> found = get(east.io.in("x").fetchSockets());
        assertEquals(1, found.size());
        RemoteSocket remote = found.get(0);
        assertEquals(western.id(), remote.id());
        assertEquals(Set.of("x", western.id()), remote.rooms());
        assertEquals("wes", remote.attributes().get(NAME).orElseThrow());
        assertEquals("192.0.2.1", remote.handshake().address());

        remote.emit("to you", 1);
        atWest.hears("42[\"to you\",1]");
        remote.join("y");
        remote.leave("x");
        assertEquals(Set.of("y", western.id()), western.rooms());
        remote.to("y").emit("not to itself");
        remote.except("nobody").emit("to others");
        atWest.hears();
        atEast.hears("42[\"to others\"]");

        CompletableFuture<Arguments> answer = remote.emitWithAck("how").toCompletableFuture();
        atWest.hears("420[\"how\"]");
        atWest.say("30[\"fine\"]");
        assertEquals("fine", get(answer).get(0, String.class));
        var late = remote.timeout(Duration.ofSeconds(1)).emitWithAck("how").toCompletableFuture();
        east.timer.advance(Duration.ofSeconds(1));
        assertEquals(TimeoutException.class, failure(late).getClass());

        remote.disconnect();
        assertFalse(western.isConnected());
        assertInstanceOf(
                SocketIoException.class, failure(remote.emitWithAck("gone").toCompletableFuture()));
    }

    @Test
    void operationsReachBoth() {
        east.io.socketsJoin("z");
        assertTrue(eastern.rooms().contains("z") && western.rooms().contains("z"));
        east.io.socketsLeave("z");
        assertFalse(eastern.rooms().contains("z") || western.rooms().contains("z"));
        east.io.disconnectSockets();
        assertFalse(eastern.isConnected() || western.isConnected());
    }

    @Test
    void serversTalkToEachOther() throws Exception {
        List<String> heard = new ArrayList<>();
        west.io.onServerSide("hello", m -> {
            heard.add(m.namespace().name()
                    + m.args().get(0, String.class)
                    + m.ack().isRequested());
            m.ack().send("from the west");
        });
        east.io.onServerSide("hello", m -> heard.add("never: it was sent from here"));
        east.io.serverSideEmit("hello", "one");
        List<Arguments> answers = get(east.io.serverSideEmitWithAck("hello", "two"));
        assertEquals("from the west", answers.get(0).get(0, String.class));
        assertEquals(List.of("/onefalse", "/twotrue"), heard);
        assertInstanceOf(
                BroadcastTimeoutException.class,
                failure(east.io.serverSideEmitWithAck("nobody").toCompletableFuture()));
    }

    @Test
    void whatCannotBeSentToServersIsTheCallersError() {
        assertThrows(IllegalArgumentException.class, () -> east.io.serverSideEmit("connection"));
        assertThrows(IllegalArgumentException.class, () -> east.io.serverSideEmitWithAck(" "));
        assertThrows(IllegalArgumentException.class, () -> east.io.onServerSide("new_namespace", m -> {}));
        assertThrows(
                PayloadException.class,
                () -> east.io.serverSideEmit("e", Double.NaN, new Object() {
                    @SuppressWarnings("unused")
                    public Object getSelf() {
                        throw new IllegalStateException("expected by this test");
                    }
                }));
    }

    @Test
    void aServerThatClosedIsNotInTheCluster() throws Exception {
        west.io.close();
        east.io.emit("e");
        assertEquals(1, get(east.io.fetchSockets()).size());
        assertEquals(List.of(), get(east.io.serverSideEmitWithAck("e")));
    }
}
