package io.socketio.jakarta;

import java.util.Set;

/**
 * One client in one namespace, connected to this server or to another one of a cluster: what {@link BroadcastOperator#fetchSockets()} finds.
 * For a socket of this server it is the {@link Socket} itself. Of one elsewhere {@link #handshake()}, {@link #rooms()} and
 * {@link #attributes()} are as they were when it was fetched, and the methods act through the cluster.
 */
public interface RemoteSocket extends SocketEmitter {
    /**
     * The public id of this socket, also the name of a room that holds just this socket. Unique in the namespace, new at every connection
     * that is not {@link Socket#recovered()}, and not the secret id of the transport's session.
     *
     * @return 20 characters of the base64url alphabet; of a Socket.IO 2 client, as its protocol wants it, another form
     */
    String id();

    /**
     * What the client said and who it was when it connected.
     *
     * @return an immutable copy
     */
    Handshake handshake();

    /**
     * Data of the application that live as long as the socket ({@code data} in Socket.IO).
     *
     * @return for a {@link Socket} the same object at every call
     */
    Attributes attributes();

    /**
     * The rooms that this socket is in, its own ({@link #id()}) among them.
     *
     * @return a copy
     */
    Set<String> rooms();

    /**
     * Joins rooms; joining one twice is harmless. Rooms come into being when somebody joins and go with their last socket.
     *
     * @param rooms names that do not begin with the character 0
     * @throws SocketIoException if a {@link Socket} would be in more than {@link SocketIoConfig#maxRooms()} rooms; it joins none of them then
     * @throws IllegalArgumentException if a name begins with the character 0
     */
    void join(String... rooms);

    /**
     * Leaves rooms; leaving one it is not in is harmless.
     *
     * @param rooms their names
     * @throws IllegalArgumentException if a name begins with the character 0
     */
    void leave(String... rooms);

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
