package io.socketio.jakarta.adapter;

import java.util.Set;

/** What an {@link Adapter} may ask of the server: the sockets of its namespace that are connected here. */
public interface LocalSockets {
    /**
     * The namespace.
     *
     * @return its name
     */
    String namespace();

    /**
     * Whether a socket is connected here.
     *
     * @param socketId any text
     * @return true if it is the id of one
     */
    boolean contains(String socketId);

    /**
     * Sends to one socket; does nothing if it is gone. Never blocks.
     *
     * @param socketId its id
     * @param broadcast what to send
     */
    void deliver(String socketId, Broadcast broadcast);

    /**
     * Sends to all sockets but some. Never blocks.
     *
     * @param broadcast what to send
     * @param except ids of those that do not get it
     */
    void deliverToAll(Broadcast broadcast, Set<String> except);
}
