package io.socketio.jakarta.adapter;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.RemoteSocket;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Knows which sockets of one namespace are in which rooms, and who gets a broadcast. One for each namespace; whatever addresses more than
 * one socket goes through it, so that an adapter for a cluster needs nothing else. It keeps an {@link InMemoryAdapter} for the sockets of its
 * own server.
 *
 * <p><b>Threading:</b> any thread, several at once; the methods that name a socket are called one after the other for that socket. No method
 * may block on the network for long: emitting is not expected to. <b>Ordering:</b> what one thread broadcasts reaches each socket in that
 * order. <b>Errors:</b> what a method throws reaches the application that called; what fails later, the stage that was returned.
 */
public interface Adapter {
    /** Makes adapters (option {@code adapter}). */
    @FunctionalInterface
    interface Factory {
        /**
         * Makes the adapter of a namespace, when that is made.
         *
         * @param sockets the namespace's sockets on this server
         * @return a new adapter
         */
        Adapter create(LocalSockets sockets);
    }

    /** The namespace or the server is gone: lets go of connections and subscriptions. Nothing else is called after it. */
    default void close() {}

    /**
     * How many servers the cluster has, this one included.
     *
     * @return 1 without a cluster
     */
    default CompletionStage<Integer> serverCount() {
        return CompletableFuture.completedFuture(1);
    }

    /**
     * Puts a socket into rooms. A room that is named like the id of a socket always holds that socket, without this call.
     *
     * @param socketId a socket of this server
     * @param rooms names
     */
    void join(String socketId, Collection<String> rooms);

    /**
     * Takes a socket out of rooms.
     *
     * @param socketId a socket of this server
     * @param rooms names
     */
    void leave(String socketId, Collection<String> rooms);

    /**
     * Takes a socket out of all its rooms: it is gone.
     *
     * @param socketId a socket
     */
    void leaveAll(String socketId);

    /**
     * The rooms of a socket.
     *
     * @param socketId a socket of this server
     * @return a live, unmodifiable view, without the room of its own id
     */
    Set<String> rooms(String socketId);

    /**
     * The sockets of this server that options address.
     *
     * @param options which
     * @return their ids
     */
    Set<String> sockets(BroadcastOptions options);

    /**
     * Gives a broadcast to every socket that the options address, once, by {@link LocalSockets#deliver} and
     * {@link LocalSockets#deliverToAll}.
     *
     * @param broadcast what to send
     * @param options to whom
     */
    void broadcast(Broadcast broadcast, BroadcastOptions options);

    /**
     * As {@link #broadcast}, of one that asks for acknowledgements.
     *
     * @param broadcast what to send, with {@link Broadcast#hasAck()}
     * @param options to whom
     * @param acks is told of each answer
     */
    void broadcastWithAck(Broadcast broadcast, BroadcastOptions options, AckCollector acks);

    /**
     * Finds sockets.
     *
     * @param options which
     * @return those of this server by {@link LocalSockets#socket}, those of others by {@link LocalSockets#remote}
     */
    CompletionStage<List<RemoteSocket>> fetchSockets(BroadcastOptions options);

    /**
     * Makes sockets join rooms.
     *
     * @param options which
     * @param rooms names
     */
    void socketsJoin(BroadcastOptions options, Collection<String> rooms);

    /**
     * Makes sockets leave rooms.
     *
     * @param options which
     * @param rooms names
     */
    void socketsLeave(BroadcastOptions options, Collection<String> rooms);

    /**
     * Disconnects sockets.
     *
     * @param options which
     * @param close whether their connections, too
     */
    void disconnectSockets(BroadcastOptions options, boolean close);

    /**
     * Passes an event to the other servers, to their {@link LocalSockets#serverSide}. Without a cluster there are none.
     *
     * @param event its name
     * @param args its arguments; unmodifiable, may hold nulls
     */
    default void serverSideEmit(String event, List<@Nullable Object> args) {}

    /**
     * As {@link #serverSideEmit}, and collects their answers.
     *
     * @param event its name
     * @param args its arguments; unmodifiable, may hold nulls
     * @return one answer of each other server; exceptionally a {@link io.socketio.jakarta.BroadcastTimeoutException} if some do not come
     */
    default CompletionStage<List<Arguments>> serverSideEmitWithAck(String event, List<@Nullable Object> args) {
        return CompletableFuture.completedFuture(List.of());
    }

    /**
     * Keeps the state of a socket whose connection was lost, for {@link LocalSockets#recovery()}; called after {@link #leaveAll}. An
     * adapter that does not recover state keeps nothing, and gives broadcasts no {@linkplain Broadcast#withOffset offset}.
     *
     * @param state what to keep, for a bounded time
     */
    default void persist(SocketState state) {}

    /**
     * Gives the state of a socket back to its client, once.
     *
     * @param privateId who asks for it
     * @param offset the last one that the client got
     * @return the state, if it is there still and {@link #missed} can tell what came after the offset
     */
    default CompletionStage<Optional<SocketState>> restore(String privateId, String offset) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /**
     * What a socket has not got. Its socket has joined its rooms again before this is called, and what is delivered to it waits: so nothing is
     * lost in between, and what is both here and there is sent once.
     *
     * @param state the state that was restored
     * @param offset the last one that the client got
     * @return the broadcasts for its rooms after that one, in order and with their offsets; nothing if that cannot be told any more
     */
    default CompletionStage<Optional<List<Broadcast>>> missed(SocketState state, String offset) {
        return CompletableFuture.completedFuture(Optional.empty());
    }
}
