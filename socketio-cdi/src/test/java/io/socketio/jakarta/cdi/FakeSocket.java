package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Attributes;
import io.socketio.jakarta.BroadcastOperator;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.EngineConnection;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.MessageHandler;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.OutgoingHandler;
import io.socketio.jakarta.Registration;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketEmitter;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Remembers what was emitted to it. */
final class FakeSocket implements Socket {
    final List<String> emitted = new ArrayList<>();
    private final String id;
    private final FakeNamespace namespace;
    private final Attributes attributes;
    private final Set<String> rooms = new TreeSet<>();

    private final Set<String> roles;
    private final boolean recovered;

    FakeSocket(String id, FakeNamespace namespace, Attributes attributes, Set<String> roles, boolean recovered) {
        this.roles = roles;
        this.recovered = recovered;
        this.id = id;
        this.namespace = namespace;
        this.attributes = attributes;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Namespace namespace() {
        return namespace;
    }

    /** Knows nothing but roles, of those that the server was told to ask for. */
    @Override
    public Handshake handshake() {
        Set<String> asked = ((FakeServer) namespace.server()).roles;
        return (Handshake) Proxy.newProxyInstance(
                FakeSocket.class.getClassLoader(), new Class<?>[] {Handshake.class}, (self, method, args) -> {
                    if (!method.getName().equals("isUserInRole")) throw new UnsupportedOperationException("no HTTP");
                    if (!asked.contains((String) args[0])) throw new IllegalArgumentException("unknown: " + args[0]);
                    return roles.contains((String) args[0]);
                });
    }

    @Override
    public Attributes attributes() {
        return attributes;
    }

    @Override
    public EngineConnection conn() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String transport() {
        return "websocket";
    }

    @Override
    public boolean isConnected() {
        return namespace.sockets.containsKey(id);
    }

    @Override
    public Set<String> rooms() {
        return Set.copyOf(rooms);
    }

    @Override
    public boolean recovered() {
        return recovered;
    }

    @Override
    public void join(String... names) {
        for (String room : names) {
            if (!rooms.add(room)) continue;
            if (othersIn(room).isEmpty()) namespace.roomListeners.forEach(listener -> listener.created(room));
            namespace.roomListeners.forEach(listener -> listener.joined(room, id));
        }
    }

    @Override
    public void leave(String... names) {
        for (String room : names) {
            if (!rooms.remove(room)) continue;
            namespace.roomListeners.forEach(listener -> listener.left(room, id));
            if (othersIn(room).isEmpty()) namespace.roomListeners.forEach(listener -> listener.deleted(room));
        }
    }

    private List<Socket> othersIn(String room) {
        return namespace.sockets.values().stream()
                .filter(socket -> socket != this && socket.rooms().contains(room))
                .toList();
    }

    @Override
    public BroadcastOperator broadcast() {
        return namespace;
    }

    @Override
    public void disconnect(boolean close) {
        ((FakeServer) namespace.server()).disconnect(this, DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
    }

    @Override
    public void emit(String event, @Nullable Object... args) {
        List<@Nullable Object> all = Collections.unmodifiableList(Arrays.asList(args));
        namespace.outgoingHandlers.forEach(
                handler -> FakeServer.run(namespace, id, event, () -> handler.handle(this, event, all)));
        emitted.add(event + Arrays.asList(args));
    }

    @Override
    public CompletionStage<Arguments> emitWithAck(String event, @Nullable Object... args) {
        throw new UnsupportedOperationException("this client never answers");
    }

    @Override
    public BroadcastOperator to(String... names) {
        return namespace;
    }

    @Override
    public BroadcastOperator to(Collection<String> names) {
        return namespace;
    }

    @Override
    public BroadcastOperator except(String... names) {
        return namespace;
    }

    @Override
    public BroadcastOperator except(Collection<String> names) {
        return namespace;
    }

    @Override
    public BroadcastOperator local() {
        return namespace;
    }

    @Override
    public SocketEmitter asVolatile() {
        return this;
    }

    @Override
    public SocketEmitter compress(boolean compress) {
        return this;
    }

    @Override
    public SocketEmitter timeout(Duration timeout) {
        return this;
    }

    // ---- not used by this module

    @Override
    public <T> Registration once(String event, Class<T> type, MessageHandler<T> handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration prependAny(MessageHandler<Arguments> handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration onFallback(MessageHandler<Arguments> handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration onAnyOutgoing(OutgoingHandler handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration prependAnyOutgoing(OutgoingHandler handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> Registration on(String event, Class<T> type, MessageHandler<T> handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration onAny(MessageHandler<Arguments> handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration use(MessageHandler<Arguments> middleware) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BroadcastOperator toUser(String... names) {
        throw new UnsupportedOperationException();
    }
}
