package io.socketio.jakarta;

import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The verbs that everything shares that can emit: {@link Namespace}, {@link BroadcastOperator} and {@link Socket}.
 *
 * <p>What {@code emit} accepts as arguments: {@code null}, strings, numbers, booleans, enums, maps, collections, arrays, records and
 * beans (by JSON-B), {@code byte[]} and {@link java.nio.ByteBuffer} at any depth (sent as binary attachments), and {@link Arguments}
 * that came in, which stand for all of their elements and are copied as text.
 *
 * <p><b>Threading:</b> any thread. No method blocks on the network. <b>Ordering:</b> what one thread emits to one socket arrives in
 * that order, also over a change of transport. <b>Errors:</b> an argument that cannot be encoded is a {@link PayloadException} at
 * the caller, before anything is sent.
 */
public interface Emitter {
    /**
     * Sends an event to everybody this emitter addresses.
     *
     * @param event the name; neither blank nor one of the reserved names {@code connect}, {@code connect_error}, {@code disconnect},
     *     {@code disconnecting}, {@code newListener}, {@code removeListener}
     * @param args the arguments, see {@link Emitter}
     * @throws IllegalArgumentException if the name is blank or reserved
     * @throws PayloadException if an argument cannot be encoded; nothing was sent
     */
    void emit(String event, @Nullable Object... args);

    /**
     * Sends the event {@code message}.
     *
     * @param args the arguments, see {@link Emitter}
     * @throws PayloadException if an argument cannot be encoded; nothing was sent
     */
    default void send(@Nullable Object... args) {
        emit("message", args);
    }

    /**
     * Addresses the sockets in any of these rooms (each socket once), in addition to rooms named before. From a {@link Socket}: without
     * that socket itself.
     *
     * @param rooms names of rooms; the id of a socket is a room with just that socket
     * @return a new operator; this one is unchanged
     * @throws IllegalArgumentException if a name begins with the character 0, as names inside the server do
     */
    BroadcastOperator to(String... rooms);

    /**
     * As {@link #to(String...)}.
     *
     * @param rooms names of rooms
     * @return a new operator; this one is unchanged
     */
    BroadcastOperator to(Collection<String> rooms);

    /**
     * The same as {@link #to(String...)}, for sentences in which "in" reads better.
     *
     * @param rooms names of rooms
     * @return a new operator; this one is unchanged
     */
    default BroadcastOperator in(String... rooms) {
        return to(rooms);
    }

    /**
     * Addresses the sockets of users, in addition to rooms named before: those whose {@link Handshake#principal()} has one of these names,
     * in whatever rooms they are. From a {@link Socket}: without that socket itself.
     *
     * @param names names of principals
     * @return a new operator; this one is unchanged
     */
    BroadcastOperator toUser(String... names);

    /**
     * Leaves out the sockets in any of these rooms.
     *
     * @param rooms names of rooms, or ids of sockets
     * @return a new operator; this one is unchanged
     */
    BroadcastOperator except(String... rooms);

    /**
     * As {@link #except(String...)}.
     *
     * @param rooms names of rooms, or ids of sockets
     * @return a new operator; this one is unchanged
     */
    BroadcastOperator except(Collection<String> rooms);

    /**
     * Addresses only sockets that are connected to this server, not those of other nodes of a cluster.
     *
     * @return a new operator; this one is unchanged
     */
    BroadcastOperator local();

    /**
     * What is emitted may be dropped: a socket whose connection cannot take it at once does not get it. (Socket.IO: {@code volatile},
     * a reserved word in Java.)
     *
     * @return a new emitter; this one is unchanged
     */
    Emitter asVolatile();

    /**
     * Whether the transport may compress what is emitted; {@code true} without this call.
     *
     * @param compress {@code false} to ask for no compression
     * @return a new emitter; this one is unchanged
     */
    Emitter compress(boolean compress);

    /**
     * How long an acknowledgement is awaited. Has no effect where none is asked for.
     *
     * @param timeout a positive duration, precise to the millisecond
     * @return a new emitter; this one is unchanged
     * @throws IllegalArgumentException if the duration is not positive
     */
    Emitter timeout(Duration timeout);
}
