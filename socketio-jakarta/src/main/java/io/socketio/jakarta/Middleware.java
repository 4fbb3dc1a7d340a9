package io.socketio.jakarta;

/** Decides whether a client may connect to a namespace. */
@FunctionalInterface
public interface Middleware {
    /**
     * Lets the client in by returning. May block: nobody else waits.
     *
     * @param request who asks
     * @throws ConnectRefusedException refuses, and tells the client message and data
     * @throws Exception anything else refuses with "internal error", without details, and becomes a {@link HandlerFailure}
     */
    void handle(ConnectRequest request) throws Exception;
}
