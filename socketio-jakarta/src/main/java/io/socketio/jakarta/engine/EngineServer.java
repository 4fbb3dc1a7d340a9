package io.socketio.jakarta.engine;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.socketio.jakarta.engine.parser.EnginePacket;
import io.socketio.jakarta.engine.parser.Protocol;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The sessions of one server. Only this class adds and removes them. */
public final class EngineServer {
    /** How long a cork holds back what a slow handler sent, at most twice this. */
    private static final long CORK_MILLIS = 5;

    private final EngineConfig config;
    private final Function<EngineSocket, EngineListener> listeners;
    private final Map<String, EngineSocket> sessions = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final ConcurrentLinkedQueue<EngineSocket> corked = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean corkTimer = new AtomicBoolean();
    private final Closings closings = new Closings(this::workers, this::timer);

    private volatile @Nullable Executor workers;
    private volatile @Nullable ScheduledExecutorService timer;
    private volatile Consumer<EngineSocket> removals = socket -> {};
    private volatile boolean closed;

    /** @param listeners makes the listener of each new session */
    public EngineServer(EngineConfig config, Function<EngineSocket, EngineListener> listeners) {
        this.config = config;
        this.listeners = listeners;
    }

    /** Gives it threads. Before that no request may come. */
    public void start(Executor workers, ScheduledExecutorService timer) {
        this.workers = workers;
        this.timer = timer;
    }

    public EngineConfig config() {
        return config;
    }

    /** For what may take its time. */
    public Executor workers() {
        return Objects.requireNonNull(workers, "not started");
    }

    /** For closing connections that may wait for their clients meanwhile. */
    public Executor closings() {
        return closings;
    }

    /** For short tasks at their time. */
    public ScheduledExecutorService timer() {
        return Objects.requireNonNull(timer, "not started");
    }

    /**
     * Checks a request before anything is done for it, in the order of the reference server.
     *
     * @param query the raw query string
     * @param webSocket whether it is a WebSocket handshake
     * @return why it is refused, or {@code null}
     */
    public @Nullable EngineError verify(String method, @Nullable String query, boolean webSocket) {
        String transport = Query.last(query, "transport");
        if (transport == null || !config.transports().contains(transport)) return EngineError.UNKNOWN_TRANSPORT;
        String sid = Query.sid(query);
        Protocol protocol = Protocol.of(Query.last(query, "EIO"));
        if (sid != null) {
            EngineSocket session = sessions.get(sid);
            if (session == null) return EngineError.UNKNOWN_SID;
            boolean mismatch = !webSocket && !session.transport().name().equals(transport);
            if (mismatch || session.protocol() != protocol || webSocket != transport.equals(Transport.WEBSOCKET))
                return EngineError.BAD_REQUEST;
            return null;
        }
        if (!method.equals("GET")) return EngineError.BAD_HANDSHAKE_METHOD;
        if (webSocket != transport.equals(Transport.WEBSOCKET)) return EngineError.BAD_REQUEST;
        if (!webSocket && !config.jsonp() && Query.isJsonp(query)) return EngineError.BAD_REQUEST;
        if (closed) return EngineError.SHUTTING_DOWN;
        return config.speaks(protocol) ? null : EngineError.UNSUPPORTED_PROTOCOL;
    }

    /**
     * Asks the application about a handshake that passed {@link #verify}.
     *
     * @return why it is refused, or {@code null}
     */
    public @Nullable EngineError admit(EngineRequest request) {
        String refusal = config.allowRequest().apply(request);
        return refusal == null ? null : EngineError.forbidden(refusal);
    }

    /** The session that a request names, if there is one. */
    public @Nullable EngineSocket session(@Nullable String sid) {
        return sid == null ? null : sessions.get(sid);
    }

    public int clientsCount() {
        return sessions.size();
    }

    /** A new session on its first transport; that one must be told by {@code attach} before anything is sent. */
    public EngineSocket open(EngineRequest request, Transport transport, Consumer<EngineSocket> attach) {
        EngineSocket socket = new EngineSocket(this, newId(), request, transport);
        attach.accept(socket);
        sessions.put(socket.id(), socket);
        socket.open();
        if (closed) socket.close(CloseReason.FORCED_CLOSE);
        return socket;
    }

    /** Tells one more party of each session that is removed; to be called before any request comes. */
    public void onRemoved(Consumer<EngineSocket> handler) {
        removals = removals.andThen(handler);
    }

    void remove(EngineSocket socket) {
        if (sessions.remove(socket.id(), socket)) removals.accept(socket);
    }

    /** Ends all sessions at once and refuses new ones. */
    public void close() {
        closed = true;
        sessions.values().forEach(socket -> socket.close(CloseReason.FORCED_CLOSE));
    }

    EngineListener listenerFor(EngineSocket socket) {
        return listeners.apply(socket);
    }

    EnginePacket openPacket(EngineSocket socket) {
        boolean upgradable = config.upgrades() && socket.transport().name().equals(Transport.POLLING);
        return EnginePacket.text(
                EnginePacket.Type.OPEN,
                "{\"sid\":\"" + socket.id() + "\",\"upgrades\":[" + (upgradable ? "\"websocket\"" : "")
                        + "],\"pingInterval\":"
                        + config.pingInterval() + ",\"pingTimeout\":" + config.pingTimeout() + ",\"maxPayload\":"
                        + config.maxHttpBufferSize() + "}",
                true);
    }

    /** 120 random bits as 20 characters: as long as the reference server's ids, and not to be guessed. */
    public String newId() {
        byte[] bytes = new byte[15];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    /** Sees to it that what a cork holds back gets through soon. */
    void watchCork(EngineSocket socket) {
        corked.add(socket);
        if (corkTimer.compareAndSet(false, true)) timer().schedule(this::passCorks, CORK_MILLIS, MILLISECONDS);
    }

    private void passCorks() {
        corkTimer.set(false); // those that come from here on need the next round
        for (int left = corked.size(); left > 0; left--) {
            EngineSocket socket = corked.poll();
            if (socket != null) socket.passCork();
        }
    }
}
