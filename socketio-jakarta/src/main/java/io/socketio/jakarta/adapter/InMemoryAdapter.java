package io.socketio.jakarta.adapter;

import io.socketio.jakarta.RemoteSocket;
import io.socketio.jakarta.SocketIoException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rooms in the memory of this server, for applications that run on one, and as a part of adapters for clusters. If
 * {@link LocalSockets#recovery()} says so it keeps connection states and broadcasts in memory, too.
 */
public final class InMemoryAdapter implements Adapter {
    private static final System.Logger LOG = System.getLogger(InMemoryAdapter.class.getName());

    private final LocalSockets sockets;

    /** Changed only under the lock on this, so that listeners hear in order what happens to a room. */
    private final Map<String, Set<String>> members = new ConcurrentHashMap<>();

    private final Map<String, Set<String>> roomsOf = new ConcurrentHashMap<>();
    private final @Nullable RecoveryLog log;

    /**
     * Without rooms.
     *
     * @param sockets the namespace's sockets on this server
     */
    public InMemoryAdapter(LocalSockets sockets) {
        this.sockets = sockets;
        this.log = sockets.recovery()
                .map(settings ->
                        new RecoveryLog(settings, () -> sockets.limitReached("connectionStateRecovery.maxBytes")))
                .orElse(null);
    }

    @Override
    public synchronized void join(String socketId, Collection<String> rooms) {
        for (String room : rooms) {
            if (room.equals(socketId)) continue;
            Set<String> joined = roomsOf.computeIfAbsent(socketId, id -> ConcurrentHashMap.newKeySet(2));
            if (!joined.add(room)) continue;
            Set<String> in = members.get(room);
            if (in == null) {
                in = ConcurrentHashMap.newKeySet(2);
                in.add(socketId);
                members.put(room, in);
                sockets.created(room);
            } else {
                in.add(socketId);
            }
            sockets.joined(room, socketId);
        }
    }

    @Override
    public synchronized void leave(String socketId, Collection<String> rooms) {
        Set<String> joined = roomsOf.get(socketId);
        if (joined == null) return;
        for (String room : rooms) if (joined.remove(room)) removeMember(room, socketId);
    }

    @Override
    public synchronized void leaveAll(String socketId) {
        Set<String> joined = roomsOf.remove(socketId);
        if (joined != null) joined.forEach(room -> removeMember(room, socketId));
    }

    /** The last one to leave takes the room along. */
    private void removeMember(String room, String socketId) {
        Set<String> in = members.getOrDefault(room, Set.of());
        in.remove(socketId);
        sockets.left(room, socketId);
        if (!in.isEmpty() || !members.remove(room, in)) return; // a listener may have seen to it that somebody joins
        sockets.deleted(room);
    }

    @Override
    public Set<String> rooms(String socketId) {
        return Collections.unmodifiableSet(roomsOf.getOrDefault(socketId, Set.of()));
    }

    @Override
    public Set<String> sockets(BroadcastOptions options) {
        Set<String> all = new LinkedHashSet<>();
        if (options.rooms().isEmpty()) all.addAll(sockets.ids());
        for (String room : options.rooms()) forEachIn(room, all::add);
        for (String room : options.except()) forEachIn(room, all::remove);
        return all;
    }

    @Override
    public void broadcast(Broadcast broadcast, BroadcastOptions options) {
        if (log == null || broadcast.isVolatile()) {
            send(broadcast, options);
            return;
        }
        synchronized (log) { // one after the other, so that offsets reach each client in order
            send(log.add(broadcast, options), options);
        }
    }

    private void send(Broadcast broadcast, BroadcastOptions options) {
        Set<String> except = new HashSet<>();
        for (String room : options.except()) forEachIn(room, except::add);
        Consumer<String> deliver = id -> {
            if (except.isEmpty() || !except.contains(id)) sockets.deliver(id, broadcast);
        };
        if (options.rooms().isEmpty()) {
            sockets.deliverToAll(broadcast, except);
        } else if (options.rooms().size() == 1) {
            options.rooms().forEach(room -> forEachIn(room, deliver));
        } else {
            Set<String> once = new LinkedHashSet<>();
            for (String room : options.rooms()) forEachIn(room, once::add);
            once.forEach(deliver);
        }
    }

    private void forEachIn(String room, Consumer<String> action) {
        Set<String> in = members.getOrDefault(room, Set.of());
        if (sockets.contains(room) && !in.contains(room)) action.accept(room);
        in.forEach(action);
    }

    @Override
    public void broadcastWithAck(Broadcast broadcast, BroadcastOptions options, AckCollector acks) {
        Set<String> receivers = sockets(options);
        acks.expect(receivers.size());
        for (String id : receivers) sockets.deliver(id, broadcast, acks);
    }

    @Override
    public CompletionStage<List<RemoteSocket>> fetchSockets(BroadcastOptions options) {
        return CompletableFuture.completedFuture(here(options));
    }

    private List<RemoteSocket> here(BroadcastOptions options) {
        List<RemoteSocket> here = new ArrayList<>();
        for (String id : sockets(options)) sockets.socket(id).ifPresent(here::add);
        return here;
    }

    @Override
    public void socketsJoin(BroadcastOptions options, Collection<String> rooms) {
        String[] names = rooms.toArray(String[]::new);
        for (RemoteSocket socket : here(options)) {
            try {
                socket.join(names);
            } catch (SocketIoException e) { // in too many rooms: the others join all the same
                LOG.log(Level.WARNING, "{0} does not join: {1}", socket, e.getMessage());
            }
        }
    }

    @Override
    public void socketsLeave(BroadcastOptions options, Collection<String> rooms) {
        String[] names = rooms.toArray(String[]::new);
        for (RemoteSocket socket : here(options)) socket.leave(names);
    }

    @Override
    public void disconnectSockets(BroadcastOptions options, boolean close) {
        for (RemoteSocket socket : here(options)) socket.disconnect(close);
    }

    @Override
    public void persist(SocketState state) {
        if (log != null) log.persist(state);
    }

    @Override
    public CompletionStage<Optional<SocketState>> restore(String privateId, String offset) {
        return CompletableFuture.completedFuture(log == null ? Optional.empty() : log.restore(privateId, offset));
    }

    @Override
    public CompletionStage<Optional<List<Broadcast>>> missed(SocketState state, String offset) {
        return CompletableFuture.completedFuture(log == null ? Optional.empty() : log.missed(state, offset));
    }
}
