package io.socketio.jakarta.server;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Attributes;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoException;
import io.socketio.jakarta.engine.parser.EnginePacket;
import io.socketio.jakarta.parser.Packet;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A client in a namespace: first it asks, then it is connected, then it is gone. */
final class DefaultSocket extends AbstractSocketEmitter implements Socket {
    private enum State {
        ASKING,
        CONNECTED,
        GONE
    }

    private final String id;
    private final DefaultNamespace namespace;
    private final Connection connection;
    private final Handshake handshake;
    private final Mailbox mailbox;
    private final Attributes attributes = new Attributes();

    private volatile State state = State.ASKING;
    private volatile boolean admitted; // it was connected once: what comes from any other is not listened to
    private volatile boolean deaf; // what it still sent is not wanted any more
    private @Nullable AckRegistry acks; // guarded by this

    DefaultSocket(String id, DefaultNamespace namespace, Connection connection, Handshake handshake, Mailbox mailbox) {
        this.id = id;
        this.namespace = namespace;
        this.connection = connection;
        this.handshake = handshake;
        this.mailbox = mailbox;
    }

    // ---- life

    Mailbox mailbox() {
        return mailbox;
    }

    /** Makes it connected; false if it is gone meanwhile. */
    boolean admit(List<EnginePacket> connected) {
        synchronized (this) {
            if (state != State.ASKING) return false;
            state = State.CONNECTED;
            admitted = true;
        }
        connection.send(
                connected, false); // before anybody can address the socket: it is the first thing the client gets
        namespace.add(this);
        if (state == State.GONE) { // meanwhile: it may have been told so before it was told that it is connected
            namespace.remove(this);
            if (deaf) connection.sendDisconnect(this);
        }
        return true;
    }

    boolean isAsking() {
        return state == State.ASKING;
    }

    /** Does not let it in; false if it has gone by itself. */
    synchronized boolean refuse() {
        if (state != State.ASKING) return false;
        state = State.GONE;
        return true;
    }

    /** Ends it; the first reason counts. True if it was connected. */
    boolean end(DisconnectReason reason) {
        boolean wasConnected;
        AckRegistry open;
        synchronized (this) {
            if (state == State.GONE) return false;
            wasConnected = state == State.CONNECTED;
            deaf = reason == DisconnectReason.SERVER_NAMESPACE_DISCONNECT;
            state = State.GONE;
            open = acks;
            if (wasConnected) namespace.remove(this);
        }
        if (open != null) open.close(namespace.core().workers());
        if (wasConnected) mailbox.addLast(() -> namespace.handlers().disconnected(this, reason));
        return wasConnected;
    }

    // ---- in

    /** Handles an event, on a worker. */
    void message(Packet packet, String event, Arguments args) {
        if (admitted && !deaf) namespace.handlers().message(event, args, this, new AckReply(this, packet.ackId()));
    }

    /** An answer came, on a network thread. */
    void answered(long ackId, Arguments args) {
        AckRegistry open;
        synchronized (this) {
            open = acks;
        }
        if (open != null) open.answered(ackId, args, namespace.core().workers());
    }

    // ---- out

    PacketWriter writer() {
        return namespace.core().writer();
    }

    boolean send(List<EnginePacket> unit, boolean droppable) {
        return state == State.CONNECTED && connection.send(unit, droppable);
    }

    void emit(Flags flags, String event, @Nullable Object... args) {
        PacketWriter.checkName(event);
        send(writer().event(namespace.name(), Packet.NO_ACK, event, flags.compress(), args), flags.isVolatile());
    }

    CompletionStage<Arguments> emitWithAck(Flags flags, String event, @Nullable Object... args) {
        PacketWriter.checkName(event);
        long ackId = namespace.nextAckId();
        List<EnginePacket> unit = writer().event(namespace.name(), ackId, event, flags.compress(), args);
        ServerCore core = namespace.core();
        CompletableFuture<Arguments> answer = registry().await(ackId, flags.timeout(), core.timer(), core.workers());
        if (!answer.isDone()) send(unit, flags.isVolatile());
        return answer;
    }

    private synchronized AckRegistry registry() {
        AckRegistry open = acks;
        if (open == null) {
            open = new AckRegistry(namespace.core().config().maxPendingAcks());
            if (state == State.GONE) open.close(Runnable::run);
            acks = open;
        }
        return open;
    }

    @Override
    DefaultSocket target() {
        return this;
    }

    @Override
    Flags flags() {
        return Flags.NONE;
    }

    // ---- the rest of the API

    @Override
    public String id() {
        return id;
    }

    @Override
    public DefaultNamespace namespace() {
        return namespace;
    }

    @Override
    public Handshake handshake() {
        return handshake;
    }

    @Override
    public Attributes attributes() {
        return attributes;
    }

    @Override
    public String transport() {
        return connection.transport();
    }

    @Override
    public boolean isConnected() {
        return state == State.CONNECTED;
    }

    @Override
    public Set<String> rooms() {
        if (!isConnected()) return Set.of();
        Set<String> rooms = new HashSet<>(namespace.adapter().rooms(id));
        rooms.add(id);
        return rooms;
    }

    @Override
    public void join(String... rooms) {
        synchronized (this) { // so that nobody joins who is about to go
            if (!isConnected()) return;
            Set<String> joined = namespace.adapter().rooms(id);
            Set<String> more = new HashSet<>(Arrays.asList(rooms));
            more.remove(id);
            more.removeIf(joined::contains);
            int limit = namespace.core().config().maxRooms();
            if (joined.size() + more.size() > limit)
                throw new SocketIoException("a socket may be in " + limit + " rooms (option maxRooms)");
            namespace.adapter().join(id, more);
        }
    }

    @Override
    public void leave(String... rooms) {
        synchronized (this) {
            if (isConnected()) namespace.adapter().leave(id, Arrays.asList(rooms));
        }
    }

    @Override
    public void disconnect(boolean close) {
        if (isConnected()) connection.disconnect(this, close);
    }

    @Override
    public String toString() {
        return "Socket(" + id + " in " + namespace.name() + ")";
    }
}
