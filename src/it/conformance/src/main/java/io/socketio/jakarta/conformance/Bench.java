package io.socketio.jakarta.conformance;

import io.socketio.jakarta.SocketIoServer;

/** What the load generator talks to. */
final class Bench {
    private Bench() {}

    static void install(SocketIoServer io) {
        io.on("echo", m -> m.ack().send(m.args()));
        io.on("message", m -> m.socket().emit("message-back", m.args()));
        io.on("broadcast", m -> io.emit("tick", m.args()));
        io.on("join", m -> {
            m.socket().join(m.args().get(0, String.class));
            m.ack().send();
        });
        io.on(
                "room",
                m -> io.to(m.args().get(0, String.class))
                        .emit("tick", m.args().slice(1, m.args().size())));
    }
}
