package io.socketio.jakarta;

/** Makes the ids of connections (option {@code generateId}). */
@FunctionalInterface
public interface GenerateId {
    /**
     * Makes one. Runs on the request's thread; two connections may ask at the same time.
     *
     * @param request the request that opens the connection; its auth payload is not known yet and reads as <code>{}</code>
     * @return 1 to 200 letters and digits of ASCII, and {@code . _ ~ -}. It must not be guessable, since whoever knows it can speak for the
     *     client, and not that of another open connection.
     * @throws Exception anything; as with any other result, the client is refused with 400 and code 3, and it is logged
     */
    String generate(Handshake request) throws Exception;
}
