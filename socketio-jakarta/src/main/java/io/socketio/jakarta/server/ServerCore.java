package io.socketio.jakarta.server;

import io.socketio.jakarta.AllowRequest;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.ConnectRefusedException;
import io.socketio.jakarta.ConnectionStateRecovery;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.PayloadException;
import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.engine.EngineRequest;
import io.socketio.jakarta.engine.EngineServer;
import io.socketio.jakarta.engine.LimitCounters;
import io.socketio.jakarta.engine.parser.EnginePacket;
import io.socketio.jakarta.json.JsonCodec;
import io.socketio.jakarta.parser.Decoder;
import io.socketio.jakarta.parser.JsonText;
import io.socketio.jakarta.parser.MalformedPacketException;
import io.socketio.jakarta.parser.Packet;
import io.socketio.jakarta.parser.PacketLimits;
import io.socketio.jakarta.parser.Parser;
import io.socketio.jakarta.parser.TextParser;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** What the parts of one server share. */
final class ServerCore {
    private static final System.Logger LOG = System.getLogger(ServerCore.class.getName());

    /** Network threads that may wait for handlers at the same time: containers have few (GlassFish 5) and others need them. */
    private static final int MAX_WAITING_THREADS = 4;

    private final SocketIoConfig config;
    private final JsonCodec codec;
    private final PacketWriter writer;
    private final PacketLimits packetLimits;
    private final EngineServer engine;
    private final Map<String, DefaultNamespace> namespaces = new ConcurrentHashMap<>();
    private final List<DefaultParentNamespace> parents = new CopyOnWriteArrayList<>();
    private final Semaphore waitingThreads = new Semaphore(MAX_WAITING_THREADS);
    private volatile Set<String> roles;
    private @Nullable DefaultServer server;

    ServerCore(SocketIoConfig config, JsonCodec codec) {
        this.config = config;
        this.codec = codec;
        this.roles = config.roles();
        this.engine = new EngineServer(
                EngineOptions.of(config, this::refusal, config.generateId().isPresent() ? this::generatedId : null),
                socket -> new Connection(this, socket));
        this.packetLimits = new PacketLimits(
                config.maxAttachments(), config.maxAttachmentBytes(), config.maxJsonDepth(), config.maxNumberLength());
        this.writer = new PacketWriter(codec, config.parser(), config.maxJsonDepth(), engine.limits());
    }

    void own(DefaultServer owner) {
        server = owner;
    }

    SocketIoServer server() {
        return Objects.requireNonNull(server);
    }

    SocketIoConfig config() {
        return config;
    }

    /** What bounds the packets of all clients. */
    PacketLimits packetLimits() {
        return packetLimits;
    }

    /** The roles that handshakes ask the container for. */
    Set<String> roles() {
        return roles;
    }

    synchronized void declareRoles(Collection<String> more) {
        Set<String> all = new HashSet<>(roles);
        all.addAll(more);
        roles = Set.copyOf(all);
    }

    JsonCodec codec() {
        return codec;
    }

    PacketWriter writer() {
        return writer;
    }

    EngineServer engine() {
        return engine;
    }

    /** How often bounds were reached. */
    LimitCounters limits() {
        return engine.limits();
    }

    Map<String, DefaultNamespace> namespaces() {
        return namespaces;
    }

    @Nullable
    DefaultNamespace namespace(String name) {
        return namespaces.get(name);
    }

    /** Whether a namespace exists, or may come into being. */
    boolean mayConnectTo(String name) {
        return namespaces.containsKey(name) || !parents.isEmpty();
    }

    List<DefaultParentNamespace> parents() {
        return parents;
    }

    /** The namespace that a client wants; {@link DefaultNamespace#left} is to be called when it is in, or is not. */
    @Nullable
    DefaultNamespace enter(String name, Handshake handshake) throws Exception {
        return Objects.requireNonNull(server).enter(name, handshake);
    }

    /** Whether clients whose state is recovered pass by the middlewares. */
    boolean skipsMiddlewares() {
        return config.connectionStateRecovery()
                .map(ConnectionStateRecovery::skipMiddlewares)
                .orElse(false);
    }

    /** A child that was dropped is made anew when somebody asks for it. */
    void drop(ChildNamespace child) {
        namespaces.remove(child.name(), child);
        child.adapter().close();
    }

    /** Values as arguments. */
    Arguments arguments(List<@Nullable Object> args) {
        Parser text = new TextParser();
        List<EnginePacket> unit = new PacketWriter(codec, text, config.maxJsonDepth(), limits())
                .event("/", Packet.NO_ACK, "e", true, args.toArray());
        try {
            Decoder decoder = text.decoder(PacketLimits.NONE);
            Packet packet = decoder.text(unit.get(0).data());
            for (EnginePacket attachment : unit.subList(1, unit.size())) packet = decoder.binary(attachment.bytes());
            JsonText payload = Objects.requireNonNull(packet).payload();
            return new ReceivedArguments(
                    codec, Objects.requireNonNull(payload), 1, payload.size(), packet.attachments());
        } catch (MalformedPacketException e) {
            throw new PayloadException("cannot be sent: " + e.getMessage());
        }
    }

    /** For what belongs to the application; here and now if the application is stopping. */
    Executor workers() {
        return task -> {
            try {
                engine.workers().execute(task);
            } catch (RejectedExecutionException e) {
                task.run();
            }
        };
    }

    Semaphore waitingThreads() {
        return waitingThreads;
    }

    ScheduledExecutorService timer() {
        return engine.timer();
    }

    Executor handlerExecutor() {
        return config.dispatch() == SocketIoConfig.Dispatch.INLINE ? Runnable::run : engine.workers();
    }

    String newId() {
        return engine.newId();
    }

    void close() {
        engine.close();
        closeAdapters();
    }

    CompletionStage<Void> close(Duration grace, boolean served) {
        return engine.close(grace, served).thenRun(this::closeAdapters);
    }

    private void closeAdapters() {
        namespaces.values().forEach(namespace -> namespace.adapter().close());
    }

    /** A request, as applications see it when there is no namespace yet. */
    Handshake handshake(EngineRequest request) {
        return new ConnectionHandshake(request, ConnectionHandshake.NO_AUTH, List.of(), roles, codec);
    }

    private @Nullable String generatedId(EngineRequest request) {
        try {
            return config.generateId().orElseThrow().generate(handshake(request));
        } catch (Exception e) {
            LOG.log(Level.WARNING, "generateId failed", e);
            return null;
        }
    }

    /** Asks the application about a handshake; {@code null}: let in. */
    private @Nullable String refusal(EngineRequest request) {
        AllowRequest allowRequest = config.allowRequest().orElse(null);
        if (allowRequest == null) return null;
        try {
            allowRequest.check(handshake(request));
            return null;
        } catch (ConnectRefusedException e) {
            return Objects.requireNonNullElse(e.getMessage(), "Forbidden");
        } catch (Exception e) {
            LOG.log(Level.WARNING, "allowRequest failed", e);
            return "Forbidden";
        }
    }
}
