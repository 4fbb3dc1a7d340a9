package io.socketio.jakarta.conformance;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.AttributeKey;
import io.socketio.jakarta.ConnectRefusedException;
import io.socketio.jakarta.Message;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What the client kit's scenarios talk to. */
final class Kit {
    private static final AttributeKey<Sequence> SEQUENCE = new AttributeKey<>("sequence", Sequence.class);

    private final ScheduledExecutorService timer;
    private final Map<String, String> reasons = new ConcurrentHashMap<>();

    private Kit(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    static void install(SocketIoServer io, ScheduledExecutorService timer) {
        Kit kit = new Kit(timer);
        for (String name : List.of("/", "/chat", "/secure", "/locked")) kit.handlers(io.of(name));
        kit.handlers(io.of(Pattern.compile("/dyn-\\d+")));
        io.of("/secure").use(request -> {
            if (!"let-me-in".equals(request.auth(Map.class).get("token")))
                throw new ConnectRefusedException("not authorized", Map.of("code", 401, "hint", "send a token"));
        });
        io.of("/locked").use(request -> {
            throw new ConnectRefusedException("locked");
        });
    }

    /** Whether the numbers of one socket came in order, and each tenth with its bytes. */
    private static final class Sequence {
        int count;
        boolean ok = true;
    }

    private void handlers(Namespace nsp) {
        nsp.onDisconnect((socket, reason) -> reasons.put(socket.id(), reason.toString()));
        nsp.on("whoami", m -> m.ack().send(describe(m.socket())));
        nsp.on("echo", m -> m.ack().send(m.args()));
        nsp.on("echo-event", m -> m.socket().emit("echoed", m.args()));
        nsp.on(
                "ask-me",
                m -> m.socket()
                        .emitWithAck("question", m.args())
                        .thenAccept(answer -> m.socket().emit("answer-was", answer)));
        nsp.on(
                "give-binary",
                m -> m.socket()
                        .emit(
                                "binary",
                                Map.of("name", "blob", "parts", List.of(bytes(256), bytes(0)), "n", 2),
                                new byte[] {1, 2, 3}));
        nsp.on("join", String.class, m -> {
            m.socket().join(m.payload());
            m.ack().send();
        });
        nsp.on("leave", String.class, m -> {
            m.socket().leave(m.payload());
            m.ack().send();
        });
        nsp.on("to-room", String.class, m -> m.socket().to(m.payload()).emit("room-msg", m.args()));
        nsp.on(
                "in-room",
                String.class,
                m -> m.socket().namespace().in(m.payload()).emit("room-msg", m.args()));
        nsp.on("broadcast", m -> m.socket().broadcast().emit("broadcasted", m.args()));
        nsp.on("say", m -> {
            m.socket().namespace().emit("said", m.args());
            m.ack().send();
        });
        nsp.on("volatile-burst", Integer.class, m -> volatileFrom(0, m.payload(), m.socket()));
        nsp.on("seq", Kit::count);
        nsp.on("seq-check", m -> {
            Sequence seq = m.socket().attributes().computeIfAbsent(SEQUENCE, Sequence::new);
            m.ack().send(Map.of("count", seq.count, "ok", seq.ok));
        });
        nsp.on("flood", Integer.class, m -> {
            for (int i = 0; i < m.payload(); i++) {
                if (i % 10 == 0) m.socket().emit("tick", i, bytes(5));
                else m.socket().emit("tick", i);
            }
        });
        nsp.on("kick", Boolean.class, m -> m.socket().disconnect(m.payload()));
        nsp.on("reason-of", String.class, m -> m.ack().send(reasons.get(m.payload())));
    }

    private static Map<String, Object> describe(Socket socket) {
        return Map.of(
                "id", socket.id(),
                "nsp", socket.namespace().name(),
                "auth", socket.handshake().auth(Object.class),
                "query", socket.handshake().query(),
                "transport", socket.transport(),
                "eio", socket.handshake().protocol());
    }

    private static void count(Message<Arguments> m) {
        Sequence seq = m.socket().attributes().computeIfAbsent(SEQUENCE, Sequence::new);
        int i = m.args().get(0, int.class);
        boolean bytes = i % 10 != 0 || m.args().get(1, byte[].class).length == 5;
        seq.ok &= i == seq.count && bytes;
        seq.count++;
    }

    private void volatileFrom(int i, int n, Socket socket) {
        timer.schedule(
                () -> {
                    if (i == n) {
                        socket.emit("vol-done");
                    } else {
                        socket.asVolatile().emit("vol", i);
                        volatileFrom(i + 1, n, socket);
                    }
                },
                20,
                TimeUnit.MILLISECONDS);
    }

    private static byte[] bytes(int n) {
        byte[] bytes = new byte[n];
        for (int i = 0; i < n; i++) bytes[i] = (byte) i;
        return bytes;
    }
}
