package io.socketio.jakarta;

/** Decides about handshakes before there is a session (option {@code allowRequest}); not asked again for later requests of a session. */
@FunctionalInterface
public interface AllowRequest {
    /**
     * Lets the client in by returning. Runs on the container's request thread.
     *
     * @param handshake the request; its auth payload is not known yet and reads as <code>{}</code>
     * @throws ConnectRefusedException refuses: the client gets 403, code 4 and the message
     * @throws Exception anything else refuses with the message "Forbidden"
     */
    void check(Handshake handshake) throws Exception;
}
