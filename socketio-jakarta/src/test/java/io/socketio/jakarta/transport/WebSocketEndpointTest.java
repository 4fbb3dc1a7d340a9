package io.socketio.jakarta.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.engine.CloseReason;
import io.socketio.jakarta.engine.EngineConfig;
import io.socketio.jakarta.engine.EngineListener;
import io.socketio.jakarta.engine.EngineRequest;
import io.socketio.jakarta.engine.EngineServer;
import io.socketio.jakarta.engine.EngineSocket;
import io.socketio.jakarta.engine.parser.EnginePacket;
import io.socketio.jakarta.engine.parser.EnginePacket.Type;
import io.socketio.jakarta.fakes.ManualTimer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A WebSocket of a container, from the handshake on: endpoint, receiver and transport on a session in memory. */
class WebSocketEndpointTest {
    private static final int LIMIT = 100;

    private final List<String> log = new ArrayList<>();
    private final EngineServer engine = new EngineServer(
            new EngineConfig(
                    25_000,
                    20_000,
                    10_000,
                    LIMIT,
                    Set.of("polling", "websocket"),
                    true,
                    true,
                    false,
                    100_000,
                    1_000,
                    0,
                    0,
                    request -> null,
                    null),
            it -> new Log());
    private final WebSocketEndpoint endpoint = new WebSocketEndpoint();
    private final ManualTimer timer = new ManualTimer();

    // the container's side
    private final List<String> sent = new ArrayList<>();
    private final List<SendHandler> unreported = new ArrayList<>();
    private Class<? extends Session> type = Session.class;
    private boolean slow;
    private boolean broken;
    private String closed;
    private MessageHandler.Partial<String> text;
    private MessageHandler.Partial<ByteBuffer> binary;

    private EngineSocket socket;

    private final class Log implements EngineListener {
        @Override
        public void open() {}

        @Override
        public void message(String data) {
            log.add(data);
        }

        @Override
        public void binary(byte[] data) {
            log.add(data.length + " bytes");
        }

        @Override
        public void close(CloseReason reason) {
            log.add(reason.toString());
        }
    }

    private static EndpointConfig config(Map<String, Object> properties) {
        return new EndpointConfig() {
            @Override
            public List<Class<? extends Encoder>> getEncoders() {
                return List.of();
            }

            @Override
            public List<Class<? extends Decoder>> getDecoders() {
                return List.of();
            }

            @Override
            public Map<String, Object> getUserProperties() {
                return properties;
            }
        };
    }

    private void open(String query) {
        engine.start(Runnable::run, timer);
        EngineRequest request = request(query);
        Map<String, Object> properties = new HashMap<>();
        properties.put(
                WebSocketUpgrade.Ticket.class.getName(),
                new WebSocketUpgrade.Ticket(
                        engine, request, engine.newId(), "transport=websocket", 0, false, opened -> {}));
        Map<String, Object> ofConfig = new HashMap<>(properties);
        endpoint.onOpen(session(properties), config(ofConfig));
        assertEquals(Map.of(), ofConfig, "kept by each connection otherwise");
        String handshake = sent.get(0);
        socket = engine.session(handshake.substring(9, 29));
        sent.clear();
    }

    private static EngineRequest request(String query) {
        return new EngineRequest("/?" + query, Map.of(), "192.0.2.1", false, false, null, Set.of(), Instant.EPOCH);
    }

    private void open() {
        open("EIO=4");
    }

    private Session session(Map<String, Object> properties) {
        RemoteEndpoint.Async async = remote(RemoteEndpoint.Async.class);
        RemoteEndpoint.Basic basic = remote(RemoteEndpoint.Basic.class);
        return proxy(type, (self, method, args) -> {
            switch (method.getName()) {
                case "getUserProperties":
                    return properties;
                case "getAsyncRemote":
                    return async;
                case "getBasicRemote":
                    return basic;
                case "addMessageHandler":
                    if (args[0] == String.class) text = partial(args[1]);
                    else binary = partial(args[1]);
                    return null;
                case "isOpen":
                    return closed == null;
                case "close":
                    closed = args == null
                            ? "without code"
                            : ((jakarta.websocket.CloseReason) args[0])
                                            .getCloseCode()
                                            .getCode() + "";
                    return null;
                default:
                    return nothing(method.getReturnType());
            }
        });
    }

    @SuppressWarnings("unchecked") // as registered
    private static <T> MessageHandler.Partial<T> partial(Object handler) {
        return (MessageHandler.Partial<T>) handler;
    }

    private <T> T remote(Class<T> type) {
        return proxy(type, (self, method, args) -> {
            if (!method.getName().equals("sendText") && !method.getName().equals("sendBinary"))
                return nothing(method.getReturnType());
            SendHandler handler = args.length > 1 && args[1] instanceof SendHandler ? (SendHandler) args[1] : null;
            if (!unreported.isEmpty()) throw new IllegalStateException("a second send in flight");
            if (broken && handler == null) throw new IOException("broken");
            if (broken) handler.onResult(new SendResult(new IOException("broken")));
            else {
                sent.add(args[0] instanceof ByteBuffer it ? it.remaining() + " bytes" : (String) args[0]);
                if (slow && handler != null) unreported.add(handler);
                else if (handler != null) handler.onResult(new SendResult());
            }
            return null;
        });
    }

    private static Object nothing(Class<?> type) {
        return type == boolean.class
                ? (Object) false
                : type == long.class ? (Object) 0L : type == int.class ? (Object) 0 : null;
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private boolean send(String... messages) {
        return socket.send(
                Stream.of(messages)
                        .map(it -> EnginePacket.text(Type.MESSAGE, it, true))
                        .toList(),
                false);
    }

    private void report() {
        unreported.remove(0).onResult(new SendResult());
    }

    // ---- before it is open

    @Test
    void whoGoesWhileItIsOpenedNeedsNoAnswer() throws Exception {
        ServerContainer container = proxy(ServerContainer.class, (self, method, args) -> {
            if (method.getName().equals("upgradeHttpToWebSocket")) throw new IOException("Connection is closed");
            return null;
        });
        HttpServletRequest request = proxy(HttpServletRequest.class, (self, method, args) -> null);
        HttpServletResponse response = proxy(HttpServletResponse.class, (self, method, args) -> {
            throw new AssertionError(method);
        });
        assertTrue(new WebSocketUpgrade(container)
                .upgrade(
                        request,
                        response,
                        new WebSocketUpgrade.Ticket(engine, request(""), "id", "", 0, false, opened -> {})));
    }

    // ---- out

    @Test
    void packetsAreMessages() {
        open();
        send("a");
        send("b", "c");
        socket.send(List.of(EnginePacket.binary(new byte[3], true)), false);
        assertEquals(List.of("4a", "4b", "4c", "3 bytes"), sent);
        assertTrue(socket.isOpen());
    }

    @Test
    void whoCannotReceiveBinaryGetsBase64() {
        open("EIO=4&b64=1");
        socket.send(List.of(EnginePacket.binary(new byte[] {1, 2, 3}, true)), false);
        assertEquals(List.of("bAQID"), sent);
    }

    @Test
    void binaryOfTheOldProtocolBeginsWithItsType() {
        open("EIO=3");
        send("a");
        socket.send(List.of(EnginePacket.binary(new byte[3], true)), false);
        assertEquals(List.of("4a", "4 bytes"), sent);
        text.onMessage("b4AQID", true);
        binary.onMessage(ByteBuffer.wrap(new byte[] {4, 1}), false);
        binary.onMessage(ByteBuffer.wrap(new byte[] {2}), true);
        assertEquals(List.of("3 bytes", "2 bytes"), log);
        binary.onMessage(ByteBuffer.wrap(new byte[] {9, 1}), true);
        assertEquals("parse error", log.get(2));
        assertEquals("without code", closed);
    }

    @Test
    void whoCannotReceiveBinaryOfTheOldProtocolGetsBase64() {
        open("EIO=3&b64=1");
        socket.send(List.of(EnginePacket.binary(new byte[] {1, 2, 3}, true)), false);
        assertEquals(List.of("b4AQID"), sent);
    }

    @Test
    void oneSendIsInFlight() {
        open();
        slow = true;
        send("a", "b");
        send("c", "d");
        assertEquals(List.of("4a"), sent);
        report();
        assertEquals(List.of("4a", "4b"), sent);
        report();
        assertEquals(List.of("4a", "4b", "4c"), sent);
        report();
        report();
        assertEquals(List.of("4a", "4b", "4c", "4d"), sent);
        assertTrue(unreported.isEmpty());
    }

    @Test
    void longBatchesNeedNoStack() {
        open();
        String[] many = Stream.generate(() -> "x").limit(20_000).toArray(String[]::new);
        send(many);
        assertEquals(Collections.nCopies(20_000, "4x"), sent.subList(0, 20_000));
    }

    @Test
    void aFailedSendEndsTheSession() {
        open();
        broken = true;
        send("a", "b");
        assertEquals(List.of("transport error"), log);
        assertEquals("without code", closed);
        assertFalse(send("c"));
    }

    @Test
    void theServerClosesWithoutCode() {
        open();
        send("bye");
        socket.close();
        assertEquals(List.of("4bye"), sent);
        assertEquals("without code", closed);
        assertEquals(List.of("forced close"), log);
    }

    /** Whose threads go on with the request otherwise, when it is another's. */
    @Test
    void tyrusIsClosedWhenItsThreadsHaveHadTimeToLeave() throws Exception {
        type = Class.forName("org.glassfish.tyrus.fake.TyrusSession").asSubclass(Session.class);
        open();
        socket.close();
        CompletableFuture<Void> stopped =
                engine.close(Duration.ofSeconds(1), false).toCompletableFuture();
        timer.advance(Duration.ofMillis(99));
        assertEquals(List.of("forced close"), log);
        assertNull(closed);
        assertFalse(stopped.isDone(), "a stop waits for it");
        timer.advance(Duration.ofMillis(1));
        assertEquals("without code", closed);
        assertTrue(stopped.isDone());
    }

    @Test
    void tyrusIsClosedAtOnceWhenTheApplicationHasStopped() throws Exception {
        type = Class.forName("org.glassfish.tyrus.fake.TyrusSession").asSubclass(Session.class);
        open();
        timer.shutdownNow();
        socket.close();
        assertEquals("without code", closed);
    }

    // ---- in

    @Test
    void partsArePutTogether() {
        open();
        text.onMessage("4whole", true);
        text.onMessage("4a", false);
        text.onMessage("", false);
        text.onMessage("b", false);
        text.onMessage("c", true);
        binary.onMessage(ByteBuffer.allocate(2), false);
        binary.onMessage(ByteBuffer.allocate(3), true);
        binary.onMessage(ByteBuffer.allocate(1), true);
        text.onMessage("bAQID", true);
        assertEquals(List.of("whole", "abc", "5 bytes", "1 bytes", "3 bytes"), log);
    }

    @Test
    void theLimitIsInBytes() {
        open();
        text.onMessage("4" + "x".repeat(LIMIT - 1), true);
        text.onMessage("4x" + "\u20ac".repeat(32), false);
        text.onMessage("xx", true);
        binary.onMessage(ByteBuffer.allocate(LIMIT), true);
        assertEquals(3, log.size());
        assertNull(closed);
        text.onMessage("4xx" + "\u20ac".repeat(33), true);
        assertEquals("1009", closed);
        text.onMessage("4more", true);
        assertEquals(List.of("transport error"), log.subList(3, log.size()));
    }

    @Test
    void partsCountTogether() {
        open();
        for (int i = 0; i < LIMIT; i++) binary.onMessage(ByteBuffer.allocate(1), false);
        assertNull(closed);
        binary.onMessage(ByteBuffer.allocate(1), true);
        assertEquals("1009", closed);
        assertEquals(List.of("transport error"), log);
    }

    @Test
    void aPairThatWasCutInTwoHasFourBytes() {
        open();
        String pair = "\uD83D\uDE00";
        text.onMessage("4" + "x".repeat(LIMIT - 5) + pair.charAt(0), false);
        text.onMessage(pair.substring(1), true);
        assertNull(closed);
        assertEquals(List.of("x".repeat(LIMIT - 5) + pair), log);
    }

    @Test
    void whatIsNoPacketEndsTheSession() {
        open();
        text.onMessage("9", true);
        assertEquals(List.of("parse error"), log);
        assertEquals("without code", closed);
    }

    @Test
    void theClientIsGone() {
        open();
        endpoint.onError(null, new IOException("reset"));
        assertEquals(List.of(), log);
        endpoint.onClose(
                null,
                new jakarta.websocket.CloseReason(jakarta.websocket.CloseReason.CloseCodes.CLOSED_ABNORMALLY, ""));
        assertEquals(List.of("transport close"), log);
        assertEquals(0, engine.clientsCount());
    }
}
