package io.socketio.jakarta;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A namespace: sockets that share handlers, rooms and middlewares. As an {@link Emitter} it addresses all of its sockets.
 *
 * <p>Handlers of a namespace are there for all its sockets, so that a socket costs no memory for them; those of one socket are beside them
 * ({@link Receiver}). <b>Ordering:</b> for one socket, its middlewares, {@code onConnect},
 * {@code on}/{@code onAny} and {@code onDisconnect} handlers run one at a time and in the order in which its packets came; handlers of
 * one kind run in the order of their registration. <b>Threading:</b> on the server's worker threads, never on a network thread
 * (unless {@link SocketIoConfig.Dispatch#INLINE} was chosen), for different sockets in parallel. A handler may block: it delays its
 * own socket and nobody else. <b>Errors:</b> what a handler throws becomes a {@link HandlerFailure}; the socket stays connected and
 * no acknowledgement is sent by itself.
 */
public interface Namespace extends BroadcastOperator, Receiver {
    /**
     * The name.
     *
     * @return with its leading slash; {@code /} for the main namespace
     */
    String name();

    /**
     * The server of this namespace.
     *
     * @return the server
     */
    SocketIoServer server();

    /**
     * The sockets connected to this server's namespace.
     *
     * @return a live, unmodifiable view
     */
    Collection<Socket> sockets();

    /**
     * Looks up one of {@link #sockets()}.
     *
     * @param id a {@link Socket#id()}
     * @return the socket, if it is connected here
     */
    Optional<Socket> socket(String id);

    /**
     * Adds a middleware that is asked whenever a client wants to connect. All run in the order of their registration, with or without an
     * auth payload, before the socket joins anything; the first exception refuses the client.
     *
     * @param middleware decides
     * @return removes it again
     */
    Registration use(Middleware middleware);

    /**
     * Adds a handler of new sockets.
     *
     * @param handler gets the socket right after the client was told that it is connected
     * @return removes it again
     */
    Registration onConnect(Consumer<Socket> handler);

    /**
     * Adds a handler of sockets that are about to be gone: {@link Socket#rooms()} still tells the rooms that the socket was in, though it
     * gets nothing any more. It runs after everything that the socket sent was handled, before {@code onDisconnect}.
     *
     * @param handler gets the socket and the reason
     * @return removes it again
     */
    Registration onDisconnecting(BiConsumer<Socket, DisconnectReason> handler);

    /**
     * Adds a handler of disconnections. It runs after everything that the socket sent was handled.
     *
     * @param handler gets the socket, which is in no room any more, and the reason
     * @return removes it again
     */
    Registration onDisconnect(BiConsumer<Socket, DisconnectReason> handler);

    /**
     * Adds a handler of what other handlers throw. Without any, a failure is logged as a warning.
     *
     * @param handler gets the failures; what it throws itself is logged
     * @return removes it again
     */
    Registration onFailure(Consumer<HandlerFailure> handler);

    /**
     * Adds a listener to the rooms of this namespace.
     *
     * @param listener hears of rooms and who is in them
     * @return removes it again
     */
    Registration onRooms(RoomListener listener);

    /**
     * Sends an event to the other servers of the cluster, not to clients. Without a cluster there are none.
     *
     * @param event the name; neither blank nor one of {@code connect}, {@code connection}, {@code new_namespace}
     * @param args the arguments, see {@link Emitter}
     * @throws IllegalArgumentException if the name is blank or reserved
     * @throws PayloadException if an argument cannot be encoded; nothing was sent
     */
    void serverSideEmit(String event, @Nullable Object... args);

    /**
     * As {@link #serverSideEmit}, and asks each server for an answer.
     *
     * @param event the name, as there
     * @param args the arguments, see {@link Emitter}
     * @return the answers; exceptionally a {@link BroadcastTimeoutException} with those so far if some did not come within the time that the
     *     adapter gives them
     * @throws IllegalArgumentException if the name is blank or reserved
     * @throws PayloadException if an argument cannot be encoded; nothing was sent
     */
    CompletionStage<List<Arguments>> serverSideEmitWithAck(String event, @Nullable Object... args);

    /**
     * Adds a handler of events that other servers of the cluster sent by {@link #serverSideEmit}.
     *
     * @param event the name
     * @param handler gets them
     * @return removes it again
     * @throws IllegalArgumentException if the name is blank or reserved
     */
    Registration onServerSide(String event, ServerSideHandler handler);
}
