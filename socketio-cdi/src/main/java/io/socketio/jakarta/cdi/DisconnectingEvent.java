package io.socketio.jakarta.cdi;

import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Socket;

/**
 * A socket is about to be gone: fired after all of its messages were handled, just before {@link DisconnectEvent}. What {@link
 * io.socketio.jakarta.Namespace#onDisconnecting} is without CDI.
 *
 * @param socket the socket, which still shows its rooms, though it gets nothing any more
 * @param reason why
 */
public record DisconnectingEvent(Socket socket, DisconnectReason reason) {}
