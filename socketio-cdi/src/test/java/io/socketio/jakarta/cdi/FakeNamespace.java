package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Arguments;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps handlers and remembers what was emitted, to whomever; modifiers are ignored. */
class FakeNamespace implements Namespace {
    final List<Middleware> middlewares = new ArrayList<>();
    final List<Consumer<Socket>> connectHandlers = new ArrayList<>();
    final Map<String, List<MessageHandler<Arguments>>> handlers = new LinkedHashMap<>();
    final List<MessageHandler<Arguments>> anyHandlers = new ArrayList<>();
    final List<MessageHandler<Arguments>> fallbacks = new ArrayList<>();
    final List<OutgoingHandler> outgoingHandlers = new ArrayList<>();
    final List<BiConsumer<Socket, DisconnectReason>> disconnectingHandlers = new ArrayList<>();
    final List<BiConsumer<Socket, DisconnectReason>> disconnectHandlers = new ArrayList<>();
    final List<RoomListener> roomListeners = new ArrayList<>();
    final Map<String, List<ServerSideHandler>> serverSideHandlers = new LinkedHashMap<>();
    final List<Consumer<HandlerFailure>> failureHandlers = new ArrayList<>();
    /** What the server would have logged. */
    final List<HandlerFailure> unobservedFailures = new ArrayList<>();

    final Map<String, Socket> sockets = new LinkedHashMap<>();
    final List<String> emitted = new ArrayList<>();
    private final String name;
    private final @Nullable FakeServer server;

    FakeNamespace(String name, @Nullable FakeServer server) {
        this.name = name;
        this.server = server;
    }

    void failed(String socketId, String event, Throwable cause) {
        HandlerFailure failure = new HandlerFailure(this, socketId, event, cause);
        if (failureHandlers.isEmpty()) unobservedFailures.add(failure);
        failureHandlers.forEach(handler -> handler.accept(failure));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SocketIoServer server() {
        if (server == null) throw new IllegalStateException("the server answers for itself");
        return server;
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
        middlewares.add(middleware);
        return () -> middlewares.remove(middleware);
    }

    @Override
    public Registration onConnect(Consumer<Socket> handler) {
        connectHandlers.add(handler);
        return () -> connectHandlers.remove(handler);
    }

    @Override
    public <T> Registration on(String event, Class<T> type, MessageHandler<T> handler) {
        if (type != Arguments.class) throw new UnsupportedOperationException("only Arguments here, not " + type);
        @SuppressWarnings("unchecked") // just checked
        MessageHandler<Arguments> ofArguments = (MessageHandler<Arguments>) handler;
        handlers.computeIfAbsent(event, e -> new ArrayList<>()).add(ofArguments);
        return () -> handlers.remove(event);
    }

    @Override
    public Registration onAny(MessageHandler<Arguments> handler) {
        anyHandlers.add(handler);
        return () -> anyHandlers.remove(handler);
    }

    @Override
    public Registration onFallback(MessageHandler<Arguments> handler) {
        fallbacks.add(handler);
        return () -> fallbacks.remove(handler);
    }

    @Override
    public Registration onAnyOutgoing(OutgoingHandler handler) {
        outgoingHandlers.add(handler);
        return () -> outgoingHandlers.remove(handler);
    }

    @Override
    public Registration onDisconnecting(BiConsumer<Socket, DisconnectReason> handler) {
        disconnectingHandlers.add(handler);
        return () -> disconnectingHandlers.remove(handler);
    }

    @Override
    public Registration onRooms(RoomListener listener) {
        roomListeners.add(listener);
        return () -> roomListeners.remove(listener);
    }

    @Override
    public Registration onServerSide(String event, ServerSideHandler handler) {
        serverSideHandlers.computeIfAbsent(event, e -> new ArrayList<>()).add(handler);
        return () -> serverSideHandlers.remove(event);
    }

    @Override
    public Registration onDisconnect(BiConsumer<Socket, DisconnectReason> handler) {
        disconnectHandlers.add(handler);
        return () -> disconnectHandlers.remove(handler);
    }

    @Override
    public Registration onFailure(Consumer<HandlerFailure> handler) {
        failureHandlers.add(handler);
        return () -> failureHandlers.remove(handler);
    }

    @Override
    public void emit(String event, @Nullable Object... args) {
        emitted.add(event + Arrays.asList(args));
    }

    @Override
    public Namespace to(String... rooms) {
        return this;
    }

    @Override
    public Namespace to(Collection<String> rooms) {
        return this;
    }

    @Override
    public Namespace except(String... rooms) {
        return this;
    }

    @Override
    public Namespace except(Collection<String> rooms) {
        return this;
    }

    @Override
    public Namespace local() {
        return this;
    }

    @Override
    public Namespace asVolatile() {
        return this;
    }

    @Override
    public Namespace compress(boolean compress) {
        return this;
    }

    @Override
    public Namespace timeout(Duration timeout) {
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
    public Registration prependAnyOutgoing(OutgoingHandler handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void serverSideEmit(String event, @Nullable Object... args) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<List<Arguments>> serverSideEmitWithAck(String event, @Nullable Object... args) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<List<Arguments>> emitWithAck(
            Consumer<Arguments> each, String event, @Nullable Object... args) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<List<RemoteSocket>> fetchSockets() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void socketsJoin(String... rooms) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void socketsLeave(String... rooms) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void disconnectSockets(boolean close) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Namespace toUser(String... names) {
        throw new UnsupportedOperationException();
    }
}
