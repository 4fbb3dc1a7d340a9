package io.socketio.jakarta.cdi;

import io.socketio.jakarta.ParentNamespace;
import io.socketio.jakarta.SocketIoServer;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The application's server, from the moment it is there: beans may be made long before. */
final class LiveServer {
    private volatile Map<String, ParentNamespace> families = Map.of();
    private volatile @Nullable SocketIoServer server;

    /** @param families by their patterns */
    void set(SocketIoServer started, Map<String, ParentNamespace> families) {
        this.families = families;
        server = started;
    }

    ParentNamespace family(String pattern) {
        get();
        return Objects.requireNonNull(families.get(pattern));
    }

    SocketIoServer get() {
        SocketIoServer started = server;
        if (started != null) return started;
        throw new IllegalStateException("the Socket.IO server of this application has not started yet: an injected"
                + " SocketIoServer or Namespace may be used from the first NamespaceEvent on, but not in the start-up"
                + " of CDI (@Observes @Initialized(ApplicationScoped.class), Startup)");
    }
}
