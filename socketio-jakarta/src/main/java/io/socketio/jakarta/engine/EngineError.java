package io.socketio.jakarta.engine;

/**
 * Why a request is refused (Engine.IO 4, error codes of the reference server).
 *
 * @param status the HTTP status
 * @param code Engine.IO's code
 * @param message told to the client
 */
public record EngineError(int status, int code, String message) {
    public static final EngineError UNKNOWN_TRANSPORT = new EngineError(400, 0, "Transport unknown");
    public static final EngineError UNKNOWN_SID = new EngineError(400, 1, "Session ID unknown");
    public static final EngineError BAD_HANDSHAKE_METHOD = new EngineError(400, 2, "Bad handshake method");
    public static final EngineError BAD_REQUEST = new EngineError(400, 3, "Bad request");
    public static final EngineError TOO_LARGE = new EngineError(413, 3, "Payload too large");
    public static final EngineError FORBIDDEN = new EngineError(403, 4, "Forbidden");
    public static final EngineError UNSUPPORTED_PROTOCOL = new EngineError(400, 5, "Unsupported protocol version");
    public static final EngineError SHUTTING_DOWN = new EngineError(503, 3, "Server shutting down");
    public static final EngineError TOO_MANY_CONNECTIONS = new EngineError(503, 3, "Too many connections");
    public static final EngineError TOO_MANY_OF_ADDRESS =
            new EngineError(429, 3, "Too many connections from this address");
    public static final EngineError WEBSOCKET_VERSION = new EngineError(426, 3, "WebSocket version 13 required");

    static EngineError forbidden(String message) {
        return new EngineError(403, 4, message);
    }
}
