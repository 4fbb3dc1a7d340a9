package io.socketio.jakarta.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.BroadcastTimeoutException;
import io.socketio.jakarta.RemoteSocket;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is done with many sockets at once. */
class BulkTest {
    private final TestServer server = new TestServer();
    private final Client a = server.connected();
    private final Client b = server.connected();
    private final List<Socket> sockets = List.copyOf(server.io.sockets());

    private static List<String> texts(List<Arguments> answers) {
        return answers.stream()
                .map(it -> it.size() == 0 ? "" : it.get(0, String.class))
                .toList();
    }

    private static Throwable failure(CompletableFuture<?> stage) {
        return assertThrows(ExecutionException.class, () -> stage.get(10, TimeUnit.SECONDS))
                .getCause();
    }

    @Test
    void allAnswersAreCollectedInTheOrderTheyCome() throws Exception {
        List<String> each = new ArrayList<>();
        CompletableFuture<List<Arguments>> answers = server.io
                .emitWithAck(answer -> each.add(answer.get(0, String.class)), "how", 1)
                .toCompletableFuture();
        a.hears("420[\"how\",1]");
        b.hears("420[\"how\",1]");
        b.say("30[\"b\",2]");
        assertEquals(List.of("b"), each);
        b.say("30[\"again\"]");
        assertFalse(answers.isDone());
        a.say("30[\"a\"]");
        assertEquals(List.of("b", "a"), texts(answers.get(10, TimeUnit.SECONDS)));
        assertEquals(List.of("b", "a"), each);
    }

    @Test
    void withoutAnybodyThereIsNothingToWaitFor() throws Exception {
        assertEquals(
                List.of(),
                server.io.to("nobody").emitWithAck("e").toCompletableFuture().get(10, TimeUnit.SECONDS));
    }

    @Test
    void aTimeoutTellsTheAnswersSoFar() {
        CompletableFuture<List<Arguments>> answers =
                server.io.timeout(Duration.ofSeconds(5)).emitWithAck("how").toCompletableFuture();
        a.say("30[\"a\"]");
        server.timer.advance(Duration.ofMillis(4_999));
        assertFalse(answers.isDone());
        server.timer.advance(Duration.ofMillis(1));
        BroadcastTimeoutException timeout = assertInstanceOf(BroadcastTimeoutException.class, failure(answers));
        assertEquals(List.of("a"), texts(timeout.responses()));
        b.say("30[\"too late\"]");
        assertEquals(List.of("a"), texts(timeout.responses()));
    }

    @Test
    void whoIsAskedTooMuchIsFreeAfterATimeout() {
        SocketIoConfig config = SocketIoConfig.builder().maxPendingAcks(1).build();
        TestServer strict = new TestServer(config);
        Client client = strict.connected();
        var first = strict.io.timeout(Duration.ofSeconds(1)).emitWithAck("e").toCompletableFuture();
        client.hears("420[\"e\"]");
        assertEquals(List.of(), strict.io.emitWithAck("e").toCompletableFuture().join(), "owes one already");
        client.hears();
        strict.timer.advance(Duration.ofSeconds(1));
        assertInstanceOf(BroadcastTimeoutException.class, failure(first));
        strict.io.emitWithAck("e");
        client.hears("422[\"e\"]");
    }

    @Test
    void whoGoesIsNotWaitedFor() throws Exception {
        CompletableFuture<List<Arguments>> answers =
                server.io.emitWithAck("how").toCompletableFuture();
        a.say("30[\"a\"]");
        b.say("1");
        assertEquals(List.of("a"), texts(answers.get(10, TimeUnit.SECONDS)));
    }

    @Test
    void whatTheConsumerThrowsEndsIt() {
        IllegalStateException thrown = new IllegalStateException("expected by this test");
        CompletableFuture<List<Arguments>> answers = server.io
                .emitWithAck(
                        answer -> {
                            throw thrown;
                        },
                        "how")
                .toCompletableFuture();
        a.say("30[]");
        assertEquals(thrown, failure(answers));
        b.say("30[]");
    }

    @Test
    void aSocketAsksTheOthers() {
        CompletableFuture<List<Arguments>> answers =
                sockets.get(0).broadcast().emitWithAck("how").toCompletableFuture();
        Client asked = a.take().isEmpty() ? b : a;
        asked.say("30[\"well\"]");
        assertEquals(List.of("well"), texts(answers.join()));
    }

    @Test
    void socketsAreFetched() throws Exception {
        sockets.get(0).join("x");
        List<RemoteSocket> found =
                server.io.in("x").fetchSockets().toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertEquals(List.of(sockets.get(0)), found);
        assertEquals(Set.of("x", found.get(0).id()), found.get(0).rooms());
        assertEquals(2, server.io.fetchSockets().toCompletableFuture().join().size());
    }

    @Test
    void socketsJoinAndLeave() {
        server.io.socketsJoin("x", "y");
        server.io.in("y").except(sockets.get(0).id()).socketsLeave("x");
        assertEquals(Set.of("x", "y", sockets.get(0).id()), sockets.get(0).rooms());
        assertEquals(Set.of("y", sockets.get(1).id()), sockets.get(1).rooms());
    }

    @Test
    void whoIsInTooManyRoomsDoesNotJoinAndTheOthersDo() {
        TestServer strict = new TestServer(SocketIoConfig.builder().maxRooms(1).build());
        strict.connected();
        strict.connected();
        Socket full = strict.io.sockets().iterator().next();
        full.join("a");
        strict.io.socketsJoin("b");
        assertFalse(full.rooms().contains("b"));
        assertEquals(
                1, strict.io.in("b").fetchSockets().toCompletableFuture().join().size());
    }

    @Test
    void socketsAreDisconnected() {
        server.io.in(sockets.get(0).id()).disconnectSockets();
        assertFalse(sockets.get(0).isConnected());
        assertTrue(sockets.get(1).isConnected());
        server.io.disconnectSockets(true);
        assertTrue(a.isClosed() || b.isClosed());
        assertEquals(0, server.io.sockets().size());
    }

    @Test
    void innerNamesAreNotForApplications() {
        String inner = "\0user:alice";
        assertThrows(IllegalArgumentException.class, () -> server.io.to(inner));
        assertThrows(IllegalArgumentException.class, () -> server.io.except(inner));
        assertThrows(IllegalArgumentException.class, () -> server.io.socketsJoin(inner));
        assertThrows(IllegalArgumentException.class, () -> server.io.socketsLeave(inner));
        assertThrows(IllegalArgumentException.class, () -> sockets.get(0).join(inner));
        assertThrows(IllegalArgumentException.class, () -> sockets.get(0).leave(inner));
    }
}
