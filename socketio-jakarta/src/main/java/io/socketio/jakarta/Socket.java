package io.socketio.jakarta;

import java.util.Set;

/**
 * One client in one {@link Namespace}.
 *
 * <p>{@code emit} sends to this client; {@code to}, {@code in}, {@code except} and {@link #broadcast()} address the others in the
 * namespace, never this socket.
 *
 * <p>A client's connection may carry several sockets, one for each namespace that it joined. After the socket was disconnected every
 * method stays callable and does nothing, the accessors keep their last values, and {@link #rooms()} is empty.
 */
public interface Socket extends SocketEmitter {
    /**
     * The public id of this socket, also the name of a room that holds just this socket. Unique in the namespace, new at every connection,
     * and not the secret id of the transport's session.
     *
     * @return 20 characters of the base64url alphabet
     */
    String id();

    /**
     * Where this socket lives.
     *
     * @return its namespace
     */
    Namespace namespace();

    /**
     * What the client said and who it was when it connected.
     *
     * @return an immutable copy
     */
    Handshake handshake();

    /**
     * Data of the application that live as long as the socket.
     *
     * @return the same object at every call
     */
    Attributes attributes();

    /**
     * The transport that carries the connection at this moment.
     *
     * @return {@code polling} or {@code websocket}
     */
    String transport();

    /**
     * Whether the socket is connected: from just before the {@code onConnect} handlers until the client or the server ended it.
     *
     * @return {@code false} from the moment of the disconnection on, even while {@code onDisconnect} handlers wait for their turn
     */
    boolean isConnected();

    /**
     * The rooms that this socket is in, its own ({@link #id()}) among them.
     *
     * @return a copy
     */
    Set<String> rooms();

    /**
     * Joins rooms; joining one twice is harmless. Rooms come into being when somebody joins and go with their last socket.
     *
     * @param rooms any names
     * @throws SocketIoException if the socket would be in more than {@link SocketIoConfig#maxRooms()} rooms; it joins none of them then
     */
    void join(String... rooms);

    /**
     * Leaves rooms; leaving one it is not in is harmless.
     *
     * @param rooms their names
     */
    void leave(String... rooms);

    /**
     * Addresses everybody in the namespace but this socket.
     *
     * @return an operator without rooms
     */
    BroadcastOperator broadcast();

    /** Takes this socket out of its namespace and tells the client. The connection and the client's other namespaces stay. */
    default void disconnect() {
        disconnect(false);
    }

    /**
     * Disconnects with the reason {@link DisconnectReason#SERVER_NAMESPACE_DISCONNECT}. What was emitted before still goes out.
     *
     * @param close {@code true} disconnects the client from all its namespaces and closes the connection
     */
    void disconnect(boolean close);
}
