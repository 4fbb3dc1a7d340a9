package io.socketio.jakarta.server;

import io.socketio.jakarta.Ack;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Attributes;
import io.socketio.jakarta.ConnectionStateRecovery;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.RemoteSocket;
import io.socketio.jakarta.ServerSideMessage;
import io.socketio.jakarta.adapter.AckCollector;
import io.socketio.jakarta.adapter.Broadcast;
import io.socketio.jakarta.adapter.LocalSockets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The sockets of a namespace, as its adapter sees them. */
record NamespaceSockets(DefaultNamespace owner, Map<String, DefaultSocket> sockets) implements LocalSockets {
    @Override
    public String namespace() {
        return owner.name();
    }

    @Override
    public boolean contains(String socketId) {
        return sockets.containsKey(socketId);
    }

    @Override
    public Set<String> ids() {
        return Collections.unmodifiableSet(sockets.keySet());
    }

    @Override
    public Optional<RemoteSocket> socket(String socketId) {
        return Optional.ofNullable(sockets.get(socketId));
    }

    @Override
    public void deliver(String socketId, Broadcast broadcast) {
        DefaultSocket socket = sockets.get(socketId);
        if (socket != null) socket.deliver((OutgoingEvent) broadcast);
    }

    @Override
    public void deliverToAll(Broadcast broadcast, Set<String> except) {
        OutgoingEvent event = (OutgoingEvent) broadcast;
        for (DefaultSocket socket : sockets.values())
            if (except.isEmpty() || !except.contains(socket.id())) socket.deliver(event);
    }

    @Override
    public void deliver(String socketId, Broadcast broadcast, AckCollector acks) {
        DefaultSocket socket = sockets.get(socketId);
        if (socket == null) acks.gone();
        else socket.deliver((OutgoingEvent) broadcast, acks);
    }

    @Override
    public Optional<ConnectionStateRecovery> recovery() {
        return owner.core().config().connectionStateRecovery();
    }

    @Override
    public void limitReached(String option) {
        owner.core().limits().reached(option);
    }

    // ---- for clusters

    @Override
    public Broadcast broadcast(String event, List<@Nullable Object> args, boolean isVolatile, boolean compress) {
        return owner.event(event, new Flags(isVolatile, compress, null), args.toArray());
    }

    @Override
    public Broadcast broadcastWithAck(
            String event,
            List<@Nullable Object> args,
            boolean isVolatile,
            boolean compress,
            Optional<Duration> timeout) {
        Flags flags = new Flags(isVolatile, compress, timeout.orElse(null));
        OutgoingEvent broadcast = owner.eventWithAck(event, flags, args.toArray());
        timeout.ifPresent(time -> owner.core()
                .timer()
                .schedule(() -> owner.forgetAck(broadcast.ackId()), time.toNanos(), TimeUnit.NANOSECONDS));
        return broadcast;
    }

    @Override
    public RemoteSocket remote(String socketId, Handshake handshake, Set<String> rooms, Attributes attributes) {
        return new ElsewhereSocket(owner, Flags.NONE, socketId, handshake, rooms, attributes);
    }

    @Override
    public void serverSide(String event, List<@Nullable Object> args, Ack ack) {
        ServerSideMessage message =
                new ServerSideMessage(owner, event, owner.core().arguments(args), ack);
        owner.core().workers().execute(() -> owner.serverSide().handle(message));
    }

    @Override
    public Arguments arguments(List<@Nullable Object> args) {
        return owner.core().arguments(args);
    }

    // ---- rooms

    @Override
    public void created(String room) {
        owner.roomListeners().created(room);
    }

    @Override
    public void deleted(String room) {
        owner.roomListeners().deleted(room);
    }

    @Override
    public void joined(String room, String socketId) {
        owner.roomListeners().joined(room, socketId);
    }

    @Override
    public void left(String room, String socketId) {
        owner.roomListeners().left(room, socketId);
    }
}
