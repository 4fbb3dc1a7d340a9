package io.socketio.jakarta.adapter;

import io.socketio.jakarta.Arguments;

/**
 * Collects the acknowledgements of a broadcast. <b>Threading:</b> any thread. What comes after the end, for example after a timeout, is
 * ignored.
 */
public interface AckCollector {
    /**
     * How many servers will call {@link #expect}; to be told before the first one does, where it is not 1.
     *
     * @param count 1 or more
     */
    void servers(int count);

    /**
     * A server has sent the broadcast.
     *
     * @param sockets how many of its sockets got it: for each of them {@link #answer} or {@link #gone} will be called
     */
    void expect(int sockets);

    /**
     * A client has answered.
     *
     * @param answer what it answered
     */
    void answer(Arguments answer);

    /** A client will not answer: it is gone, or owes too many answers. */
    void gone();
}
