package io.socketio.jakarta.engine;

import io.socketio.jakarta.engine.parser.EnginePacket;
import java.util.List;

/**
 * What carries the packets of one session. The session's outbound queue calls {@link #send}, and never before the batch before was
 * reported by {@link EngineSocket#sent}; the answer to a probe goes past it.
 */
public interface Transport {
    String POLLING = "polling";
    String WEBSOCKET = "websocket";

    /** {@link #POLLING} or {@link #WEBSOCKET}. */
    String name();

    /** Whether {@link #send} would take a batch now, apart from one in flight. */
    boolean isWritable();

    /**
     * Takes a batch and reports its end by {@link EngineSocket#sent} or {@link EngineSocket#transportClosed}, at once or later, on any thread.
     *
     * @param direct whether the client has lately shown that it reads: a blocking write will not block
     * @return {@code false} if it could not be taken after all: nothing of it was sent, and nothing will be reported
     */
    boolean send(List<EnginePacket> batch, boolean direct);

    /** Lets the client go; nothing is sent any more. Must not block. A second call does nothing. */
    void close(CloseReason reason);

    /**
     * Another transport has taken over: lets go of whatever still waits for an answer.
     *
     * @param upgradeBegan when the client began to change over, by {@link System#nanoTime}
     */
    default void retire(long upgradeBegan) {}
}
