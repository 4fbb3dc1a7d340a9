package io.socketio.jakarta.server;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.BroadcastOperator;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.HandlerFailure;
import io.socketio.jakarta.MessageHandler;
import io.socketio.jakarta.Middleware;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.OutgoingHandler;
import io.socketio.jakarta.Registration;
import io.socketio.jakarta.RemoteSocket;
import io.socketio.jakarta.RoomListener;
import io.socketio.jakarta.ServerSideHandler;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a namespace and a parent of namespaces share: who listens, and the verbs that address all of their sockets. */
abstract class AbstractNamespace implements Namespace {
    private final ServerCore core;
    private final String name;
    private final Handlers handlers;
    private final Operator everybody = new Operator(this);
    private final RoomListeners roomListeners;
    private final ServerSideHandlers serverSide;

    /** @param parent whose handlers it has, before its own */
    AbstractNamespace(ServerCore core, String name, @Nullable AbstractNamespace parent) {
        this.core = core;
        this.name = name;
        this.handlers = new Handlers(this, parent == null ? null : parent.handlers);
        this.roomListeners = new RoomListeners(core, parent == null ? null : parent.roomListeners);
        this.serverSide = new ServerSideHandlers(parent == null ? null : parent.serverSide);
    }

    /** Those whose sockets are addressed. */
    abstract Collection<DefaultNamespace> addressed();

    ServerCore core() {
        return core;
    }

    Handlers handlers() {
        return handlers;
    }

    RoomListeners roomListeners() {
        return roomListeners;
    }

    ServerSideHandlers serverSide() {
        return serverSide;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SocketIoServer server() {
        return core.server();
    }

    // ---- who listens

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
        return handlers.listeners().on(event, type, handler);
    }

    @Override
    public <T> Registration once(String event, Class<T> type, MessageHandler<T> handler) {
        return handlers.listeners().once(event, type, handler);
    }

    @Override
    public Registration onAny(MessageHandler<Arguments> handler) {
        return handlers.listeners().onAny(handler);
    }

    @Override
    public Registration prependAny(MessageHandler<Arguments> handler) {
        return handlers.listeners().prependAny(handler);
    }

    @Override
    public Registration onFallback(MessageHandler<Arguments> handler) {
        return handlers.listeners().onFallback(handler);
    }

    @Override
    public Registration onAnyOutgoing(OutgoingHandler handler) {
        return handlers.listeners().onAnyOutgoing(handler);
    }

    @Override
    public Registration prependAnyOutgoing(OutgoingHandler handler) {
        return handlers.listeners().prependAnyOutgoing(handler);
    }

    @Override
    public Registration onDisconnecting(BiConsumer<Socket, DisconnectReason> handler) {
        return handlers.onDisconnecting(handler);
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
    public Registration onRooms(RoomListener listener) {
        return roomListeners.add(listener);
    }

    @Override
    public Registration onServerSide(String event, ServerSideHandler handler) {
        return serverSide.on(event, handler);
    }

    // ---- who is addressed

    @Override
    public void emit(String event, @Nullable Object... args) {
        everybody.emit(event, args);
    }

    @Override
    public CompletionStage<List<Arguments>> emitWithAck(String event, @Nullable Object... args) {
        return everybody.emitWithAck(event, args);
    }

    @Override
    public CompletionStage<List<Arguments>> emitWithAck(
            Consumer<Arguments> each, String event, @Nullable Object... args) {
        return everybody.emitWithAck(each, event, args);
    }

    @Override
    public CompletionStage<List<RemoteSocket>> fetchSockets() {
        return everybody.fetchSockets();
    }

    @Override
    public void socketsJoin(String... rooms) {
        everybody.socketsJoin(rooms);
    }

    @Override
    public void socketsLeave(String... rooms) {
        everybody.socketsLeave(rooms);
    }

    @Override
    public void disconnectSockets(boolean close) {
        everybody.disconnectSockets(close);
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
    public BroadcastOperator toUser(String... names) {
        return everybody.toUser(names);
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
