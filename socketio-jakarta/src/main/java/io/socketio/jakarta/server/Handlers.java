package io.socketio.jakarta.server;

import io.socketio.jakarta.Ack;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.HandlerFailure;
import io.socketio.jakarta.Middleware;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.OutgoingHandler;
import io.socketio.jakarta.Registration;
import io.socketio.jakarta.Socket;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of one namespace, behind those of its parent if it has one, and how they are run: what one throws stops neither the others nor
 * the socket.
 */
final class Handlers {
    private static final System.Logger LOG = System.getLogger(Handlers.class.getName());

    private interface Action {
        void run() throws Exception;
    }

    private final Namespace namespace;
    private final List<Handlers> levels; // the parent's, then these
    private final Listeners listeners = new Listeners();
    private final List<Middleware> middlewares = new CopyOnWriteArrayList<>();
    private final List<Consumer<Socket>> connects = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<Socket, DisconnectReason>> disconnectings = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<Socket, DisconnectReason>> disconnects = new CopyOnWriteArrayList<>();
    private final List<Consumer<HandlerFailure>> failures = new CopyOnWriteArrayList<>();

    Handlers(Namespace namespace, @Nullable Handlers parent) {
        this.namespace = namespace;
        this.levels = parent == null ? List.of(this) : List.of(parent, this);
    }

    /** Who wants messages of the namespace. */
    Listeners listeners() {
        return listeners;
    }

    Registration use(Middleware middleware) {
        return add(middlewares, middleware);
    }

    Registration onConnect(Consumer<Socket> handler) {
        return add(connects, handler);
    }

    Registration onDisconnecting(BiConsumer<Socket, DisconnectReason> handler) {
        return add(disconnectings, handler);
    }

    Registration onDisconnect(BiConsumer<Socket, DisconnectReason> handler) {
        return add(disconnects, handler);
    }

    Registration onFailure(Consumer<HandlerFailure> handler) {
        return add(failures, handler);
    }

    /** One entry for each call, so that the same handler added twice is removed one at a time. */
    static <T> Registration add(List<T> list, T handler) {
        list.add(handler);
        return once(() -> list.remove(handler));
    }

    static <T> Registration prepend(List<T> list, T handler) {
        list.add(0, handler);
        return once(() -> list.remove(handler));
    }

    /** A second call must not remove an equal handler that was added by somebody else. */
    static Registration once(Runnable removal) {
        AtomicBoolean removed = new AtomicBoolean();
        return () -> {
            if (removed.compareAndSet(false, true)) removal.run();
        };
    }

    /** All of a kind: the parent's, then these. */
    private <T> List<T> all(Function<Handlers, List<T>> kind) {
        if (levels.size() == 1) return kind.apply(this);
        List<T> all = new ArrayList<>();
        for (Handlers level : levels) all.addAll(kind.apply(level));
        return all;
    }

    List<Middleware> middlewares() {
        return all(level -> level.middlewares);
    }

    /** Whether anybody wants the event; what nobody wants costs nothing. */
    boolean wants(String event) {
        for (Handlers level : levels) if (level.listeners.wants(event)) return true;
        return false;
    }

    /** @param own who wants messages of this socket alone */
    void message(String event, Arguments args, DefaultSocket socket, @Nullable Listeners own, Ack ack) {
        if (own != null && !passes(own, event, args, socket, ack)) return;
        for (Handlers level : levels) run(level.listeners.any(), event, args, socket, ack);
        if (own != null) run(own.any(), event, args, socket, ack);
        boolean handled = false;
        for (Handlers level : levels) handled |= run(level.listeners.of(event), event, args, socket, ack);
        if (own != null) handled |= run(own.of(event), event, args, socket, ack);
        if (handled) return;
        for (Handlers level : levels) run(level.listeners.fallbacks(), event, args, socket, ack);
        if (own != null) run(own.fallbacks(), event, args, socket, ack);
    }

    private boolean passes(Listeners own, String event, Arguments args, DefaultSocket socket, Ack ack) {
        for (Listeners.Route<Arguments> middleware : own.middlewares())
            if (!guarded(socket.id(), event, () -> middleware.handle(event, args, socket, ack))) return false;
        return true;
    }

    /** True if there were any. */
    private boolean run(
            List<? extends Listeners.Route<?>> routes, String event, Arguments args, DefaultSocket socket, Ack ack) {
        boolean any = false;
        for (Listeners.Route<?> route : routes) {
            any = true;
            guarded(socket.id(), event, () -> route.handle(event, args, socket, ack));
        }
        return any;
    }

    /** Shows an event that goes out. */
    void outgoing(OutgoingEvent event, DefaultSocket socket, @Nullable Listeners own) {
        for (int i = 0; i < levels.size(); i++) outgoing(levels.get(i).listeners.outgoing(), event, socket);
        if (own != null) outgoing(own.outgoing(), event, socket);
    }

    private void outgoing(List<OutgoingHandler> handlers, OutgoingEvent event, DefaultSocket socket) {
        if (handlers.isEmpty()) return; // the rule, for each receiver of a broadcast
        for (OutgoingHandler handler : handlers)
            guarded(socket.id(), event.event(), () -> handler.handle(socket, event.event(), event.args()));
    }

    void connected(Socket socket) {
        for (Consumer<Socket> handler : all(level -> level.connects))
            guarded(socket.id(), "connect", () -> handler.accept(socket));
    }

    void disconnecting(Socket socket, DisconnectReason reason) {
        for (BiConsumer<Socket, DisconnectReason> handler : all(level -> level.disconnectings))
            guarded(socket.id(), "disconnecting", () -> handler.accept(socket, reason));
    }

    void disconnected(Socket socket, DisconnectReason reason) {
        for (BiConsumer<Socket, DisconnectReason> handler : all(level -> level.disconnects))
            guarded(socket.id(), "disconnect", () -> handler.accept(socket, reason));
    }

    /** False if it threw. */
    private boolean guarded(String socketId, String event, Action action) {
        try {
            action.run();
            return true;
        } catch (Throwable e) { // an Error of one handler, a StackOverflowError say, must not end the worker either
            failed(socketId, event, e);
            return false;
        }
    }

    void failed(String socketId, String event, Throwable cause) {
        List<Consumer<HandlerFailure>> told = all(level -> level.failures);
        if (told.isEmpty()) {
            LOG.log(Level.WARNING, "a handler of \"" + event + "\" in " + namespace.name() + " failed", cause);
            return;
        }
        HandlerFailure failure = new HandlerFailure(namespace, socketId, event, cause);
        for (Consumer<HandlerFailure> handler : told) {
            try {
                handler.accept(failure);
            } catch (Throwable e) { // as above
                LOG.log(Level.WARNING, "a failure handler failed", e);
            }
        }
    }
}
