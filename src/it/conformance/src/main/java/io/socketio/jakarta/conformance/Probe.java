package io.socketio.jakarta.conformance;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.SocketIoServer;
import java.util.List;

/** What black-box tests talk to. */
final class Probe {
    private Probe() {}

    static void install(SocketIoServer io) {
        for (String name : List.of("/", "/custom")) {
            Namespace namespace = io.of(name);
            namespace.onConnect(socket -> socket.emit("auth", socket.handshake().auth(Object.class)));
            namespace.on("echo", m -> m.ack().send(m.args()));
            namespace.on("message", m -> m.socket().emit("message-back", m.args()));
        }
    }
}
