package io.socketio.jakarta;

/**
 * A handler threw, or a payload did not fit. The socket stays connected.
 *
 * @param namespace where
 * @param socketId whose message it was; for a refused client the id that its socket would have had
 * @param event the name of the client's event, or {@code connect}, {@code disconnecting} or {@code disconnect} for failures of those
 *     handlers; for an {@link OutgoingHandler} the name of the server's event
 * @param cause what was thrown
 */
public record HandlerFailure(Namespace namespace, String socketId, String event, Throwable cause) {}
