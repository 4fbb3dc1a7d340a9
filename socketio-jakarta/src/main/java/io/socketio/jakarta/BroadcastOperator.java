package io.socketio.jakarta;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Chooses sockets, and sends to them or does something with them. Immutable: each method that chooses returns a new operator, so one may be
 * kept and shared.
 *
 * <p>The sockets are determined at each call, of this server and, unless {@link #local()}, of the others of a cluster. An event is encoded
 * once, however many get it.
 */
public interface BroadcastOperator extends Emitter {
    /**
     * Sends an event to all and asks each for an acknowledgement.
     *
     * <p><b>Threading:</b> the stage completes on the server's worker threads.
     *
     * @param event the name, as in {@link #emit}
     * @param args the arguments, see {@link Emitter}
     * @return what the clients answered, in the order in which the answers came, once all have that are still connected; exceptionally a
     *     {@link BroadcastTimeoutException} with the answers so far when the {@link #timeout} passed. A client that goes, or owes more than
     *     {@link SocketIoConfig#maxPendingAcks()}, is not waited for. Without a {@code timeout} it waits as long as they are connected.
     * @throws IllegalArgumentException if the name is blank or reserved
     * @throws PayloadException if an argument cannot be encoded; nothing was sent
     */
    default CompletionStage<List<Arguments>> emitWithAck(String event, @Nullable Object... args) {
        return emitWithAck(answer -> {}, event, args);
    }

    /**
     * As {@link #emitWithAck(String, Object...)}, and passes each answer on when it comes.
     *
     * @param each gets the answers, one at a time, on the server's worker threads; not those that come after the {@link #timeout}. What it
     *     throws ends the waiting, and is what the stage completes with.
     * @param event the name, as in {@link #emit}
     * @param args the arguments, see {@link Emitter}
     * @return all of them, as above
     * @throws IllegalArgumentException if the name is blank or reserved
     * @throws PayloadException if an argument cannot be encoded; nothing was sent
     */
    CompletionStage<List<Arguments>> emitWithAck(Consumer<Arguments> each, String event, @Nullable Object... args);

    /**
     * Finds the sockets.
     *
     * @return all that are connected here or elsewhere; exceptionally what the adapter reports, a
     *     {@link java.util.concurrent.TimeoutException} if other servers did not answer
     */
    CompletionStage<List<RemoteSocket>> fetchSockets();

    /**
     * Makes the sockets join rooms. One that would be in more than {@link SocketIoConfig#maxRooms()} joins none of them.
     *
     * @param rooms names that do not begin with the character 0
     * @throws IllegalArgumentException if a name does
     */
    void socketsJoin(String... rooms);

    /**
     * Makes the sockets leave rooms.
     *
     * @param rooms names that do not begin with the character 0
     * @throws IllegalArgumentException if a name does
     */
    void socketsLeave(String... rooms);

    /** Disconnects the sockets, as {@link Socket#disconnect()}. */
    default void disconnectSockets() {
        disconnectSockets(false);
    }

    /**
     * Disconnects the sockets, as {@link Socket#disconnect(boolean)}.
     *
     * @param close {@code true} closes their connections, with all their namespaces
     */
    void disconnectSockets(boolean close);

    @Override
    BroadcastOperator asVolatile();

    @Override
    BroadcastOperator compress(boolean compress);

    @Override
    BroadcastOperator timeout(Duration timeout);
}
