package io.socketio.jakarta.adapter;

import java.util.Collection;
import java.util.Set;

/**
 * Knows which sockets of one namespace are in which rooms, and who gets a broadcast. One for each namespace.
 *
 * <p><b>Threading:</b> any thread, several at once; the server calls the methods for one socket one after the other. <b>Errors:</b> what a
 * method throws reaches the application that called.
 */
public interface Adapter {
    /** Makes adapters. */
    @FunctionalInterface
    interface Factory {
        /**
         * Makes the adapter of a namespace.
         *
         * @param sockets the namespace's sockets on this server
         * @return a new adapter
         */
        Adapter create(LocalSockets sockets);
    }

    /**
     * Puts a socket into rooms. A room that is named like the id of a socket always holds that socket, without this call.
     *
     * @param socketId a connected socket
     * @param rooms names
     */
    void join(String socketId, Collection<String> rooms);

    /**
     * Takes a socket out of rooms.
     *
     * @param socketId a connected socket
     * @param rooms names
     */
    void leave(String socketId, Collection<String> rooms);

    /**
     * Takes a socket out of all its rooms: it is gone.
     *
     * @param socketId a socket
     */
    void leaveAll(String socketId);

    /**
     * The rooms of a socket.
     *
     * @param socketId a connected socket
     * @return a live, unmodifiable view, without the room of its own id
     */
    Set<String> rooms(String socketId);

    /**
     * Gives a broadcast to every socket that the options address, once, by {@link LocalSockets#deliver} and
     * {@link LocalSockets#deliverToAll}.
     *
     * @param broadcast what to send
     * @param options to whom
     */
    void broadcast(Broadcast broadcast, BroadcastOptions options);
}
