package io.socketio.jakarta.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Socket;
import io.socketio.jakarta.fakes.ManualExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that is closed without hurry: what was begun is ended. */
class DrainTest {
    private final ManualExecutor workers = new ManualExecutor();
    private final TestServer server = new TestServer(workers);
    private final DefaultServer io = server.io;
    private final List<Object> log = new ArrayList<>();

    @BeforeEach
    void handlers() {
        io.of("/other");
        io.on("ask", m -> m.ack().send("done"));
        io.onDisconnect((socket, reason) -> log.add(reason.toString()));
    }

    private Client connected() {
        Client client = server.open();
        client.say("0");
        workers.runAll();
        client.take();
        return client;
    }

    private CompletableFuture<Void> close() {
        return io.close(Duration.ofSeconds(10)).toCompletableFuture();
    }

    @Test
    void whatWasAskedIsAnsweredBefore() {
        Client client = connected();
        client.say("21[\"ask\"]");
        CompletableFuture<Void> done = close();
        assertFalse(client.isClosed());
        workers.runAll();
        client.hears("431[\"done\"]");
        assertTrue(client.isClosed());
        assertTrue(done.isDone());
        assertEquals(List.of("server shutting down"), log);
    }

    @Test
    void inAllNamespaces() {
        Client client = connected();
        client.say("0/other,");
        io.of("/other").on("ask", m -> m.ack().send("there too"));
        workers.runAll();
        client.take();
        client.say("2/other,1[\"ask\"]");
        close();
        workers.runAll();
        client.hears("43/other,1[\"there too\"]");
        assertTrue(client.isClosed());
    }

    @Test
    void whatComesFromThenOnIsNotBegun() {
        Client client = connected();
        close();
        workers.runOne(); // the batch of clients that are told
        client.say("21[\"ask\"]");
        client.say("0/other,");
        workers.runAll();
        client.hears();
        assertTrue(client.isClosed());
    }

    @Test
    void answersAreStillTaken() {
        List<Socket> sockets = new ArrayList<>();
        io.onConnect(sockets::add);
        Client client = connected();
        client.say("21[\"ask\"]");
        sockets.get(0).emitWithAck("question").thenAccept(args -> log.add(args.get(0, String.class)));
        client.take();
        close();
        workers.runOne();
        client.say("30[\"answer\"]");
        workers.runAll();
        assertEquals(List.of("answer", "server shutting down"), log);
    }

    @Test
    void whoJoinedNothingGoesToo() {
        Client client = server.open();
        close();
        workers.runAll();
        assertTrue(client.isClosed());
    }

    @Test
    void timesAreNotNegative() {
        assertThrows(IllegalArgumentException.class, () -> io.close(Duration.ofMillis(-1)));
    }
}
