package io.socketio.jakarta.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.SocketIoException;
import io.socketio.jakarta.engine.CloseReason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Answers that clients owe. */
class AckRegistryTest {
    private final TestServer server =
            new TestServer(SocketIoConfig.builder().maxPendingAcks(3).build());
    private final Client client = server.open();
    private final Socket socket = server.io.socket(client.connect()).orElseThrow();

    private CompletableFuture<Arguments> ask(Object... args) {
        return socket.emitWithAck("q", args).toCompletableFuture();
    }

    private static void failsBy(Class<? extends Throwable> type, CompletionStage<?> stage) {
        CompletableFuture<?> future = stage.toCompletableFuture();
        assertTrue(future.isCompletedExceptionally());
        assertEquals(
                type,
                assertThrows(CompletionException.class, future::join).getCause().getClass());
    }

    @Test
    void theAnswerCompletesTheStage() {
        CompletableFuture<Arguments> answer = ask(1);
        client.hears("420[\"q\",1]");
        assertFalse(answer.isDone());
        client.say("30[\"yes\",2]");
        assertEquals("yes", answer.join().get(0, String.class));
        assertEquals(2, answer.join().size());
    }

    @Test
    void anAnswerMayBeEmptyOrBinary() {
        CompletableFuture<Arguments> empty = ask();
        CompletableFuture<Arguments> bare = ask();
        CompletableFuture<Arguments> binary = ask();
        client.say("30[]");
        client.say("31");
        client.say("61-2[{\"_placeholder\":true,\"num\":0}]", new byte[] {5});
        assertEquals(0, empty.join().size());
        assertEquals(0, bare.join().size());
        assertEquals(5, binary.join().get(0, byte[].class)[0]);
    }

    @Test
    void idsCountPerNamespace() {
        server.io.of("/a");
        Client other = server.open();
        Socket second = server.io.socket(other.connect()).orElseThrow();
        String inA = other.connect("/a");
        ask();
        second.emitWithAck("q");
        server.io.of("/a").socket(inA).orElseThrow().emitWithAck("q");
        client.hears("420[\"q\"]");
        other.hears("421[\"q\"]", "42/a,0[\"q\"]");
    }

    @Test
    void onlyTheFirstAnswerOfTheRightSocketCounts() {
        Client other = server.connected();
        CompletableFuture<Arguments> answer = ask();
        other.say("30[\"forged\"]");
        client.say("37[\"unknown\"]");
        client.say("3[\"without id\"]");
        assertFalse(answer.isDone());
        client.say("30[1]");
        client.say("30[2]");
        assertEquals(1, answer.join().get(0, int.class));
        assertFalse(client.isClosed());
        assertFalse(other.isClosed());
    }

    @Test
    void patienceEnds() {
        CompletionStage<Arguments> answer =
                socket.timeout(Duration.ofSeconds(5)).emitWithAck("q");
        server.timer.advance(Duration.ofMillis(4_999));
        assertFalse(answer.toCompletableFuture().isDone());
        server.timer.advance(Duration.ofMillis(1));
        failsBy(TimeoutException.class, answer);
        client.say("30[\"late\"]");
        failsBy(TimeoutException.class, answer);
        assertFalse(client.isClosed());
    }

    @Test
    void anAnswerInTimeStopsTheClock() {
        long before = server.timer.waiting();
        CompletionStage<Arguments> answer =
                socket.timeout(Duration.ofSeconds(5)).emitWithAck("q");
        assertEquals(before + 1, server.timer.waiting());
        client.say("30[1]");
        assertEquals(before, server.timer.waiting());
        assertEquals(1, answer.toCompletableFuture().join().get(0, int.class));
        assertThrows(IllegalArgumentException.class, () -> socket.timeout(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> socket.timeout(Duration.ofMillis(-1)));
    }

    @Test
    void whoIsGoneWillNotAnswer() {
        CompletableFuture<Arguments> open = ask();
        CompletionStage<Arguments> timed = socket.timeout(Duration.ofSeconds(5)).emitWithAck("q");
        client.say("1");
        failsBy(SocketIoException.class, open);
        failsBy(SocketIoException.class, timed);
        failsBy(SocketIoException.class, ask());
        client.take();
        client.socket().close(CloseReason.TRANSPORT_ERROR);
        server.timer.advance(Duration.ofSeconds(1)); // past the corks
        assertEquals(0, server.timer.waiting());
    }

    @Test
    void neitherWillWhoWasGoneBefore() {
        client.transportClosed();
        failsBy(SocketIoException.class, ask());
    }

    @Test
    void onlySoManyMayBeOpen() {
        for (int i = 0; i < 3; i++) ask();
        client.take();
        CompletableFuture<Arguments> tooMany = ask();
        failsBy(SocketIoException.class, tooMany);
        client.hears();
        client.say("31[]");
        assertFalse(ask().isDone());
        client.hears("424[\"q\"]");
    }

    @Test
    void stagesBelongToTheServer() {
        CompletionStage<Arguments> answer = socket.emitWithAck("q");
        answer.toCompletableFuture().complete(null); // a copy
        CompletableFuture<Integer> got = new CompletableFuture<>();
        answer.thenAccept(args -> got.complete(args.get(0, int.class)));
        client.say("30[4]");
        assertEquals(4, got.join());
    }
}
