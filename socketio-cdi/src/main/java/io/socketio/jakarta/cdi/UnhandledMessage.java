package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Message;

/**
 * A client sent a message that nobody handles: its name is that of no observer with {@link SocketEvent}, and of no handler in code. Observers
 * of {@code Message<?>} without a name do not count. What {@link io.socketio.jakarta.Receiver#onFallback} is without CDI.
 *
 * @param message the message; it may be acknowledged
 */
public record UnhandledMessage(Message<Arguments> message) {}
