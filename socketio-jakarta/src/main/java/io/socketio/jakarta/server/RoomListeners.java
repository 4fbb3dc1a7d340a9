package io.socketio.jakarta.server;

import io.socketio.jakarta.Registration;
import io.socketio.jakarta.RoomListener;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Those who hear of the rooms of a namespace, of which inner ones are none. */
final class RoomListeners implements RoomListener {
    private static final System.Logger LOG = System.getLogger(RoomListeners.class.getName());

    private final List<RoomListener> listeners = new CopyOnWriteArrayList<>();

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

    private void tell(String room, Consumer<RoomListener> what) {
        if (listeners.isEmpty() || Rooms.isInner(room)) return;
        for (RoomListener listener : listeners) {
            try {
                what.accept(listener);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "a room listener failed", e);
            }
        }
    }
}
