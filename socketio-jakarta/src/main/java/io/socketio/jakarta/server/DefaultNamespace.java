package io.socketio.jakarta.server;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.adapter.Adapter;
import io.socketio.jakarta.adapter.InMemoryAdapter;
import io.socketio.jakarta.engine.parser.EnginePacket;
import io.socketio.jakarta.parser.Packet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A namespace: its handlers, its sockets and its adapter. */
class DefaultNamespace extends AbstractNamespace {
    private final Map<String, DefaultSocket> sockets = new ConcurrentHashMap<>();
    private final AtomicLong ackIds = new AtomicLong();
    private final Adapter adapter;

    DefaultNamespace(ServerCore core, String name) {
        this(core, name, null);
    }

    /** @param parent whose handlers it has */
    DefaultNamespace(ServerCore core, String name, @Nullable AbstractNamespace parent) {
        super(core, name, parent);
        this.adapter = core.config().adapter().orElse(InMemoryAdapter::new).create(new NamespaceSockets(this, sockets));
    }

    @Override
    Collection<DefaultNamespace> addressed() {
        return List.of(this);
    }

    Adapter adapter() {
        return adapter;
    }

    // ---- what goes out

    long nextAckId() {
        return ackIds.getAndIncrement();
    }

    OutgoingEvent event(String event, Flags flags, @Nullable Object... args) {
        return event(event, flags, Packet.NO_ACK, args);
    }

    OutgoingEvent eventWithAck(String event, Flags flags, @Nullable Object... args) {
        return event(event, flags, nextAckId(), args);
    }

    private OutgoingEvent event(String event, Flags flags, long ackId, @Nullable Object... args) {
        List<EnginePacket> unit = core().writer().event(name(), ackId, event, flags.compress(), args);
        List<@Nullable Object> arguments = Collections.unmodifiableList(Arrays.asList(args));
        return new OutgoingEvent(this, event, arguments, flags, ackId, unit, null);
    }

    /** Nobody waits any more for what its sockets owe. */
    void forgetAck(long ackId) {
        for (DefaultSocket socket : sockets.values()) socket.forgetAck(ackId);
    }

    @Override
    public void serverSideEmit(String event, @Nullable Object... args) {
        ServerSideHandlers.checkName(event);
        adapter.serverSideEmit(event, encodable(args));
    }

    @Override
    public CompletionStage<List<Arguments>> serverSideEmitWithAck(String event, @Nullable Object... args) {
        ServerSideHandlers.checkName(event);
        return adapter.serverSideEmitWithAck(event, encodable(args));
    }

    private List<@Nullable Object> encodable(@Nullable Object... args) {
        List<@Nullable Object> all = Collections.unmodifiableList(Arrays.asList(args));
        core().arguments(all); // what cannot be encoded is the caller's error, with or without a cluster
        return all;
    }

    // ---- its sockets

    /**
     * Makes a socket one of those that are addressed. A client of Socket.IO 2 that left and came back has the same id again: its new socket may
     * be here before the old one is through.
     */
    void add(DefaultSocket socket) {
        if (socket.isGone()) return;
        DefaultSocket earlier = sockets.put(socket.id(), socket);
        if (earlier != null) adapter.leaveAll(socket.id());
        roomListeners().created(socket.id());
        roomListeners().joined(socket.id(), socket.id());
    }

    void remove(DefaultSocket socket) {
        if (!sockets.remove(socket.id(), socket)) return;
        adapter.leaveAll(socket.id());
        roomListeners().left(socket.id(), socket.id());
        roomListeners().deleted(socket.id());
    }

    @Override
    public Collection<Socket> sockets() {
        return Collections.unmodifiableCollection(sockets.values());
    }

    @Override
    public Optional<Socket> socket(String id) {
        return Optional.ofNullable(sockets.get(id));
    }

    // ---- coming and going, which only children of parents do

    /** Somebody is about to come: it is not dropped meanwhile. False if it was dropped already. */
    boolean enter() {
        return true;
    }

    /** Whoever wanted to come is in or refused, or somebody has gone. */
    void left() {}

    boolean isEmpty() {
        return sockets.isEmpty();
    }
}
