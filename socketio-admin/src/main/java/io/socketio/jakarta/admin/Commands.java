package io.socketio.jakarta.admin;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.BroadcastOperator;
import io.socketio.jakarta.Message;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Registration;
import io.socketio.jakarta.SocketIoServer;
import java.util.List;

/** What the UI may do. A command that makes no sense is a failure of the handler, as any other bad message. */
final class Commands {
    private final SocketIoServer io;

    Commands(SocketIoServer io) {
        this.io = io;
    }

    List<Registration> listen(Namespace admin) {
        return List.of(
                admin.on("emit", message -> {
                    Arguments args = message.args();
                    target(args, 1).emit(args.get(2, String.class), args.slice(3, args.size()));
                }),
                admin.on("join", message -> target(message.args(), 2).socketsJoin(room(message))),
                admin.on("leave", message -> target(message.args(), 2).socketsLeave(room(message))),
                admin.on(
                        "_disconnect",
                        message -> target(message.args(), 2)
                                .disconnectSockets(
                                        Boolean.TRUE.equals(message.args().get(1, Boolean.class)))));
    }

    private static String room(Message<Arguments> message) {
        return message.args().get(1, String.class);
    }

    /** @param filter which argument is a room or the id of a socket; missing, null or empty: all of the namespace */
    private BroadcastOperator target(Arguments args, int filter) {
        String name = args.get(0, String.class);
        // not io.of(name), which would make it
        Namespace namespace = io.namespaces().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such namespace"));
        String room = args.size() > filter ? args.get(filter, String.class) : null;
        return room == null || room.isEmpty() ? namespace : namespace.in(room);
    }
}
