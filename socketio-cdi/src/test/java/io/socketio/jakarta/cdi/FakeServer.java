package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Attributes;
import io.socketio.jakarta.ConnectRefusedException;
import io.socketio.jakarta.ConnectRequest;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Engine;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.MessageHandler;
import io.socketio.jakarta.Middleware;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.NamespaceMatcher;
import io.socketio.jakarta.ParentNamespace;
import io.socketio.jakarta.Registration;
import io.socketio.jakarta.ServerSideHandler;
import io.socketio.jakarta.ServerSideMessage;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.SocketIoServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Plays both the server and its clients, on the calling thread, by the contracts of the public API. */
final class FakeServer extends FakeNamespace implements SocketIoServer {
    /** What a client was told. */
    record Refusal(String message, @Nullable Object data) {}

    private final Map<String, Namespace> namespaces = new TreeMap<>(Map.of("/", this));
    private final List<Consumer<Namespace>> namespaceHandlers = new ArrayList<>();
    final Set<String> roles = new TreeSet<>();
    final List<FakeParent> parents = new ArrayList<>();
    final FakeEngine engine = new FakeEngine();
    private int lastId;

    FakeServer() {
        super("/", null);
    }

    @Override
    public SocketIoServer server() {
        return this;
    }

    @Override
    public FakeNamespace of(String name) {
        Namespace existing = namespaces.get(name);
        if (existing != null) return (FakeNamespace) existing;
        FakeNamespace made = new FakeNamespace(name, this);
        namespaceHandlers.forEach(handler -> handler.accept(made));
        namespaces.put(name, made);
        return made;
    }

    @Override
    public Collection<Namespace> namespaces() {
        return namespaces.values();
    }

    @Override
    public Registration onNewNamespace(Consumer<Namespace> handler) {
        namespaceHandlers.add(handler);
        return () -> namespaceHandlers.remove(handler);
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public void declareRoles(Collection<String> more) {
        roles.addAll(more);
    }

    @Override
    public SocketIoConfig config() {
        return SocketIoConfig.defaults();
    }

    @Override
    public CompletionStage<Void> close(Duration grace) {
        close();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        for (Namespace namespace : namespaces.values()) {
            for (Socket socket : List.copyOf(namespace.sockets()))
                disconnect(socket, DisconnectReason.SERVER_SHUTTING_DOWN);
        }
    }

    /** A client connects and is let in. */
    FakeSocket connect(String namespace, String... roles) {
        Attributes attributes = new Attributes();
        FakeNamespace to = of(namespace);
        String id = "socket" + ++lastId;
        Refusal refusal = ask(to, id, attributes);
        if (refusal != null) throw new AssertionError("refused: " + refusal);
        return connected(new FakeSocket(id, to, attributes, Set.of(roles), false));
    }

    /** A client comes back. */
    FakeSocket recover(FakeSocket lost) {
        return connected(
                new FakeSocket(lost.id(), (FakeNamespace) lost.namespace(), lost.attributes(), Set.of(), true));
    }

    private static FakeSocket connected(FakeSocket socket) {
        FakeNamespace to = (FakeNamespace) socket.namespace();
        to.sockets.put(socket.id(), socket);
        to.connectHandlers.forEach(handler -> run(to, socket.id(), "connect", () -> handler.accept(socket)));
        return socket;
    }

    /** A child whose last socket has gone. */
    void drop(String namespace) {
        namespaces.remove(namespace);
    }

    /** Another server sends an event; what it is answered. */
    List<@Nullable Object> sendServerSide(FakeNamespace to, String event, @Nullable Object... args) throws Exception {
        FakeAck ack = new FakeAck();
        ServerSideMessage message = new ServerSideMessage(to, event, new FakeArguments(Arrays.asList(args)), ack);
        for (ServerSideHandler handler : to.serverSideHandlers.getOrDefault(event, List.of())) handler.handle(message);
        return ack.answers;
    }

    /** A client wants in and is refused. */
    @Nullable
    Refusal refusal(String namespace) {
        return ask(of(namespace), "refused" + ++lastId, new Attributes());
    }

    /** A client sends an event. */
    FakeMessage send(Socket from, String event, @Nullable Object... args) {
        FakeNamespace namespace = (FakeNamespace) from.namespace();
        FakeMessage message = new FakeMessage(event, new FakeArguments(Arrays.asList(args)), from);
        List<MessageHandler<Arguments>> all = new ArrayList<>(namespace.anyHandlers);
        all.addAll(namespace.handlers.getOrDefault(event, namespace.fallbacks));
        all.forEach(handler -> run(namespace, from.id(), event, () -> handler.handle(message)));
        return message;
    }

    void disconnect(Socket socket, DisconnectReason reason) {
        FakeNamespace namespace = (FakeNamespace) socket.namespace();
        namespace.sockets.remove(socket.id());
        namespace.disconnectingHandlers.forEach(
                handler -> run(namespace, socket.id(), "disconnecting", () -> handler.accept(socket, reason)));
        socket.leave(socket.rooms().toArray(String[]::new));
        namespace.disconnectHandlers.forEach(
                handler -> run(namespace, socket.id(), "disconnect", () -> handler.accept(socket, reason)));
    }

    private static @Nullable Refusal ask(FakeNamespace namespace, String id, Attributes attributes) {
        ConnectRequest request = new Request(namespace, attributes);
        try {
            for (Middleware middleware : namespace.middlewares) middleware.handle(request);
            return null;
        } catch (ConnectRefusedException e) {
            return new Refusal(String.valueOf(e.getMessage()), e.data());
        } catch (Exception e) {
            namespace.failed(id, "connect", e);
            return new Refusal("internal error", null);
        }
    }

    interface Handling {
        void run() throws Exception;
    }

    static void run(FakeNamespace namespace, String id, String event, Handling handling) {
        try {
            handling.run();
        } catch (Throwable e) {
            namespace.failed(id, event, e);
        }
    }

    private record Request(Namespace namespace, Attributes attributes) implements ConnectRequest {
        @Override
        public Handshake handshake() {
            throw new UnsupportedOperationException("no HTTP here");
        }
    }

    @Override
    public ParentNamespace of(Pattern pattern) {
        FakeParent parent = new FakeParent(pattern, this);
        parents.add(parent);
        return parent;
    }

    static final class FakeParent extends FakeNamespace implements ParentNamespace {
        private final Pattern pattern;

        FakeParent(Pattern pattern, FakeServer server) {
            super(pattern.pattern(), server);
            this.pattern = pattern;
        }

        @Override
        public Collection<Namespace> children() {
            return server().namespaces().stream()
                    .filter(n -> pattern.matcher(n.name()).matches())
                    .toList();
        }
    }

    // ---- not used by this module

    @Override
    public ParentNamespace of(String name, NamespaceMatcher matcher) {
        throw new UnsupportedOperationException();
    }
}
