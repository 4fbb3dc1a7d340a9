package io.socketio.jakarta;

import java.util.List;
import java.util.concurrent.TimeoutException;

/** Not all that a broadcast asked have acknowledged it in time. */
public final class BroadcastTimeoutException extends TimeoutException {
    private static final long serialVersionUID = 1;

    private final transient List<Arguments> responses;

    /**
     * With the answers so far.
     *
     * @param responses those that came in time
     */
    public BroadcastTimeoutException(List<Arguments> responses) {
        super("operation has timed out");
        this.responses = List.copyOf(responses);
    }

    /**
     * The answers that came in time.
     *
     * @return in the order in which they came; after deserialization none
     */
    @SuppressWarnings("NullAway") // transient: null after deserialization
    public List<Arguments> responses() {
        return responses == null ? List.of() : responses;
    }
}
