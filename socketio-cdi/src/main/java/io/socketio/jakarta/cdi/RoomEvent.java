package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Namespace;
import java.util.Optional;

/**
 * Something became of a room on this server, the own rooms of sockets among them. What {@link io.socketio.jakarta.Namespace#onRooms} is without
 * CDI: {@link io.socketio.jakarta.RoomListener} says when, in which order and on which threads.
 *
 * @param namespace where the room is
 * @param kind what happened
 * @param room the name of the room
 * @param socketId who joined or left
 */
public record RoomEvent(Namespace namespace, Kind kind, String room, Optional<String> socketId) {
    /** What may happen. */
    public enum Kind {
        /** The room has its first socket. */
        CREATED,
        /** The room has no socket any more. */
        DELETED,
        /** A socket joined. */
        JOINED,
        /** A socket left. */
        LEFT
    }
}
