package io.socketio.jakarta.adapter;

import io.socketio.jakarta.ConnectionStateRecovery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The states of lost connections and the broadcasts since, within bounds of time and bytes. Safe for use from any thread. */
final class RecoveryLog {
    /** What a state is taken to be, in bytes. */
    private static final long STATE = 1024;

    private record Entry(long number, long at, Broadcast broadcast, BroadcastOptions options) {}

    private record Kept(long at, SocketState state) {}

    private final long maxAge;
    private final long maxBytes;
    private final Runnable full;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Map<String, Kept> states = new LinkedHashMap<>(); // by private id, the oldest first
    private long bytes;
    private long next = 1; // number of the next broadcast

    /** @param full told when something is forgotten for want of room */
    RecoveryLog(ConnectionStateRecovery settings, Runnable full) {
        this.full = full;
        this.maxAge = settings.maxDisconnectionDuration().toNanos();
        this.maxBytes = settings.maxBytes();
    }

    /** Gives a broadcast its offset and keeps it. */
    synchronized Broadcast add(Broadcast broadcast, BroadcastOptions options) {
        Broadcast numbered = broadcast.withOffset(Long.toString(next, Character.MAX_RADIX));
        entries.add(new Entry(next++, System.nanoTime(), numbered, options));
        bytes += numbered.size();
        expire();
        return numbered;
    }

    synchronized void persist(SocketState state) {
        if (states.put(state.privateId(), new Kept(System.nanoTime(), state)) == null) bytes += STATE;
        expire();
    }

    /** Takes a state out, if what came after the offset is still here. */
    synchronized Optional<SocketState> restore(String privateId, String offset) {
        expire();
        if (after(offset) < 0) return Optional.empty();
        Kept kept = states.remove(privateId);
        if (kept == null) return Optional.empty();
        bytes -= STATE;
        return Optional.of(kept.state());
    }

    synchronized Optional<List<Broadcast>> missed(SocketState state, String offset) {
        long from = after(offset);
        if (from < 0) return Optional.empty();
        Set<String> rooms = new HashSet<>(state.rooms());
        rooms.add(state.socketId());
        List<Broadcast> missed = new ArrayList<>();
        for (Entry entry : entries)
            if (entry.number() >= from && addresses(entry.options(), rooms)) missed.add(entry.broadcast());
        return Optional.of(missed);
    }

    private static boolean addresses(BroadcastOptions options, Set<String> rooms) {
        return (options.rooms().isEmpty() || options.rooms().stream().anyMatch(rooms::contains))
                && options.except().stream().noneMatch(rooms::contains);
    }

    /** The number of the broadcast after an offset; -1 if not all since then are here. */
    private long after(String offset) {
        long last;
        try {
            last = Long.parseLong(offset, Character.MAX_RADIX);
        } catch (NumberFormatException e) {
            return -1;
        }
        long oldest = entries.isEmpty() ? next : entries.getFirst().number();
        return last >= 0 && last < next && last + 1 >= oldest ? last + 1 : -1;
    }

    /** States may take half of the bytes, what they leave is for broadcasts. */
    private void expire() {
        long now = System.nanoTime();
        boolean dropped = states.size() * STATE > maxBytes / 2;
        Iterator<Kept> kept = states.values().iterator();
        while (kept.hasNext() && (now - kept.next().at() > maxAge || states.size() * STATE > maxBytes / 2)) {
            kept.remove();
            bytes -= STATE;
        }
        while (!entries.isEmpty() && (now - entries.getFirst().at() > maxAge || bytes > maxBytes)) {
            Entry oldest = entries.removeFirst();
            dropped |= now - oldest.at() <= maxAge;
            bytes -= oldest.broadcast().size();
        }
        if (dropped) full.run();
    }
}
