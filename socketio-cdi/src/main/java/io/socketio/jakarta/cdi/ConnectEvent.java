package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Socket;

/**
 * A socket is connected: fired right after its client was told so, before any of its messages. What {@link
 * io.socketio.jakarta.Namespace#onConnect} is without CDI.
 *
 * @param socket the new socket
 */
public record ConnectEvent(Socket socket) {
    /**
     * Whether it is a client that has come back with its id, rooms and attributes: its {@link SocketScoped} beans are new ones all the same,
     * and observers of {@link io.socketio.jakarta.ConnectRequest} were passed by, if {@link
     * io.socketio.jakarta.ConnectionStateRecovery#skipMiddlewares} says so.
     *
     * @return {@link Socket#recovered()}
     */
    public boolean recovered() {
        return socket.recovered();
    }
}
