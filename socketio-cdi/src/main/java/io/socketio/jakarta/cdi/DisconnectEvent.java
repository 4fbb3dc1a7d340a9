package io.socketio.jakarta.cdi;

import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Socket;

/**
 * A socket was disconnected: fired after all of its messages were handled, while its {@link SocketScoped} beans are still there. What
 * {@link io.socketio.jakarta.Namespace#onDisconnect} is without CDI.
 *
 * @param socket the socket, which is in no room any more
 * @param reason why
 */
public record DisconnectEvent(Socket socket, DisconnectReason reason) {}
