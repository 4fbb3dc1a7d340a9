package io.socketio.jakarta.server;

import io.socketio.jakarta.Ack;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.HandlerFailure;
import io.socketio.jakarta.MessageHandler;
import io.socketio.jakarta.Middleware;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Registration;
import io.socketio.jakarta.Socket;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The handlers of one namespace, and how they are run: what one throws stops neither the others nor the socket. */
final class Handlers {
    private static final System.Logger LOG = System.getLogger(Handlers.class.getName());

    /** A handler and the type that it wants. */
    private record Route<T>(Class<T> type, MessageHandler<T> handler) {
        void handle(String event, Arguments args, Socket socket, Ack ack) throws Exception {
            handler.handle(new ReceivedMessage<>(event, args, socket, ack, type));
        }
    }

    private interface Action {
        void run() throws Exception;
    }

    private final Namespace namespace;
    private final List<Middleware> middlewares = new CopyOnWriteArrayList<>();
    private final List<Consumer<Socket>> connects = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<Socket, DisconnectReason>> disconnects = new CopyOnWriteArrayList<>();
    private final List<Consumer<HandlerFailure>> failures = new CopyOnWriteArrayList<>();
    private final List<Route<Arguments>> any = new CopyOnWriteArrayList<>();
    private final Map<String, List<Route<?>>> routes = new ConcurrentHashMap<>();

    Handlers(Namespace namespace) {
        this.namespace = namespace;
    }

    List<Middleware> middlewares() {
        return middlewares;
    }

    Registration use(Middleware middleware) {
        return add(middlewares, middleware);
    }

    Registration onConnect(Consumer<Socket> handler) {
        return add(connects, handler);
    }

    Registration onDisconnect(BiConsumer<Socket, DisconnectReason> handler) {
        return add(disconnects, handler);
    }

    Registration onFailure(Consumer<HandlerFailure> handler) {
        return add(failures, handler);
    }

    Registration onAny(MessageHandler<Arguments> handler) {
        return add(any, new Route<>(Arguments.class, handler));
    }

    <T> Registration on(String event, Class<T> type, MessageHandler<T> handler) {
        PacketWriter.checkName(event);
        Route<T> route = new Route<>(type, handler);
        routes.computeIfAbsent(event, name -> new CopyOnWriteArrayList<>()).add(route);
        return once(
                () -> routes.computeIfPresent(event, (name, all) -> all.remove(route) && all.isEmpty() ? null : all));
    }

    /** One entry for each call, so that the same handler added twice is removed one at a time. */
    private static <T> Registration add(List<T> list, T handler) {
        list.add(handler);
        return once(() -> list.remove(handler));
    }

    /** A second call must not remove an equal handler that was added by somebody else. */
    static Registration once(Runnable removal) {
        AtomicBoolean removed = new AtomicBoolean();
        return () -> {
            if (removed.compareAndSet(false, true)) removal.run();
        };
    }

    /** Whether anybody wants the event; what nobody wants costs nothing. */
    boolean wants(String event) {
        return !any.isEmpty() || routes.containsKey(event);
    }

    void message(String event, Arguments args, DefaultSocket socket, Ack ack) {
        for (Route<Arguments> route : any) guarded(socket.id(), event, () -> route.handle(event, args, socket, ack));
        for (Route<?> route : routes.getOrDefault(event, List.of()))
            guarded(socket.id(), event, () -> route.handle(event, args, socket, ack));
    }

    void connected(Socket socket) {
        for (Consumer<Socket> handler : connects) guarded(socket.id(), "connect", () -> handler.accept(socket));
    }

    void disconnected(Socket socket, DisconnectReason reason) {
        for (BiConsumer<Socket, DisconnectReason> handler : disconnects)
            guarded(socket.id(), "disconnect", () -> handler.accept(socket, reason));
    }

    private void guarded(String socketId, String event, Action action) {
        try {
            action.run();
        } catch (Throwable e) { // an Error of one handler, a StackOverflowError say, must not end the worker either
            failed(socketId, event, e);
        }
    }

    void failed(String socketId, String event, Throwable cause) {
        if (failures.isEmpty()) {
            LOG.log(Level.WARNING, "a handler of \"" + event + "\" in " + namespace.name() + " failed", cause);
            return;
        }
        HandlerFailure failure = new HandlerFailure(namespace, socketId, event, cause);
        for (Consumer<HandlerFailure> handler : failures) {
            try {
                handler.accept(failure);
            } catch (Throwable e) { // as above
                LOG.log(Level.WARNING, "a failure handler failed", e);
            }
        }
    }
}
