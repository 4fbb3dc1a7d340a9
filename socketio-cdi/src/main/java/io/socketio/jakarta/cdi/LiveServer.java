package io.socketio.jakarta.cdi;

import io.socketio.jakarta.SocketIoServer;
import org.jspecify.annotations.Nullable;

/** The application's server, from the moment it is there: beans may be made long before. */
final class LiveServer {
    private volatile @Nullable SocketIoServer server;

    void set(SocketIoServer started) {
        server = started;
    }

    SocketIoServer get() {
        SocketIoServer started = server;
        if (started != null) return started;
        throw new IllegalStateException("the Socket.IO server of this application has not started yet: an injected"
                + " SocketIoServer or Namespace may be used from the first ConnectRequest or request on, but not in"
                + " the start-up of CDI (@Observes @Initialized(ApplicationScoped.class), Startup)");
    }
}
