package io.socketio.jakarta.server;

import io.socketio.jakarta.Ack;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.MessageHandler;
import io.socketio.jakarta.OutgoingHandler;
import io.socketio.jakarta.Registration;
import io.socketio.jakarta.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** Who wants messages: the handlers of a namespace, or of one socket. How they are run is the business of {@link Handlers}. */
final class Listeners {
    /** A handler and the type that it wants. No record: it is compared when it is removed (ARCHITECTURE, "Records"). */
    static final class Route<T> {
        private final Class<T> type;
        private final MessageHandler<T> handler;

        Route(Class<T> type, MessageHandler<T> handler) {
            this.type = type;
            this.handler = handler;
        }

        void handle(String event, Arguments args, Socket socket, Ack ack) throws Exception {
            handler.handle(new ReceivedMessage<>(event, args, socket, ack, type));
        }
    }

    private final Map<String, List<Route<?>>> routes = new ConcurrentHashMap<>(2);
    private final List<Route<Arguments>> middlewares = new CopyOnWriteArrayList<>();
    private final List<Route<Arguments>> any = new CopyOnWriteArrayList<>();
    private final List<Route<Arguments>> fallbacks = new CopyOnWriteArrayList<>();
    private final List<OutgoingHandler> outgoing = new CopyOnWriteArrayList<>();

    <T> Registration on(String event, Class<T> type, MessageHandler<T> handler) {
        PacketWriter.checkName(event);
        return add(event, new Route<>(type, handler));
    }

    <T> Registration once(String event, Class<T> type, MessageHandler<T> handler) {
        PacketWriter.checkName(event);
        AtomicBoolean came = new AtomicBoolean();
        Registration[] added = new Registration[1];
        MessageHandler<T> first = message -> {
            if (!came.compareAndSet(false, true)) return;
            synchronized (added) {
                added[0].remove();
            }
            handler.handle(message);
        };
        synchronized (added) { // a message may come before it is known how to remove its handler
            added[0] = add(event, new Route<>(type, first));
            return added[0];
        }
    }

    private Registration add(String event, Route<?> route) {
        routes.compute(event, (name, all) -> {
            List<Route<?>> there = all == null ? new CopyOnWriteArrayList<>() : all;
            there.add(route);
            return there;
        });
        return Handlers.once(
                () -> routes.computeIfPresent(event, (name, all) -> all.remove(route) && all.isEmpty() ? null : all));
    }

    Registration use(MessageHandler<Arguments> middleware) {
        return Handlers.add(middlewares, new Route<>(Arguments.class, middleware));
    }

    Registration onAny(MessageHandler<Arguments> handler) {
        return Handlers.add(any, new Route<>(Arguments.class, handler));
    }

    Registration prependAny(MessageHandler<Arguments> handler) {
        return Handlers.prepend(any, new Route<>(Arguments.class, handler));
    }

    Registration onFallback(MessageHandler<Arguments> handler) {
        return Handlers.add(fallbacks, new Route<>(Arguments.class, handler));
    }

    Registration onAnyOutgoing(OutgoingHandler handler) {
        return Handlers.add(outgoing, handler);
    }

    Registration prependAnyOutgoing(OutgoingHandler handler) {
        return Handlers.prepend(outgoing, handler);
    }

    /** Whether anybody wants the event. */
    boolean wants(String event) {
        return routes.containsKey(event) || !any.isEmpty() || !fallbacks.isEmpty() || !middlewares.isEmpty();
    }

    List<Route<Arguments>> middlewares() {
        return middlewares;
    }

    List<Route<Arguments>> any() {
        return any;
    }

    List<Route<?>> of(String event) {
        return routes.getOrDefault(event, List.of());
    }

    List<Route<Arguments>> fallbacks() {
        return fallbacks;
    }

    List<OutgoingHandler> outgoing() {
        return outgoing;
    }
}
