package io.socketio.jakarta.adapter;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
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

    /**
     * Whether it may be dropped.
     *
     * @return as {@code asVolatile()} said
     */
    boolean isVolatile();

    /**
     * Whether the transport may compress it.
     *
     * @return as {@code compress} said
     */
    boolean compress();

    /**
     * Whether it asks for acknowledgements.
     *
     * @return true for {@link Adapter#broadcastWithAck}
     */
    boolean hasAck();

    /**
     * How long acknowledgements are awaited.
     *
     * @return as {@code timeout} said; nothing if it did not, or none is asked for
     */
    Optional<Duration> ackTimeout();

    /**
     * Its size for accounts: what it takes to keep it.
     *
     * @return bytes, about
     */
    long size();

    /**
     * The same with an offset, the last argument by which the client tells later what it has got. Nothing else is encoded anew.
     *
     * @param offset any text; of two broadcasts in one namespace never the same
     * @return a new broadcast
     */
    Broadcast withOffset(String offset);
}
