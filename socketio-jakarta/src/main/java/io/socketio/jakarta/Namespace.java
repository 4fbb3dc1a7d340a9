package io.socketio.jakarta;

import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A namespace: sockets that share handlers, rooms and middlewares. As an {@link Emitter} it addresses all of its sockets.
 *
 * <p>Handlers belong to the namespace, not to a socket. <b>Ordering:</b> for one socket, its middlewares, {@code onConnect},
 * {@code on}/{@code onAny} and {@code onDisconnect} handlers run one at a time and in the order in which its packets came; handlers of
 * one kind run in the order of their registration. <b>Threading:</b> on the server's worker threads, never on a network thread
 * (unless {@link SocketIoConfig.Dispatch#INLINE} was chosen), for different sockets in parallel. A handler may block: it delays its
 * own socket and nobody else. <b>Errors:</b> what a handler throws becomes a {@link HandlerFailure}; the socket stays connected and
 * no acknowledgement is sent by itself.
 */
public interface Namespace extends BroadcastOperator {
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
     * Adds a handler of an event whose first argument is bound to a type.
     *
     * @param event the name; not reserved, see {@link Emitter#emit}
     * @param type what {@link Message#payload()} is, bound when it is first asked for
     * @param handler gets the messages
     * @param <T> the payload's type
     * @return removes it again
     * @throws IllegalArgumentException if the name is blank or reserved
     */
    <T> Registration on(String event, Class<T> type, MessageHandler<T> handler);

    /**
     * Adds a handler of an event; its payload is all of its arguments.
     *
     * @param event the name; not reserved, see {@link Emitter#emit}
     * @param handler gets the messages
     * @return removes it again
     * @throws IllegalArgumentException if the name is blank or reserved
     */
    default Registration on(String event, MessageHandler<Arguments> handler) {
        return on(event, Arguments.class, handler);
    }

    /**
     * Adds a handler of all events; it runs before those of {@code on}.
     *
     * @param handler gets the messages
     * @return removes it again
     */
    Registration onAny(MessageHandler<Arguments> handler);

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
}
