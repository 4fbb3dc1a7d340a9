package io.socketio.jakarta.adapter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event for many. It is encoded once, however many get it. */
public interface Broadcast {
    /**
     * The event.
     *
     * @return its name
     */
    String event();

    /**
     * The arguments, as given to {@code emit}.
     *
     * @return an unmodifiable list, may hold nulls
     */
    List<@Nullable Object> args();
}
