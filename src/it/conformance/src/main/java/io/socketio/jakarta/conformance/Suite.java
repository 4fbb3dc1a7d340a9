package io.socketio.jakarta.conformance;

import io.socketio.jakarta.SocketIoServer;
import java.util.List;

/** What the official suite of Socket.IO protocol 5 expects. */
final class Suite {
    private Suite() {}

    static void install(SocketIoServer io) {
        for (String name : List.of("/", "/custom"))
            io.of(name)
                    .onConnect(socket -> socket.emit("auth", socket.handshake().auth(Object.class)));
        io.on("message", m -> m.socket().emit("message-back", m.args()));
        io.on("message-with-ack", m -> m.ack().send(m.args()));
    }
}
