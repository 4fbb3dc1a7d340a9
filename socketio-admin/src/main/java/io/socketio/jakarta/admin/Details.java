package io.socketio.jakarta.admin;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.RemoteSocket;
import io.socketio.jakarta.RoomListener;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells the UI of every socket, room and event (mode development). Where nobody looks nothing is done. */
final class Details {
    private static final System.Logger LOG = System.getLogger(Details.class.getName());

    /** Sockets that are told one who comes in, at most: all go into one packet. */
    static final int MOST_SOCKETS = 1_000;

    private final SocketIoServer io;
    private final Namespace admin;
    private final Set<Namespace> watched = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private volatile boolean off;

    Details(SocketIoServer io, Namespace admin) {
        this.io = io;
        this.admin = admin;
    }

    /** For good: children of dynamic namespaces come and go, so handlers are not kept, but fall silent in the end. */
    void stop() {
        off = true;
    }

    void watch(Namespace namespace) {
        if (!watched.add(namespace)) return;
        String name = namespace.name();
        namespace.onConnect(socket -> {
            tell("socket_connected", () -> List.of(Shown.socket(socket, name), now()));
            socket.conn()
                    .onUpgrade(transport -> tell(
                            "socket_updated",
                            () -> List.of(Map.of("id", socket.id(), "nsp", name, "transport", transport))));
        });
        namespace.onDisconnect((socket, reason) ->
                tell("socket_disconnected", () -> List.of(name, socket.id(), reason.toString(), now())));
        namespace.onRooms(new RoomListener() {
            @Override
            public void joined(String room, String socketId) {
                tell("room_joined", () -> List.of(name, room, socketId, now()));
            }

            @Override
            public void left(String room, String socketId) {
                tell("room_left", () -> List.of(name, room, socketId, now()));
            }
        });
        if (namespace.equals(admin)) return; // what the UI itself says and hears would never end
        namespace.onAny(message -> tell(
                "event_received",
                () -> List.of(name, message.socket().id(), Shown.event(message.event(), message.args()), now())));
        namespace.onAnyOutgoing((socket, event, args) ->
                tell("event_sent", () -> List.of(name, socket.id(), Shown.event(event, args), now())));
    }

    private void tell(String event, Supplier<List<Object>> args) {
        // in a cluster they may look from another server
        if (off || (admin.sockets().isEmpty() && io.config().adapter().isEmpty())) return;
        try {
            admin.emit(event, args.get().toArray());
        } catch (RuntimeException e) { // what is shown must not hurt what it shows
            LOG.log(Level.WARNING, "the admin UI was not told of a " + event, e);
        }
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** Tells one who has just come in. */
    void tellAll(Socket newcomer) {
        CompletionStage<List<Object>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (Namespace namespace : io.namespaces()) {
            all = all.thenCombine(
                    namespace.fetchSockets().exceptionally(e -> unknown(namespace, e)), (shown, sockets) -> {
                        for (RemoteSocket socket : sockets)
                            if (shown.size() < MOST_SOCKETS) shown.add(Shown.socket(socket, namespace.name()));
                        return shown;
                    });
        }
        all.thenAccept(shown -> {
                    if (shown.size() == MOST_SOCKETS)
                        LOG.log(Level.WARNING, "the admin UI is told of {0} sockets; there may be more", MOST_SOCKETS);
                    newcomer.emit("all_sockets", shown);
                })
                .exceptionally(e -> {
                    LOG.log(Level.WARNING, "the admin UI was not told of the sockets", e);
                    return null;
                });
    }

    private static List<RemoteSocket> unknown(Namespace namespace, @Nullable Throwable cause) {
        LOG.log(Level.WARNING, "the sockets of " + namespace.name() + " are not known", cause);
        return List.of();
    }
}
