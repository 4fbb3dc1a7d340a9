package io.socketio.jakarta.adapter;

import java.util.function.Consumer;

/** What an {@link Adapter} may ask of the server: the sockets of its namespace that are connected here. */
public interface LocalSockets {
    /**
     * The namespace.
     *
     * @return its name
     */
    String namespace();

    /**
     * All sockets.
     *
     * @param action gets their ids
     */
    void forEach(Consumer<String> action);

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
}
