package io.socketio.jakarta.it;

import static io.socketio.jakarta.it.support.App.app;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.ConnectRefusedException;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.it.support.App;
import io.socketio.jakarta.it.support.Eventually;
import io.socketio.jakarta.it.support.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is refused learns why, and nothing else. */
class RefusalIT {
    private static void check(SocketIoServer io) {
        io.of("/members").use(request -> {
            Object token = request.auth(Map.class).get("token");
            if (!"right".equals(token))
                throw new ConnectRefusedException("not authorized", Map.of("code", 401, "hints", List.of("token")));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"40/members,", "40/members", "40/members,{}", "40/members,{\"token\":\"wrong\"}"})
    void refusedClientLearnsMessageAndData(String connect) {
        try (App app = app().handlers(RefusalIT::check).start();
                WebSocket client = WebSocket.open(app)) {
            client.send(connect);
            String refusal = client.text();
            assertTrue(refusal.startsWith("44/members,{\"message\":\"not authorized\",\"data\":{"), refusal);
            assertTrue(refusal.contains("\"code\":401"), refusal);
            assertTrue(refusal.contains("\"hints\":[\"token\"]"), refusal);
            // the connection lives: another try, another namespace
            client.send("40/members,{\"token\":\"right\"}");
            assertTrue(client.text().startsWith("40/members,{\"sid\":"));
            client.send("40");
            assertTrue(client.text().startsWith("40{\"sid\":"));
        }
    }

    @Test
    void refusedClientGetsNoBroadcastAndIsInNoRoom() {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch emitted = new CountDownLatch(1);
        AtomicInteger connects = new AtomicInteger();
        AtomicInteger disconnects = new AtomicInteger();
        AtomicInteger events = new AtomicInteger();
        try (App app = app().handlers(io -> {
                            io.of("/other");
                            io.use(request -> {
                                if (!request.handshake().authJson().contains("wrong")) return;
                                asked.countDown();
                                Eventually.await(emitted);
                                throw new ConnectRefusedException("no", 1);
                            });
                            io.onConnect(socket -> {
                                connects.incrementAndGet();
                                socket.join("room");
                            });
                            io.onDisconnect((socket, reason) -> disconnects.incrementAndGet());
                            io.on("event", m -> events.incrementAndGet());
                        })
                        .start();
                WebSocket member = WebSocket.join(app);
                WebSocket refused = WebSocket.open(app)) {
            SocketIoServer io = app.server();
            refused.send("40{\"token\":\"wrong\"}");
            refused.send("42[\"event\"]"); // in a hurry: dropped with the refusal
            refused.send("40/other,"); // its answer shows that the event is here: behind a refusal it would end the
            // connection
            assertTrue(refused.text().startsWith("40/other,{"));
            Eventually.await(asked);
            // while it is being checked, and after it was refused
            emitToAll(io, "before");
            emitted.countDown();
            assertEquals("44{\"message\":\"no\",\"data\":1}", refused.text());
            assertEquals(1, io.sockets().size());
            emitToAll(io, "after");
            refused.send("40");
            assertTrue(refused.text().startsWith("40{"), "the next frame answers the next try");
            for (String when : List.of("before", "after"))
                for (String to : List.of("all", "room"))
                    assertEquals("42[\"" + to + "\",\"" + when + "\"]", member.text());
            refused.close(1000);
            Eventually.until("it is gone", () -> disconnects.get() == 1);
            assertEquals(2, connects.get());
            assertEquals(0, events.get());
        }
    }

    private static void emitToAll(SocketIoServer io, String when) {
        io.emit("all", when);
        io.to("room").emit("room", when);
    }

    @Test
    void otherExceptionsAreNotTold() {
        CountDownLatch failed = new CountDownLatch(1);
        try (App app = app().handlers(io -> {
                            io.use(request -> {
                                throw new IllegalStateException("secret");
                            });
                            io.onFailure(failure -> {
                                if (failure.event().equals("connect")
                                        && failure.cause().getMessage().equals("secret")) failed.countDown();
                            });
                        })
                        .start();
                WebSocket client = WebSocket.open(app)) {
            client.send("40");
            assertEquals("44{\"message\":\"internal error\"}", client.text());
            Eventually.await(failed);
        }
    }

    @Test
    void unknownNamespace() {
        try (App app = app().start();
                WebSocket client = WebSocket.open(app)) {
            client.send("40/nowhere,");
            assertEquals("44/nowhere,{\"message\":\"Invalid namespace\"}", client.text());
            client.send("40");
            assertTrue(client.text().startsWith("40{"));
        }
    }
}
