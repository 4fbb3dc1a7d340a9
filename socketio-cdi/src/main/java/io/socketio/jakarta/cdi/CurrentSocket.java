package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Socket;
import jakarta.enterprise.context.ContextNotActiveException;
import org.jspecify.annotations.Nullable;

/** The socket whose event is being delivered on this thread. */
final class CurrentSocket {
    @SuppressWarnings("ThreadLocalUsage") // one for each application: several may share this class
    private final ThreadLocal<@Nullable Socket> current = new ThreadLocal<>();

    /** Begins a delivery. Deliveries nest where handlers run inline: one socket's observer may disconnect another one. */
    @Nullable
    Socket enter(@Nullable Socket socket) {
        Socket outer = current.get();
        set(socket);
        return outer;
    }

    /** Ends a delivery. */
    void leave(@Nullable Socket outer) {
        set(outer);
    }

    boolean isThere() {
        return current.get() != null;
    }

    Socket get() {
        Socket socket = current.get();
        if (socket == null) throw new ContextNotActiveException("no socket's event is being delivered on this thread");
        return socket;
    }

    private void set(@Nullable Socket socket) {
        // never left behind in a container's thread
        if (socket == null) current.remove();
        else current.set(socket);
    }
}
