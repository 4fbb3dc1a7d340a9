package io.socketio.jakarta.server;

import io.socketio.jakarta.Registration;
import io.socketio.jakarta.ServerSideHandler;
import io.socketio.jakarta.ServerSideMessage;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Who wants events of other servers of the cluster. */
final class ServerSideHandlers {
    private static final System.Logger LOG = System.getLogger(ServerSideHandlers.class.getName());
    private static final Set<String> RESERVED = Set.of("connect", "connection", "new_namespace");

    private final @Nullable ServerSideHandlers parent;
    private final Map<String, List<ServerSideHandler>> handlers = new ConcurrentHashMap<>(2);

    ServerSideHandlers(@Nullable ServerSideHandlers parent) {
        this.parent = parent;
    }

    /** @throws IllegalArgumentException if nobody may send it */
    static void checkName(String event) {
        if (event.isBlank()) throw new IllegalArgumentException("an event needs a name");
        if (RESERVED.contains(event)) throw new IllegalArgumentException("\"" + event + "\" is a reserved event name");
    }

    Registration on(String event, ServerSideHandler handler) {
        checkName(event);
        return Handlers.add(handlers.computeIfAbsent(event, name -> new CopyOnWriteArrayList<>()), handler);
    }

    void handle(ServerSideMessage message) {
        if (parent != null) parent.handle(message);
        for (ServerSideHandler handler : handlers.getOrDefault(message.event(), List.of())) {
            try {
                handler.handle(message);
            } catch (Throwable e) { // an Error of one handler must not end the worker either
                LOG.log(Level.WARNING, "a handler of the server-side event \"" + message.event() + "\" failed", e);
            }
        }
    }
}
