package io.socketio.jakarta.server;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Attributes;
import io.socketio.jakarta.ConnectRefusedException;
import io.socketio.jakarta.ConnectRequest;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.EngineConnection;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.Middleware;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.PayloadException;
import io.socketio.jakarta.engine.CloseReason;
import io.socketio.jakarta.engine.EngineListener;
import io.socketio.jakarta.engine.EngineSocket;
import io.socketio.jakarta.engine.parser.EnginePacket;
import io.socketio.jakarta.parser.Decoder;
import io.socketio.jakarta.parser.JsonText;
import io.socketio.jakarta.parser.MalformedPacketException;
import io.socketio.jakarta.parser.Packet;
import io.socketio.jakarta.parser.PacketType;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One client: an Engine.IO session and the namespaces that it joined. */
final class Connection implements EngineListener {
    private static final System.Logger LOG = System.getLogger(Connection.class.getName());

    private static final String INVALID_NAMESPACE = "Invalid namespace";
    private static final String INTERNAL_ERROR = "internal error";

    private final ServerCore core;
    private final EngineSocket engine;
    private final Revision revision;
    private final Decoder decoder;
    /** By namespace. Immutable, and replaced when one comes or goes: most connections have one, and keep it. */
    private volatile Map<String, DefaultSocket> sockets = Map.of();

    private final Backlog backlog;
    private final AtomicInteger asking = new AtomicInteger(); // CONNECTs that are not decided yet
    private volatile @Nullable Future<?> connectTimeout;
    private volatile boolean joined;
    private volatile boolean closed;
    private volatile boolean draining; // nothing new is begun

    Connection(ServerCore core, EngineSocket engine) {
        this.core = core;
        this.engine = engine;
        this.revision = Revision.of(engine);
        this.backlog = new Backlog(core.config(), core.waitingThreads());
        this.decoder = core.config().parser().decoder(core.packetLimits());
    }

    @Override
    public void open() {
        long patience = core.config().connectTimeout().toMillis();
        connectTimeout = core.timer().schedule(this::checkJoined, patience, TimeUnit.MILLISECONDS);
        // clients of protocol 4 do not ask for the main namespace
        if (revision == Revision.V4) connect("/", ConnectionHandshake.NO_AUTH, List.of());
    }

    private void stopConnectTimeout() {
        Future<?> timeout = connectTimeout;
        if (timeout != null) timeout.cancel(false);
        connectTimeout = null;
    }

    private void checkJoined() {
        if (!joined) forceClose("nothing joined within connectTimeout");
    }

    String transport() {
        return engine.transport().name();
    }

    EngineConnection shown() {
        return new DefaultEngineConnection(engine, core.handshake(engine.request()));
    }

    boolean send(List<EnginePacket> unit, boolean droppable) {
        return engine.send(unit, droppable);
    }

    /** As {@link #send}, and never writes on this thread. */
    void sendLater(List<EnginePacket> unit) {
        engine.sendLater(unit);
    }

    void closeSlow() {
        engine.close(CloseReason.TRANSPORT_ERROR);
    }

    // ---- in, on network threads

    @Override
    public void message(String data) {
        try {
            receive(decoder.text(data));
        } catch (MalformedPacketException e) {
            malformed(e);
        }
    }

    @Override
    public void binary(byte[] data) {
        try {
            receive(decoder.binary(data));
        } catch (MalformedPacketException e) {
            malformed(e);
        }
    }

    private void malformed(MalformedPacketException e) {
        e.limit().ifPresent(core.limits()::reached);
        forceClose(e.getMessage());
    }

    private void receive(@Nullable Packet packet) {
        if (packet == null || closed) return;
        if (draining && begins(packet.type())) return;
        if (packet.type() == PacketType.CONNECT) {
            connect(revision.namespace(packet), revision.auth(packet), packet.attachments());
            return;
        }
        DefaultSocket socket = sockets.get(revision.namespace(packet));
        if (socket == null) {
            forceClose(packet.type() + " for a namespace that is not joined");
            return;
        }
        switch (packet.type()) {
            case EVENT, BINARY_EVENT -> event(socket, packet);
            case ACK, BINARY_ACK -> socket.answered(packet.ackId(), arguments(packet, 0));
            default -> leave(socket, DisconnectReason.CLIENT_NAMESPACE_DISCONNECT);
        }
    }

    private static boolean begins(PacketType type) {
        return switch (type) {
            case CONNECT, EVENT, BINARY_EVENT -> true;
            default -> false;
        };
    }

    private void event(DefaultSocket socket, Packet packet) {
        String event = packet.event();
        if (socket.exceeds(core.config().maxEventsPerSecond())) {
            core.limits().reached("maxEventsPerSecond");
            forceClose("too many events");
            return;
        }
        if (packet.payload() == null || !socket.wants(event)) return;
        if (!socket.mailbox().add(() -> socket.message(packet, event, arguments(packet, 1)), packet.size())) {
            LOG.log(Level.DEBUG, "handlers of {0} are too slow for its client", socket);
            if (engine.isOpen()) core.limits().reached("maxQueuedMessages");
            closeSlow();
        }
    }

    private Arguments arguments(Packet packet, int from) {
        JsonText payload = packet.payload();
        if (payload == null) return new ReceivedArguments(core.codec(), JsonText.EMPTY, 0, 0, List.of());
        return new ReceivedArguments(core.codec(), payload, from, payload.size(), packet.attachments());
    }

    // ---- connecting

    private void connect(String name, String auth, List<byte[]> attachments) {
        if (!core.mayConnectTo(name)) {
            refuse(name, INVALID_NAMESPACE);
            return;
        }
        DefaultSocket earlier = sockets.get(name);
        if (earlier != null && !earlier.isAsking()) {
            forceClose("second CONNECT to a namespace");
            return;
        }
        // a client that disconnects before it is connected says nothing, and just asks again
        if (earlier != null) leave(earlier, DisconnectReason.CLIENT_NAMESPACE_DISCONNECT);
        if (sockets.size() >= core.config().maxNamespaces()) {
            core.limits().reached("maxNamespaces");
            refuse(name, "Too many namespaces");
            return;
        }
        if (asking.incrementAndGet() > core.config().maxNamespaces()) {
            core.limits().reached("maxNamespaces");
            forceClose("too many CONNECTs at once");
            return;
        }
        Handshake handshake = new ConnectionHandshake(engine.request(), auth, attachments, core.roles(), core.codec());
        String id = revision.socketId(name, engine, core::newId);
        Mailbox mailbox = new Mailbox(engine, core.handlerExecutor(), backlog);
        Recovery recovery = core.config().connectionStateRecovery().isPresent() && revision == Revision.V5
                ? new Recovery(core.newId())
                : null;
        DefaultSocket socket = new DefaultSocket(id, name, this, handshake, mailbox, new Attributes(), recovery);
        add(socket);
        if (closed) leave(socket, DisconnectReason.TRANSPORT_CLOSE); // its end came in between
        mailbox.addLast(() -> ask(socket));
    }

    private synchronized void add(DefaultSocket socket) {
        Map<String, DefaultSocket> more = new HashMap<>(sockets);
        more.put(socket.namespaceName(), socket);
        sockets = Map.copyOf(more);
    }

    private synchronized void remove(DefaultSocket socket) {
        Map<String, DefaultSocket> fewer = new HashMap<>(sockets);
        if (fewer.remove(socket.namespaceName(), socket)) sockets = Map.copyOf(fewer);
    }

    /** Asks whether it may connect, on a worker: behind this in the mailbox wait the events of a client in a hurry. */
    private void ask(DefaultSocket socket) {
        try {
            if (socket.isAsking()) enter(socket);
        } finally {
            asking.decrementAndGet();
        }
    }

    private void enter(DefaultSocket socket) {
        DefaultNamespace namespace;
        try {
            namespace = core.enter(socket.namespaceName(), socket.handshake());
        } catch (Throwable e) { // a matcher's: whatever it is, who could not be checked does not come in
            LOG.log(Level.WARNING, "a matcher of namespaces failed", e);
            refuse(socket, INTERNAL_ERROR, null);
            return;
        }
        if (namespace == null) {
            if (!socket.refuse()) return; // it has left, or the connection has ended
            remove(socket);
            refuse(socket.namespaceName(), INVALID_NAMESPACE);
            return;
        }
        try {
            socket.place(namespace);
            askMiddlewares(socket, namespace);
        } finally {
            if (!socket.isConnected()) namespace.remove(socket);
            namespace.left();
        }
    }

    private void askMiddlewares(DefaultSocket socket, DefaultNamespace namespace) {
        Recovery recovery = socket.recovery();
        if (recovery != null) recovery.recover(socket, core.newId());
        ConnectRequest request = new Asking(namespace, socket.handshake(), socket.attributes());
        try {
            if (!socket.recovered() || !core.skipsMiddlewares())
                for (Middleware middleware : namespace.handlers().middlewares()) middleware.handle(request);
        } catch (ConnectRefusedException e) {
            refuse(socket, e.getMessage(), e.data());
            return;
        } catch (Throwable e) { // whatever it is: who could not be checked does not come in
            namespace.handlers().failed(socket.id(), "connect", e);
            refuse(socket, INTERNAL_ERROR, null);
            return;
        }
        joined = true;
        stopConnectTimeout();
        String answer = revision.connected(socket.id(), recovery == null ? null : recovery.privateId());
        if (socket.admit(core.writer().plain(PacketType.CONNECT, namespace.name(), answer)))
            namespace.handlers().connected(socket);
    }

    private record Asking(Namespace namespace, Handshake handshake, Attributes attributes) implements ConnectRequest {}

    private void refuse(DefaultSocket socket, @Nullable String message, @Nullable Object data) {
        if (!socket.refuse()) return; // it has left, or the connection has ended
        remove(socket);
        List<EnginePacket> refusal;
        try {
            refusal = core.writer().refusal(revision, socket.namespaceName(), message, data);
        } catch (PayloadException e) {
            socket.namespace().handlers().failed(socket.id(), "connect", e);
            refusal = core.writer().refusal(revision, socket.namespaceName(), message, null);
        }
        send(refusal, false);
    }

    /** Without having asked anybody: told in the same way in all revisions. */
    private void refuse(String namespace, String message) {
        send(core.writer().refusal(Revision.V5, namespace, message, null), false);
    }

    // ---- the end

    private boolean leave(DefaultSocket socket, DisconnectReason reason) {
        remove(socket);
        return socket.end(reason);
    }

    /** {@link io.socketio.jakarta.Socket#disconnect(boolean)}. */
    void disconnect(DefaultSocket socket, boolean close) {
        if (close) {
            dismissed();
            engine.close();
        } else {
            disconnect(socket);
        }
    }

    @Override
    public void dismissed() {
        closed = true; // nothing joins any more that would not be told
        sockets.values().forEach(this::disconnect);
    }

    /** What handlers have begun, and what came before, is worked off; what comes from now on is not begun. */
    @Override
    public void drain(Runnable done) {
        draining = true;
        List<DefaultSocket> all = List.copyOf(sockets.values());
        if (all.isEmpty()) {
            done.run();
            return;
        }
        AtomicInteger busy = new AtomicInteger(all.size());
        for (DefaultSocket socket : all)
            socket.mailbox().addLast(() -> {
                if (busy.decrementAndGet() == 0) done.run();
            });
    }

    private void disconnect(DefaultSocket socket) {
        if (leave(socket, DisconnectReason.SERVER_NAMESPACE_DISCONNECT)) sendDisconnect(socket);
    }

    void sendDisconnect(DefaultSocket socket) {
        send(core.writer().plain(PacketType.DISCONNECT, socket.namespaceName(), ""), false);
    }

    /** The client broke the protocol: the connection ends, with all its namespaces. */
    private void forceClose(@Nullable String why) {
        LOG.log(Level.DEBUG, "closing {0}: {1}", engine.request().address(), why);
        engine.close();
        end(DisconnectReason.FORCED_SERVER_CLOSE); // unless the engine could close at once, and has told so
    }

    @Override
    public void close(CloseReason reason) {
        end(DefaultEngineConnection.reason(reason));
    }

    private void end(DisconnectReason reason) {
        closed = true;
        stopConnectTimeout();
        for (DefaultSocket socket : sockets.values()) leave(socket, reason);
    }
}
