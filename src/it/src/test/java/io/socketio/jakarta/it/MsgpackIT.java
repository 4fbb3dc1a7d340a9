package io.socketio.jakarta.it;

import static io.socketio.jakarta.it.support.App.app;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.ConnectRefusedException;
import io.socketio.jakarta.it.support.App;
import io.socketio.jakarta.it.support.Echo;
import io.socketio.jakarta.it.support.Eventually;
import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.WebSocket;
import io.socketio.jakarta.msgpack.MsgpackParser;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Packets in MessagePack over each transport; what clients say here are the bytes of npm's socket.io-msgpack-parser 3.0.2. */
class MsgpackIT {
    private static final String CONNECT = "83a47479706500a464617461d40000a36e7370a12f";

    public record File(String name, byte[] content, List<Integer> tags) {}

    /** A connection of which every message is binary. */
    private interface Wire extends AutoCloseable {
        void say(String hex);

        String hear();

        void sayText(String packet);

        void isOver();

        @Override
        void close();
    }

    private enum Transport {
        POLLING {
            @Override
            Wire open(App app) {
                return new PollingWire(Http.open(app));
            }
        },
        WEBSOCKET {
            @Override
            Wire open(App app) {
                return new WebSocketWire(WebSocket.open(app));
            }
        };

        abstract Wire open(App app);
    }

    private static final class PollingWire implements Wire {
        private final Http http;
        private final Queue<String> heard = new ArrayDeque<>();

        PollingWire(Http http) {
            this.http = http;
        }

        @Override
        public void say(String hex) {
            http.post("b" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex)));
        }

        @Override
        public String hear() {
            if (heard.isEmpty()) heard.addAll(http.packets());
            String packet = heard.remove();
            assertEquals('b', packet.charAt(0), packet);
            return HexFormat.of().formatHex(Base64.getDecoder().decode(packet.substring(1)));
        }

        @Override
        public void sayText(String packet) {
            http.post("4" + packet);
        }

        @Override
        public void isOver() {
            Eventually.until("the session is gone", () -> http.poll().join().statusCode() == 400);
        }

        @Override
        public void close() {}
    }

    private record WebSocketWire(WebSocket socket) implements Wire {
        @Override
        public void say(String hex) {
            socket.send(HexFormat.of().parseHex(hex));
        }

        @Override
        public String hear() {
            return HexFormat.of().formatHex(socket.binary());
        }

        @Override
        public void sayText(String packet) {
            socket.send("4" + packet);
        }

        @Override
        public void isOver() {
            socket.closed();
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    private static App msgpack() {
        return app().option("parser", MsgpackParser.class.getName());
    }

    private static Wire joined(App app, Transport transport) {
        Wire wire = transport.open(app);
        wire.say(CONNECT);
        String answer = wire.hear();
        assertTrue(answer.matches("83a47479706500a46461746181a3736964b4[0-9a-f]{40}a36e7370a12f"), answer);
        return wire;
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void eventsAndAnswersWithBinaryAtAnyDepth(Transport transport) {
        try (App app = msgpack().handlers(new Echo()).start();
                Wire wire = joined(app, transport)) {
            // ["echo", <01 02 03>, {deep: [<>, undefined]}]
            String event = "83a47479706502a46461746193a46563686fc40301020381a46465657092c400%sa36e7370a12f";
            wire.say(event.formatted("d40000"));
            assertEquals(event.formatted("c0"), wire.hear());
            // ["echo", -1, 1.5, new Date(0)], asking for an answer
            wire.say("85a47479706502a46461746194a46563686fffcb3ff8000000000000d7000000000000000000"
                    + "a76f7074696f6e7381a8636f6d7072657373c3a2696407a36e7370a12f");
            assertEquals(
                    "84a47479706503a46461746193ffcb3ff8000000000000b8"
                            + HexFormat.of().formatHex("1970-01-01T00:00:00.000Z".getBytes())
                            + "a36e7370a12fa2696407",
                    wire.hear());
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void argumentsAreBoundAsThoseOfTextAre(Transport transport) {
        BlockingQueue<Object> got = new LinkedBlockingQueue<>();
        try (App app = msgpack()
                        .handlers(io -> io.on("save", m -> {
                            File file = m.args().get(0, File.class);
                            got.add(file.name());
                            got.add(file.content());
                            got.add(file.tags());
                            got.add(m.args().get(1, Object.class));
                            got.add(m.args().get(1, Map.class));
                            got.add(m.args().get(2, long.class));
                            got.add(String.valueOf(m.args().get(3, String.class)));
                            got.add(m.args().json(0));
                            m.socket().emit("saved", file, Map.of("bytes", new byte[] {9}));
                        }))
                        .start();
                Wire wire = joined(app, transport)) {
            // ["save", {name: "a", content: <07>, tags: [1, 2]}, {n: 1, b: <08>}, 9007199254740991, null]
            wire.say("83a47479706502a46461746195a47361766583a46e616d65a161a7636f6e74656e74c40107a474616773920102"
                    + "82a16e01a162c40108cf001fffffffffffffc0a36e7370a12f");
            assertEquals("a", Eventually.take(got));
            assertArrayEquals(new byte[] {7}, (byte[]) Eventually.take(got));
            assertEquals(List.of(1, 2), Eventually.take(got));
            assertMap((Map<?, ?>) Eventually.take(got));
            assertMap((Map<?, ?>) Eventually.take(got));
            assertEquals(9_007_199_254_740_991L, Eventually.take(got));
            assertEquals("null", Eventually.take(got));
            assertEquals(
                    "{\"name\":\"a\",\"content\":{\"_placeholder\":true,\"num\":0},\"tags\":[1,2]}",
                    Eventually.take(got));
            String saved = wire.hear();
            assertTrue(saved.startsWith("83a47479706502a46461746193a5736176656483a7636f6e74656e74c40107"), saved);
            assertTrue(saved.endsWith("81a56279746573c40109a36e7370a12f"), saved);
        }
    }

    private static void assertMap(Map<?, ?> map) {
        assertEquals(new BigDecimal(1), map.get("n"));
        assertArrayEquals(new byte[] {8}, (byte[]) map.get("b"));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void namespacesAuthAndRefusals(Transport transport) {
        try (App app = msgpack()
                        .handlers(io -> io.of("/admin").use(request -> {
                            if (request.auth(Map.class).get("token") instanceof byte[] token && token.length == 3)
                                return;
                            throw new ConnectRefusedException("no", Map.of("salt", new byte[] {5}));
                        }))
                        .start();
                Wire wire = joined(app, transport)) {
            wire.say("83a47479706500a46461746181a5746f6b656ea178a36e7370a62f61646d696e");
            assertEquals(
                    "83a47479706504a46461746182a76d657373616765a26e6fa46461746181a473616c74c40105a36e7370a62f61646d696e",
                    wire.hear());
            wire.say("83a47479706500a46461746181a5746f6b656ec403010203a36e7370a62f61646d696e");
            String answer = wire.hear();
            assertTrue(
                    answer.matches("83a47479706500a46461746181a3736964b4[0-9a-f]{40}a36e7370a62f61646d696e"), answer);
            app.server().of("/admin").emit("hello");
            assertEquals("83a47479706502a46461746191a568656c6c6fa36e7370a62f61646d696e", wire.hear());
            app.server().of("/admin").sockets().forEach(socket -> socket.disconnect(false));
            assertEquals("82a47479706501a36e7370a62f61646d696e", wire.hear());
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theClientAnswers(Transport transport) {
        try (App app = msgpack().start();
                Wire wire = joined(app, transport)) {
            var answer = app.server()
                    .sockets()
                    .iterator()
                    .next()
                    .emitWithAck("question")
                    .toCompletableFuture();
            assertEquals("84a47479706502a46461746191a87175657374696f6ea36e7370a12fa2696400", wire.hear());
            // {id: 0, type: 3, data: [<2a>], nsp: "/"}
            wire.say("84a2696400a47479706503a46461746191c4012aa36e7370a12f");
            assertArrayEquals(new byte[] {42}, Eventually.get(answer).get(0, byte[].class));
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void whatIsNoPacketClosesTheConnection(Transport transport) {
        Echo echo = new Echo();
        try (App app = msgpack().handlers(echo).start()) {
            try (Wire wire = joined(app, transport)) {
                wire.sayText("2[\"echo\",1]");
                wire.isOver();
                assertTrue(echo.reason().startsWith("forced"));
            }
            try (Wire wire = joined(app, transport)) {
                wire.say("83a47479706502a464617461ddffffffffa36e7370a12f"); // an array that claims 4,294,967,295
                // elements
                wire.isOver();
                assertTrue(echo.reason().startsWith("forced"));
            }
            try (Wire wire = joined(app, transport)) {
                wire.say("83a47479706502a46461746191a7636f6e6e656374a36e7370a12f"); // ["connect"]
                wire.isOver();
                assertTrue(echo.reason().startsWith("forced"));
            }
        }
    }
}
