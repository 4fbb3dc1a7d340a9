package io.socketio.jakarta.server;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.BroadcastOperator;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.HandlerFailure;
import io.socketio.jakarta.MessageHandler;
import io.socketio.jakarta.Middleware;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Registration;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.adapter.Adapter;
import io.socketio.jakarta.adapter.Broadcast;
import io.socketio.jakarta.adapter.InMemoryAdapter;
import io.socketio.jakarta.adapter.LocalSockets;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A namespace: its handlers, its sockets and its adapter. */
class DefaultNamespace implements Namespace {
    private final String name;
    private final ServerCore core;
    private final Handlers handlers = new Handlers(this);
    private final Map<String, DefaultSocket> sockets = new ConcurrentHashMap<>();
    private final AtomicLong ackIds = new AtomicLong();
    private final Adapter adapter;
    private final Operator everybody;

    DefaultNamespace(ServerCore core, String name) {
        this.core = core;
        this.name = name;
        this.adapter = new InMemoryAdapter(new Local());
        this.everybody = new Operator(this);
    }

    /** The sockets, as the adapter sees them. */
    private final class Local implements LocalSockets {
        @Override
        public String namespace() {
            return name;
        }

        @Override
        public boolean contains(String socketId) {
            return sockets.containsKey(socketId);
        }

        @Override
        public void deliver(String socketId, Broadcast broadcast) {
            DefaultSocket socket = sockets.get(socketId);
            if (socket != null) deliver(socket, (OutgoingEvent) broadcast);
        }

        @Override
        public void deliverToAll(Broadcast broadcast, Set<String> except) {
            OutgoingEvent event = (OutgoingEvent) broadcast;
            for (DefaultSocket socket : sockets.values())
                if (except.isEmpty() || !except.contains(socket.id())) deliver(socket, event);
        }

        private void deliver(DefaultSocket socket, OutgoingEvent event) {
            socket.send(event.unit(), event.isVolatile());
        }
    }

    ServerCore core() {
        return core;
    }

    Handlers handlers() {
        return handlers;
    }

    Adapter adapter() {
        return adapter;
    }

    long nextAckId() {
        return ackIds.getAndIncrement();
    }

    void add(DefaultSocket socket) {
        sockets.put(socket.id(), socket);
    }

    void remove(DefaultSocket socket) {
        sockets.remove(socket.id());
        adapter.leaveAll(socket.id());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SocketIoServer server() {
        return core.server();
    }

    @Override
    public Collection<Socket> sockets() {
        return Collections.unmodifiableCollection(sockets.values());
    }

    @Override
    public Optional<Socket> socket(String id) {
        return Optional.ofNullable(sockets.get(id));
    }

    @Override
    public Registration use(Middleware middleware) {
        return handlers.use(middleware);
    }

    @Override
    public Registration onConnect(Consumer<Socket> handler) {
        return handlers.onConnect(handler);
    }

    @Override
    public <T> Registration on(String event, Class<T> type, MessageHandler<T> handler) {
        return handlers.on(event, type, handler);
    }

    @Override
    public Registration onAny(MessageHandler<Arguments> handler) {
        return handlers.onAny(handler);
    }

    @Override
    public Registration onDisconnect(BiConsumer<Socket, DisconnectReason> handler) {
        return handlers.onDisconnect(handler);
    }

    @Override
    public Registration onFailure(Consumer<HandlerFailure> handler) {
        return handlers.onFailure(handler);
    }

    @Override
    public void emit(String event, @Nullable Object... args) {
        everybody.emit(event, args);
    }

    @Override
    public BroadcastOperator to(String... rooms) {
        return everybody.to(rooms);
    }

    @Override
    public BroadcastOperator to(Collection<String> rooms) {
        return everybody.to(rooms);
    }

    @Override
    public BroadcastOperator except(String... rooms) {
        return everybody.except(rooms);
    }

    @Override
    public BroadcastOperator except(Collection<String> rooms) {
        return everybody.except(rooms);
    }

    @Override
    public BroadcastOperator local() {
        return everybody.local();
    }

    @Override
    public BroadcastOperator asVolatile() {
        return everybody.asVolatile();
    }

    @Override
    public BroadcastOperator compress(boolean compress) {
        return everybody.compress(compress);
    }

    @Override
    public BroadcastOperator timeout(Duration timeout) {
        return everybody.timeout(timeout);
    }

    @Override
    public String toString() {
        return "Namespace(" + name + ")";
    }
}
