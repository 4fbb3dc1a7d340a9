package io.socketio.jakarta.server;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Attributes;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.EngineConnection;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.SocketIoException;
import io.socketio.jakarta.adapter.AckCollector;
import io.socketio.jakarta.adapter.Adapter;
import io.socketio.jakarta.engine.parser.EnginePacket;
import io.socketio.jakarta.parser.Packet;
import java.security.Principal;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client in a namespace: first it asks, then it is connected, then it is gone. */
final class DefaultSocket extends AbstractSocket {
    private enum State {
        ASKING,
        CONNECTED,
        GONE
    }

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final String namespaceName;
    private final Connection connection;
    private final Handshake handshake;
    private final Mailbox mailbox;
    private final @Nullable Recovery recovery;

    private volatile String id;
    private volatile Attributes attributes;
    private volatile @Nullable DefaultNamespace namespace; // not known before it is asked for
    private volatile State state = State.ASKING;
    private volatile boolean admitted; // it was connected once: what comes from any other is not listened to
    private volatile boolean deaf; // what it still sent is not wanted any more
    private long secondBegan; // these two: of one network thread at a time
    private int eventsInSecond;
    private volatile Set<String> lastRooms = Set.of(); // for who is told that it is disconnecting
    private @Nullable AckRegistry acks; // guarded by this

    /** @param recovery {@code null} if connection states are not recovered */
    DefaultSocket(
            String id,
            String namespaceName,
            Connection connection,
            Handshake handshake,
            Mailbox mailbox,
            Attributes attributes,
            @Nullable Recovery recovery) {
        this.id = id;
        this.namespaceName = namespaceName;
        this.connection = connection;
        this.handshake = handshake;
        this.mailbox = mailbox;
        this.attributes = attributes;
        this.recovery = recovery;
    }

    // ---- life

    Mailbox mailbox() {
        return mailbox;
    }

    String namespaceName() {
        return namespaceName;
    }

    /** Tells where it wants in. */
    void place(DefaultNamespace wanted) {
        namespace = wanted;
    }

    /** It is one that was here before: only while it asks. */
    void become(String formerId, Attributes formerAttributes) {
        id = formerId;
        attributes = formerAttributes;
    }

    @Nullable
    Recovery recovery() {
        return recovery;
    }

    /** Makes it connected; false if it is gone meanwhile. */
    boolean admit(List<EnginePacket> connected) {
        synchronized (this) {
            if (state != State.ASKING) return false;
            state = State.CONNECTED;
            admitted = true;
        }
        if (recovered()) {
            Objects.requireNonNull(recovery).finish(this, () -> connection.sendLater(connected));
        } else {
            connection.send(connected, false); // before anybody can address the socket: the client gets it first
            enter();
        }
        if (state == State.GONE) { // meanwhile: it may have been told so before it was told that it is connected
            namespace().remove(this);
            if (deaf) connection.sendDisconnect(this);
        }
        return true;
    }

    /** From now on it is addressed, by its user's name, too. */
    void enter() {
        namespace().add(this);
        handshake
                .principal()
                .map(Principal::getName)
                .ifPresent(user -> namespace().adapter().join(id, List.of(Rooms.ofUser(user))));
    }

    boolean isGone() {
        return state == State.GONE;
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
            if (wasConnected) lastRooms = rooms();
            state = State.GONE;
            open = acks;
            if (wasConnected) namespace().remove(this);
        }
        // not under the lock: who broadcasts holds the log while it closes a slow client
        if (wasConnected && recovery != null) recovery.persist(this, lastRooms, reason);
        if (open != null) open.close(namespace().core().workers());
        if (wasConnected) mailbox.addLast(() -> tellEnd(reason));
        return wasConnected;
    }

    private void tellEnd(DisconnectReason reason) {
        namespace().handlers().disconnecting(this, reason);
        lastRooms = Set.of();
        namespace().handlers().disconnected(this, reason);
    }

    // ---- in

    /** Counts an event; true if there are more of them in a second than there may be. */
    boolean exceeds(int maxEventsPerSecond) {
        if (maxEventsPerSecond == 0) return false;
        long now = System.nanoTime();
        if (eventsInSecond == 0 || now - secondBegan >= SECOND) {
            secondBegan = now;
            eventsInSecond = 0;
        }
        return ++eventsInSecond > maxEventsPerSecond;
    }

    /** Whether a message of this name must be handled, as far as can be told now: what is still to be handled may change it. */
    boolean wants(String event) {
        DefaultNamespace where = namespace;
        Listeners own = listeners();
        return where == null || where.handlers().wants(event) || (own != null && own.wants(event)) || !mailbox.isIdle();
    }

    /** Handles an event, on a worker. */
    void message(Packet packet, String event, Arguments args) {
        if (admitted && !deaf)
            namespace().handlers().message(event, args, this, listeners(), new AckReply(this, packet.ackId()));
    }

    /** An answer came, on a network thread. */
    void answered(long ackId, Arguments args) {
        AckRegistry open;
        synchronized (this) {
            open = acks;
        }
        if (open != null) open.answered(ackId, args, namespace().core().workers());
    }

    // ---- out

    PacketWriter writer() {
        return namespace().core().writer();
    }

    boolean send(List<EnginePacket> unit, boolean droppable) {
        return state == State.CONNECTED && connection.send(unit, droppable);
    }

    void emit(Flags flags, String event, @Nullable Object... args) {
        PacketWriter.checkName(event);
        OutgoingEvent outgoing = namespace().event(event, flags, args);
        if (recovery == null) deliver(outgoing);
        else Recovery.emit(this, outgoing);
    }

    /** Sends an event that others get, too, perhaps. */
    void deliver(OutgoingEvent event) {
        if (recovery != null && recovery.holds(this, event)) return;
        if (state != State.CONNECTED) return;
        namespace().handlers().outgoing(event, this, listeners());
        // with an offset others wait for their turn meanwhile, which must not depend on this client
        if (event.offset() == null) connection.send(event.unit(), event.isVolatile());
        else connection.sendLater(event.unit());
    }

    /** What it has not got while it was away. */
    void sendMissed(OutgoingEvent event) {
        connection.sendLater(event.unit());
    }

    /** More has come for it than may wait. */
    void closeSlow() {
        connection.closeSlow();
    }

    /** As {@link #deliver}, and tells what the client answers. */
    void deliver(OutgoingEvent event, AckCollector collector) {
        ask(event, null).whenComplete((answer, failure) -> {
            if (failure == null) collector.answer(answer);
            else collector.gone();
        });
    }

    CompletionStage<Arguments> emitWithAck(Flags flags, String event, @Nullable Object... args) {
        PacketWriter.checkName(event);
        return ask(namespace().eventWithAck(event, flags, args), flags.timeout());
    }

    private CompletableFuture<Arguments> ask(OutgoingEvent event, @Nullable Duration timeout) {
        ServerCore core = namespace().core();
        AckRegistry registry = registry();
        CompletableFuture<Arguments> answer = registry.await(event.ackId(), timeout, core.timer(), core.workers());
        if (answer.isDone()) return answer;
        namespace().handlers().outgoing(event, this, listeners());
        if (!send(event.unit(), event.isVolatile())) {
            registry.forget(event.ackId());
            answer.completeExceptionally(new SocketIoException("the client could not take it"));
        }
        return answer;
    }

    /** Nobody waits any more for this answer. */
    void forgetAck(long ackId) {
        AckRegistry open;
        synchronized (this) {
            open = acks;
        }
        if (open != null) open.forget(ackId);
    }

    private synchronized AckRegistry registry() {
        AckRegistry open = acks;
        if (open == null) {
            ServerCore core = namespace().core();
            open = new AckRegistry(
                    core.config().maxPendingAcks(), () -> core.limits().reached("maxPendingAcks"));
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
        return Objects.requireNonNull(namespace);
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
    public EngineConnection conn() {
        return connection.shown();
    }

    @Override
    public boolean isConnected() {
        return state == State.CONNECTED;
    }

    @Override
    public boolean recovered() {
        return recovery != null && recovery.isRecovered();
    }

    @Override
    public Set<String> rooms() {
        if (!isConnected()) return new HashSet<>(lastRooms);
        Set<String> rooms = Rooms.shown(namespace().adapter().rooms(id));
        rooms.add(id);
        return rooms;
    }

    @Override
    public void join(String... rooms) {
        List<String> names = Arrays.asList(rooms);
        Rooms.check(names);
        synchronized (this) { // so that nobody joins who is about to go
            if (!isConnected()) return;
            Adapter adapter = namespace().adapter();
            Set<String> joined = adapter.rooms(id);
            Set<String> more = new HashSet<>(names);
            more.remove(id);
            more.removeIf(joined::contains);
            int limit = namespace().core().config().maxRooms();
            int inner = handshake.principal().isPresent() ? 1 : 0;
            if (joined.size() - inner + more.size() > limit) {
                namespace().core().limits().reached("maxRooms");
                throw new SocketIoException("a socket may be in " + limit + " rooms (option maxRooms)");
            }
            adapter.join(id, more);
        }
    }

    @Override
    public void leave(String... rooms) {
        List<String> names = Arrays.asList(rooms);
        Rooms.check(names);
        synchronized (this) {
            if (isConnected()) namespace().adapter().leave(id, names);
        }
    }

    @Override
    public void disconnect(boolean close) {
        if (isConnected()) connection.disconnect(this, close);
    }

    @Override
    public String toString() {
        return "Socket(" + id + " in " + namespaceName + ")";
    }
}
