package io.socketio.jakarta.server;

import io.socketio.jakarta.AllowRequest;
import io.socketio.jakarta.ConnectRefusedException;
import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.engine.EngineRequest;
import io.socketio.jakarta.engine.EngineServer;
import io.socketio.jakarta.json.JsonCodec;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    private final EngineServer engine;
    private final Map<String, DefaultNamespace> namespaces = new ConcurrentHashMap<>();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Semaphore waitingThreads = new Semaphore(MAX_WAITING_THREADS);
    private volatile Set<String> roles;
    private @Nullable SocketIoServer server;

    ServerCore(SocketIoConfig config, JsonCodec codec) {
        this.config = config;
        this.codec = codec;
        this.writer = new PacketWriter(codec);
        this.roles = config.roles();
        this.engine = new EngineServer(EngineOptions.of(config, this::refusal), socket -> {
            Connection connection = new Connection(this, socket);
            connections.add(connection);
            return connection;
        });
    }

    void own(SocketIoServer owner) {
        server = owner;
    }

    SocketIoServer server() {
        return Objects.requireNonNull(server);
    }

    SocketIoConfig config() {
        return config;
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

    Map<String, DefaultNamespace> namespaces() {
        return namespaces;
    }

    @Nullable
    DefaultNamespace namespace(String name) {
        return namespaces.get(name);
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

    void remove(Connection connection) {
        connections.remove(connection);
    }

    void close() {
        connections.forEach(Connection::shutDown);
        engine.close();
    }

    /** Asks the application about a handshake; {@code null}: let in. */
    private @Nullable String refusal(EngineRequest request) {
        AllowRequest allowRequest = config.allowRequest().orElse(null);
        if (allowRequest == null) return null;
        try {
            allowRequest.check(new ConnectionHandshake(request, ConnectionHandshake.NO_AUTH, roles, codec));
            return null;
        } catch (ConnectRefusedException e) {
            return Objects.requireNonNullElse(e.getMessage(), "Forbidden");
        } catch (Exception e) {
            LOG.log(Level.WARNING, "allowRequest failed", e);
            return "Forbidden";
        }
    }
}
