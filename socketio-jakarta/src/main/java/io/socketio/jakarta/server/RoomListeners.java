package io.socketio.jakarta.server;

import io.socketio.jakarta.Registration;
import io.socketio.jakarta.RoomListener;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Those who hear of the rooms of a namespace, of which inner ones are none. Rooms change under locks, which listeners must not wait for nor
 * hold up: so they hear of it on a worker, one thing after the other.
 */
final class RoomListeners implements RoomListener {
    private static final System.Logger LOG = System.getLogger(RoomListeners.class.getName());

    /** More than that a slow listener does not get to hear. */
    private static final int MAX_WAITING = 100_000;

    private final ServerCore core;
    private final @Nullable RoomListeners parent;
    private final List<RoomListener> listeners = new CopyOnWriteArrayList<>();

    // guarded by it, as is the next
    private final ArrayDeque<Consumer<RoomListener>> waiting = new ArrayDeque<>(2);
    private boolean telling;
    private boolean full;

    RoomListeners(ServerCore core, @Nullable RoomListeners parent) {
        this.core = core;
        this.parent = parent;
    }

    Registration add(RoomListener listener) {
        return Handlers.add(listeners, listener);
    }

    @Override
    public void created(String room) {
        tell(room, listener -> listener.created(room));
    }

    @Override
    public void deleted(String room) {
        tell(room, listener -> listener.deleted(room));
    }

    @Override
    public void joined(String room, String socketId) {
        tell(room, listener -> listener.joined(room, socketId));
    }

    @Override
    public void left(String room, String socketId) {
        tell(room, listener -> listener.left(room, socketId));
    }

    private boolean isEmpty() {
        return listeners.isEmpty() && (parent == null || parent.isEmpty());
    }

    private void tell(String room, Consumer<RoomListener> what) {
        if (isEmpty() || Rooms.isInner(room)) return;
        synchronized (waiting) {
            if (waiting.size() >= MAX_WAITING) {
                if (!full) LOG.log(Level.WARNING, "room listeners are too slow: they do not hear of all rooms");
                full = true;
                return;
            }
            full = false;
            waiting.add(what);
            if (telling) return;
            telling = true;
        }
        core.workers().execute(this::tellAll);
    }

    private void tellAll() {
        while (true) {
            Consumer<RoomListener> what;
            synchronized (waiting) {
                what = waiting.poll();
                if (what == null) {
                    telling = false;
                    return;
                }
            }
            tell(what);
        }
    }

    private void tell(Consumer<RoomListener> what) {
        if (parent != null) parent.tell(what);
        for (RoomListener listener : listeners) {
            try {
                what.accept(listener);
            } catch (Throwable e) { // an Error of one listener must not end the worker either
                LOG.log(Level.WARNING, "a room listener failed", e);
            }
        }
    }
}
