package io.socketio.jakarta.engine;

/**
 * What the layer above gets from one session. {@code open} comes first and {@code close} last, each once; messages come one at a time and in
 * order. On network threads: implementations must not block, but {@code message} and {@code binary} may wait a bounded time to slow
 * their own client down.
 */
public interface EngineListener {
    void open();

    void message(String data);

    void binary(byte[] data);

    /**
     * The server sends the client away: what is sent here is the last that goes out. Unlike the others on a worker thread, and at any time
     * between {@code open} and {@code close}.
     */
    default void dismissed() {}

    /**
     * The server is about to close the session: nothing new is begun, and what was begun is ended. On a worker thread too.
     *
     * @param done to be run when that is so, on a worker thread
     */
    default void drain(Runnable done) {
        done.run();
    }

    void close(CloseReason reason);
}
