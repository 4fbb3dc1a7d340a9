package io.socketio.jakarta.server;

import io.socketio.jakarta.Attributes;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.PayloadException;
import io.socketio.jakarta.adapter.Adapter;
import io.socketio.jakarta.adapter.Broadcast;
import io.socketio.jakarta.adapter.BroadcastOptions;
import io.socketio.jakarta.adapter.SocketState;
import java.lang.System.Logger.Level;
import java.security.Principal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How one socket gets back what it had before its connection was lost (Socket.IO protocol 5, "Connection state recovery"). */
final class Recovery {
    private static final System.Logger LOG = System.getLogger(Recovery.class.getName());

    /** What may be missing when such a connection comes back; after any other end there is nothing to recover. */
    private static final Set<DisconnectReason> LOST = Set.of(
            DisconnectReason.TRANSPORT_ERROR,
            DisconnectReason.TRANSPORT_CLOSE,
            DisconnectReason.FORCED_CLOSE,
            DisconnectReason.FORCED_SERVER_CLOSE,
            DisconnectReason.PING_TIMEOUT,
            DisconnectReason.SERVER_SHUTTING_DOWN);

    private String privateId;
    private volatile boolean recovered;
    private List<Broadcast> missed = List.of();

    // guarded by this
    private @Nullable List<OutgoingEvent> held; // delivered while it is looked up what was missed
    private long heldBytes;

    /** @param privateId by which the client will ask, if it is not recovered now */
    Recovery(String privateId) {
        this.privateId = privateId;
    }

    /** What the client must tell to come back. */
    String privateId() {
        return privateId;
    }

    boolean isRecovered() {
        return recovered;
    }

    /** Makes a socket that asks the one that it says it was, if that can be. On a worker thread; an adapter for a cluster may take its time. */
    void recover(DefaultSocket socket, String freshId) {
        DefaultNamespace namespace = socket.namespace();
        String id;
        String offset;
        try {
            Map<?, ?> auth = socket.handshake().auth(Map.class);
            if (!(auth.get("pid") instanceof String pid) || !(auth.get("offset") instanceof String last)) return;
            id = pid;
            offset = last;
        } catch (PayloadException e) {
            return;
        }
        Adapter adapter = namespace.adapter();
        try {
            SocketState state =
                    get(namespace.core(), adapter.restore(id, offset)).orElse(null);
            if (state == null) return;
            Optional<String> principal = socket.handshake().principal().map(Principal::getName);
            if (!state.principal().equals(principal)) {
                LOG.log(Level.DEBUG, "{0} is not the user whose state it asks for", socket);
                return;
            }
            synchronized (this) {
                held = new ArrayList<>();
            }
            socket.become(state.socketId(), state.attributes());
            socket.enter();
            adapter.join(state.socketId(), state.rooms());
            List<Broadcast> rest =
                    get(namespace.core(), adapter.missed(state, offset)).orElse(null);
            if (rest == null) {
                abandon(socket, freshId);
                return;
            }
            privateId = state.privateId();
            missed = rest;
            recovered = true;
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.log(Level.WARNING, "a connection state could not be recovered", e);
            abandon(socket, freshId);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abandon(socket, freshId);
        }
    }

    private static <T> T get(ServerCore core, CompletionStage<T> stage)
            throws ExecutionException, InterruptedException, TimeoutException {
        return stage.toCompletableFuture().get(core.config().connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void abandon(DefaultSocket socket, String freshId) {
        socket.namespace().remove(socket);
        socket.become(freshId, new Attributes());
        synchronized (this) {
            held = null;
        }
    }

    /** Keeps an event for later while it is looked up what was missed. */
    synchronized boolean holds(DefaultSocket socket, OutgoingEvent event) {
        if (held == null) return false;
        heldBytes += event.size();
        ServerCore core = socket.namespace().core();
        if (heldBytes <= core.config().maxOutboundBytes()) {
            held.add(event);
        } else {
            core.limits().reached("maxOutboundBytes");
            socket.closeSlow();
        }
        return true;
    }

    /** Sends what was missed, then what came meanwhile, then that the client is connected; from then on nothing is held. */
    synchronized void finish(DefaultSocket socket, Runnable connected) {
        Set<String> sent = new HashSet<>();
        for (Broadcast broadcast : missed) {
            OutgoingEvent event = (OutgoingEvent) broadcast;
            sent.add(String.valueOf(event.offset()));
            socket.sendMissed(event);
        }
        List<OutgoingEvent> meanwhile = held == null ? List.of() : held;
        for (OutgoingEvent event : meanwhile)
            if (event.offset() == null || !sent.contains(event.offset())) socket.sendMissed(event);
        connected.run();
        held = null;
        missed = List.of();
    }

    /** Emits to one socket so that it is kept for when that one comes back. */
    static void emit(DefaultSocket socket, OutgoingEvent event) {
        socket.namespace().adapter().broadcast(event, new BroadcastOptions(Set.of(socket.id()), Set.of(), false));
    }

    void persist(DefaultSocket socket, Set<String> rooms, DisconnectReason reason) {
        if (!LOST.contains(reason)) return;
        socket.namespace()
                .adapter()
                .persist(new SocketState(
                        privateId,
                        socket.id(),
                        rooms.stream()
                                .filter(room -> !room.equals(socket.id()))
                                .collect(Collectors.toUnmodifiableSet()),
                        socket.attributes(),
                        socket.handshake().principal().map(Principal::getName)));
    }
}
