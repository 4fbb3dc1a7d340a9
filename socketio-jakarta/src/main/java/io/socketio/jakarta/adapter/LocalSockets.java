package io.socketio.jakarta.adapter;

import io.socketio.jakarta.Ack;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Attributes;
import io.socketio.jakarta.ConnectionStateRecovery;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.RemoteSocket;
import io.socketio.jakarta.RoomListener;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link Adapter} may ask of the server: the sockets of its namespace that are connected here. The adapter tells it, as a
 * {@link RoomListener}, what becomes of rooms; those that are sockets' ids are not its business. No method blocks.
 */
public interface LocalSockets extends RoomListener {
    /**
     * The namespace.
     *
     * @return its name
     */
    String namespace();

    /**
     * Whether a socket is connected here.
     *
     * @param socketId any text
     * @return true if it is the id of one
     */
    boolean contains(String socketId);

    /**
     * The sockets that are connected here.
     *
     * @return a live, unmodifiable view of their ids
     */
    Set<String> ids();

    /**
     * One that is connected here.
     *
     * @param socketId its id
     * @return the socket, if it is there
     */
    Optional<RemoteSocket> socket(String socketId);

    /**
     * Sends to one socket; does nothing if it is gone.
     *
     * @param socketId its id
     * @param broadcast what to send
     */
    void deliver(String socketId, Broadcast broadcast);

    /**
     * Sends to all sockets but some.
     *
     * @param broadcast what to send
     * @param except ids of those that do not get it
     */
    void deliverToAll(Broadcast broadcast, Set<String> except);

    /**
     * Sends to one socket, and has its acknowledgement collected.
     *
     * @param socketId its id
     * @param broadcast what to send, with {@link Broadcast#hasAck()}
     * @param acks is told {@link AckCollector#answer} or {@link AckCollector#gone}, once
     */
    void deliver(String socketId, Broadcast broadcast, AckCollector acks);

    /**
     * How connection states are recovered.
     *
     * @return nothing if they are not
     */
    Optional<ConnectionStateRecovery> recovery();

    /**
     * Tells that something was dropped early because of a bound, so that it is counted ({@link
     * io.socketio.jakarta.Engine#limitsReached()}).
     *
     * @param option the name of the option that sets the bound, such as {@code connectionStateRecovery.maxBytes}
     */
    default void limitReached(String option) {}

    // ---- for clusters

    /**
     * Encodes a broadcast that another server has sent.
     *
     * @param event its name
     * @param args its arguments
     * @param isVolatile whether it may be dropped
     * @param compress whether the transport may compress it
     * @return to be delivered here
     */
    Broadcast broadcast(String event, List<@Nullable Object> args, boolean isVolatile, boolean compress);

    /**
     * As {@link #broadcast}, of one that asks for acknowledgements.
     *
     * @param event its name
     * @param args its arguments
     * @param isVolatile whether it may be dropped
     * @param compress whether the transport may compress it
     * @param timeout how long clients may take, from now on; after it they owe nothing
     * @return to be delivered here
     */
    Broadcast broadcastWithAck(
            String event,
            List<@Nullable Object> args,
            boolean isVolatile,
            boolean compress,
            Optional<Duration> timeout);

    /**
     * A socket that is connected to another server.
     *
     * @param socketId its id
     * @param handshake what its client said
     * @param rooms the rooms it is in, without that of its id
     * @param attributes data of the application
     * @return one that acts through the adapter
     */
    RemoteSocket remote(String socketId, Handshake handshake, Set<String> rooms, Attributes attributes);

    /**
     * Another server has sent an event to this one.
     *
     * @param event its name
     * @param args its arguments
     * @param ack takes the answer; its {@link Ack#isRequested()} tells whether one is awaited
     */
    void serverSide(String event, List<@Nullable Object> args, Ack ack);

    /**
     * Values as arguments, for answers that came from another server.
     *
     * @param args any values that can be emitted
     * @return the same, to be bound by who asks
     */
    Arguments arguments(List<@Nullable Object> args);
}
