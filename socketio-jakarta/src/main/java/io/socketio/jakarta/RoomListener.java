package io.socketio.jakarta;

/**
 * Hears of the rooms of a namespace, those on this server, the own rooms of sockets among them.
 *
 * <p><b>Threading:</b> on a worker thread, one call after the other, soon after it happened; what it throws is logged. <b>Ordering:</b> as it
 * happened: a room is created before its first socket joins, and deleted after the last one left. <b>Limits:</b> a listener that falls behind
 * by 100,000 calls misses what comes then, which is logged once.
 */
public interface RoomListener {
    /**
     * A room has its first socket ({@code create-room} in Socket.IO).
     *
     * @param room its name
     */
    default void created(String room) {}

    /**
     * A room has no socket any more ({@code delete-room}).
     *
     * @param room its name
     */
    default void deleted(String room) {}

    /**
     * A socket joined ({@code join-room}).
     *
     * @param room the name of the room
     * @param socketId the socket
     */
    default void joined(String room, String socketId) {}

    /**
     * A socket left ({@code leave-room}).
     *
     * @param room the name of the room
     * @param socketId the socket
     */
    default void left(String room, String socketId) {}
}
