package io.socketio.jakarta.adapter;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Rooms in the memory of this server. */
public final class InMemoryAdapter implements Adapter {
    private final LocalSockets sockets;
    private final Map<String, Set<String>> members = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> roomsOf = new ConcurrentHashMap<>();

    /**
     * Without rooms.
     *
     * @param sockets the namespace's sockets on this server
     */
    public InMemoryAdapter(LocalSockets sockets) {
        this.sockets = sockets;
    }

    @Override
    public void join(String socketId, Collection<String> rooms) {
        for (String room : rooms) {
            if (room.equals(socketId)) continue;
            roomsOf.computeIfAbsent(socketId, id -> ConcurrentHashMap.newKeySet(2))
                    .add(room);
            members.compute(room, (name, in) -> {
                Set<String> all = in == null ? ConcurrentHashMap.newKeySet(2) : in;
                all.add(socketId);
                return all;
            });
        }
    }

    @Override
    public void leave(String socketId, Collection<String> rooms) {
        Set<String> joined = roomsOf.get(socketId);
        if (joined == null) return;
        for (String room : rooms) if (joined.remove(room)) removeMember(room, socketId);
    }

    @Override
    public void leaveAll(String socketId) {
        Set<String> joined = roomsOf.remove(socketId);
        if (joined != null) joined.forEach(room -> removeMember(room, socketId));
    }

    /** The last one to leave takes the room along. */
    private void removeMember(String room, String socketId) {
        members.computeIfPresent(room, (name, in) -> {
            in.remove(socketId);
            return in.isEmpty() ? null : in;
        });
    }

    @Override
    public Set<String> rooms(String socketId) {
        return Collections.unmodifiableSet(roomsOf.getOrDefault(socketId, Set.of()));
    }

    @Override
    public void broadcast(Broadcast broadcast, BroadcastOptions options) {
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
}
