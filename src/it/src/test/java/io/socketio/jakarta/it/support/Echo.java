package io.socketio.jakarta.it.support;

import io.socketio.jakarta.Namespace;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** An application that sends events back, and remembers why sockets went. */
public final class Echo implements Consumer<Namespace> {
    private final BlockingQueue<String> reasons = new LinkedBlockingQueue<>();

    @Override
    public void accept(Namespace io) {
        io.on("echo", m -> {
            if (m.ack().isRequested()) m.ack().send(m.args());
            else m.socket().emit("echo", m.args());
        });
        io.on("bye", Boolean.class, m -> m.socket().disconnect(m.payload()));
        io.onDisconnect((socket, reason) -> reasons.add(reason.toString()));
    }

    /** Why the next socket went. */
    public String reason() {
        return Eventually.take(reasons);
    }

    /** Whether none went so far that nobody asked for. */
    public boolean allHere() {
        return reasons.isEmpty();
    }
}
