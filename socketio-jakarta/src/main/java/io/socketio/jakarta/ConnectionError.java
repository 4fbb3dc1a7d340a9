package io.socketio.jakarta;

/**
 * A request that was refused, see {@link Engine#onConnectionError}.
 *
 * @param code Engine.IO's code: 0 unknown transport, 1 unknown session, 2 bad handshake method, 3 bad request, 4 forbidden, 5 unsupported
 *     protocol version
 * @param message what the client is told
 * @param status the HTTP status
 * @param method the HTTP method
 * @param request the rest of the request ({@code req} and {@code context} in Socket.IO); it has no auth payload. Its {@code sid}, if it is
 *     that of a connection, is a secret.
 */
public record ConnectionError(int code, String message, int status, String method, Handshake request) {}
