package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.RoomListener;
import io.socketio.jakarta.cdi.RoomEvent.Kind;
import java.util.Optional;

/** What becomes of rooms. */
final class RoomRoutes {
    private final Channel<RoomEvent> rooms;
    private final Delivery delivery;

    RoomRoutes(Channels channels, Delivery delivery) {
        this.rooms = channels.of(RoomEvent.class);
        this.delivery = delivery;
    }

    void register(Namespace namespace) {
        if (rooms.isObserved()) namespace.onRooms(new Listener(namespace));
    }

    private final class Listener implements RoomListener {
        private final Namespace namespace;

        Listener(Namespace namespace) {
            this.namespace = namespace;
        }

        @Override
        public void created(String room) {
            deliver(Kind.CREATED, room, Optional.empty());
        }

        @Override
        public void deleted(String room) {
            deliver(Kind.DELETED, room, Optional.empty());
        }

        @Override
        public void joined(String room, String socketId) {
            deliver(Kind.JOINED, room, Optional.of(socketId));
        }

        @Override
        public void left(String room, String socketId) {
            deliver(Kind.LEFT, room, Optional.of(socketId));
        }

        private void deliver(Kind kind, String room, Optional<String> socketId) {
            RoomEvent event = new RoomEvent(namespace, kind, room, socketId);
            delivery.runUndeclared(
                    null,
                    () -> rooms.fire(event, failure -> Failures.ofAsyncObserver(namespace, RoomEvent.class, failure)));
        }
    }
}
