package io.socketio.jakarta.engine;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.socketio.jakarta.engine.parser.EnginePacket;
import io.socketio.jakarta.engine.parser.Protocol;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The sessions of one server. Only this class adds and removes them. */
public final class EngineServer {
    private static final System.Logger LOG = System.getLogger(EngineServer.class.getName());

    /** Ids are written as they are into JSON, URLs and cookies. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~-]{1,200}");

    private final EngineConfig config;
    private final Function<EngineSocket, EngineListener> listeners;
    private final Map<String, EngineSocket> sessions = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Turns turns = new Turns(this::timer);
    private final Closings closings = new Closings(this::workers, this::timer);
    private final EngineHooks hooks = new EngineHooks();
    private final LimitCounters limits = new LimitCounters();
    private final Admission admission;

    private volatile @Nullable Executor workers;
    private volatile @Nullable ScheduledExecutorService timer;
    private volatile Consumer<EngineSocket> removals = socket -> {};
    private volatile boolean closed;
    private volatile boolean requestsServed;

    /** Sessions that have ended, and whose listeners know it soon; connections that are closed soon. */
    private final AtomicInteger ending = new AtomicInteger();

    private final AtomicBoolean draining = new AtomicBoolean();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();

    /** @param listeners makes the listener of each new session */
    public EngineServer(EngineConfig config, Function<EngineSocket, EngineListener> listeners) {
        this.config = config;
        this.admission = new Admission(config, limits);
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

    /** How often its bounds were reached. */
    public LimitCounters limits() {
        return limits;
    }

    /** Who watches it. */
    public EngineHooks hooks() {
        return hooks;
    }

    /** For what may take its time. */
    public Executor workers() {
        return started(workers);
    }

    /** For closing connections that may wait for their clients meanwhile. */
    public Executor closings() {
        return closings;
    }

    /** Runs what ends a connection on the timer; {@link #close} is not done before it. */
    public void endLater(Runnable task, long millis) {
        ScheduledExecutorService its = timer();
        if (its.isShutdown()) { // the application is stopping
            task.run();
            return;
        }
        ending.incrementAndGet();
        its.schedule(
                () -> {
                    try {
                        task.run();
                    } finally {
                        told();
                    }
                },
                millis,
                MILLISECONDS);
    }

    private static <T> T started(@Nullable T threads) {
        if (threads == null) throw new IllegalStateException("the server has not started yet");
        return threads;
    }

    /** For short tasks at their time. */
    public ScheduledExecutorService timer() {
        return started(timer);
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
     * Whether there is room for the session that a handshake would open; each call counts as one handshake.
     *
     * @param address the client's
     * @return why it is refused, or {@code null}
     */
    public @Nullable EngineError checkRoom(String address) {
        return admission.check(sessions.size(), address);
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

    /**
     * The id of the session that a request is about to open.
     *
     * @return {@code null} if the application made none that can be used: the request is refused
     */
    public @Nullable String idFor(EngineRequest request) {
        if (config.generateId() == null) return newId();
        String id = config.generateId().apply(request);
        if (id == null) return null;
        boolean wellFormed = ID.matcher(id).matches();
        if (wellFormed && !sessions.containsKey(id)) return id;
        // not the id itself: it may be the secret of a client
        LOG.log(Level.WARNING, "generateId: {0}", wellFormed ? "the id of an open connection" : "no " + ID.pattern());
        return null;
    }

    /**
     * A new session on its first transport; that one must be told by {@code attach} before anything is sent.
     *
     * @param id as {@link #idFor} or {@link #newId} made it
     * @return {@code null} if another session has got this id meanwhile, or there is no room any more
     */
    public @Nullable EngineSocket open(
            EngineRequest request, String id, Transport transport, Consumer<EngineSocket> attach) {
        if (!admission.enter(sessions.size(), request.address())) return null;
        AtomicBoolean fresh = new AtomicBoolean();
        EngineSocket socket = sessions.computeIfAbsent(id, unused -> {
            fresh.set(true);
            EngineSocket created = new EngineSocket(this, id, request, transport);
            attach.accept(created);
            return created;
        });
        if (!fresh.get()) {
            admission.leave(request.address());
            return null;
        }
        socket.open();
        if (closed) socket.close(CloseReason.SERVER_SHUTTING_DOWN);
        return socket;
    }

    /** Tells one more party of each session that is removed; to be called before any request comes. */
    public void onRemoved(Consumer<EngineSocket> handler) {
        removals = removals.andThen(handler);
    }

    /** It has ended; {@link #told} must follow. */
    void remove(EngineSocket socket) {
        ending.incrementAndGet();
        if (!sessions.remove(socket.id(), socket)) return;
        admission.leave(socket.request().address());
        removals.accept(socket);
    }

    /** Its listener knows, or its connection is closed. */
    void told() {
        ending.decrementAndGet();
        checkDrained();
    }

    /** Ends all sessions at once and refuses new ones. */
    public void close() {
        closed = true;
        sessions.values().forEach(socket -> socket.close(CloseReason.SERVER_SHUTTING_DOWN));
        checkDrained();
    }

    /**
     * Refuses new sessions and ends the others bit by bit: each when its listener has ended what it has begun, all of them by the end of the
     * time.
     *
     * @param served whether requests are still served: then a client that polls may fetch the rest
     * @return done when there is none any more, and their listeners know it
     */
    public CompletionStage<Void> close(Duration grace, boolean served) {
        requestsServed = served;
        closed = true;
        if (sessions.isEmpty() || grace.isZero()) close();
        else if (draining.compareAndSet(false, true)) {
            Future<?> end = timer().schedule(() -> workers().execute(this::close), grace.toMillis(), MILLISECONDS);
            drained.thenRun(() -> end.cancel(false));
            new Drain(this, sessions.values(), grace).run();
        }
        return drained.minimalCompletionStage();
    }

    /** Whether a poll can still come. */
    boolean requestsServed() {
        return requestsServed;
    }

    boolean isClosed() {
        return closed;
    }

    private void checkDrained() {
        if (closed && sessions.isEmpty() && ending.get() == 0) drained.complete(null);
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

    /** What its threads hold back. */
    Turns turns() {
        return turns;
    }
}
