package io.socketio.jakarta;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sees what goes out to clients. */
@FunctionalInterface
public interface OutgoingHandler {
    /**
     * Called just before an event is sent to a socket, on the thread that emits, so it must not block. For a broadcast it is called for
     * each receiver on this server.
     *
     * @param socket who gets it
     * @param event its name
     * @param args the arguments as they were given to {@code emit}; unmodifiable, may hold nulls
     * @throws Exception anything; it becomes a {@link HandlerFailure}, and the event is sent all the same
     */
    void handle(Socket socket, String event, List<@Nullable Object> args) throws Exception;
}
