package io.socketio.jakarta;

import java.util.Set;

/**
 * One client in one {@link Namespace}, connected to this server.
 *
 * <p>{@code emit} sends to this client; {@code to}, {@code in}, {@code except} and {@link #broadcast()} address the others in the
 * namespace, never this socket.
 *
 * <p>A client's connection may carry several sockets, one for each namespace that it joined. After the socket was disconnected every
 * method stays callable and does nothing, the accessors keep their last values, and {@link #rooms()} is empty.
 */
public interface Socket extends RemoteSocket, Receiver {
    /**
     * Where this socket lives.
     *
     * @return its namespace
     */
    Namespace namespace();

    /**
     * The transport that carries the connection at this moment.
     *
     * @return {@code polling} or {@code websocket}
     */
    String transport();

    /**
     * The connection that carries this socket, and the client's sockets of other namespaces.
     *
     * @return equal at every call
     */
    EngineConnection conn();

    /**
     * Whether the socket is connected: from just before the {@code onConnect} handlers until the client or the server ended it.
     *
     * @return {@code false} from the moment of the disconnection on, even while {@code onDisconnect} handlers wait for their turn
     */
    boolean isConnected();

    /**
     * Whether the client has come back and got what it had missed (option {@code connectionStateRecovery}): id, rooms and attributes are
     * those of before.
     *
     * @return {@code false} if it is new, or its state could not be recovered
     */
    boolean recovered();

    /**
     * The rooms that this socket is in, its own ({@link #id()}) among them.
     *
     * @return a copy; empty once the socket is disconnected, but for {@link Namespace#onDisconnecting} handlers
     */
    @Override
    Set<String> rooms();

    /**
     * Adds a middleware for the messages of this socket. All run in the order of their registration, before any handler; the first
     * exception stops the message: it becomes a {@link HandlerFailure}, and no handler runs.
     *
     * @param middleware gets every message, also those for which there is no handler
     * @return removes it again
     */
    Registration use(MessageHandler<Arguments> middleware);

    /**
     * Addresses everybody in the namespace but this socket.
     *
     * @return an operator without rooms
     */
    BroadcastOperator broadcast();
}
