package io.socketio.jakarta.engine;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.socketio.jakarta.engine.parser.EnginePacket;
import io.socketio.jakarta.engine.parser.Protocol;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One Engine.IO session. Its outbound queue is the only thing that talks to its transport, one batch at a time: that keeps the order and
 * loses nothing when the transport changes.
 *
 * <p>The lock on this is never held while a transport or the listener is called. Packets that come in have a lock of their own, which keeps
 * them one at a time and is held while the listener gets them.
 */
public final class EngineSocket {
    private static final System.Logger LOG = System.getLogger(EngineSocket.class.getName());

    /** What {@link #turn} holds back goes out after so long at the latest; a task that ends before then is not cut into pieces. */
    public static final long TURN_MILLIS = 10;

    private enum State {
        OPEN,
        /** The server closes it; what is queued still goes out. */
        CLOSING,
        CLOSED
    }

    /** How much a cork may hold back before it is passed by. */
    private static final int CORK_BYTES = 64 * 1024;

    /**
     * Bytes that a client may not have read yet and that the network's buffers surely take: within it, a write is made on the spot. What a
     * client has read shows in its answers to pings; half of it used up, it is pinged ahead of time. A client of Engine.IO 3 is not pinged and
     * so never shows what it has read.
     */
    private static final int CREDIT = 64 * 1024;

    /** A write on the spot that takes so long, in ns, was held up by the client. */
    private static final long SLOW = MILLISECONDS.toNanos(200);

    /** How long a client that does not fetch the rest may hold up a close, in ms, as in the reference server. */
    private static final long CLOSE_TIMEOUT = 30_000;

    /** The same when the server is being closed. */
    private static final long DRAIN_TIMEOUT = 1_000;

    private final EngineServer server;
    private final String id;
    private final EngineRequest request;
    private final Protocol protocol;
    private final EngineListener listener;
    private final Heartbeat heartbeat;
    private final @Nullable Upgrade upgrade; // none for who began with WebSocket
    private final Object inbound = new Object();
    private final AtomicInteger flushes = new AtomicInteger();
    private volatile @Nullable EngineObservers observers;
    private @Nullable CloseReason closed; // guarded by this
    private CloseReason closing = CloseReason.FORCED_CLOSE; // guarded by this; what it is closed for once all is sent

    // all below: guarded by this
    private final ArrayDeque<EnginePacket> queue = new ArrayDeque<>(2);
    private Transport transport;
    private State state = State.OPEN;
    private boolean sending; // a batch is in flight
    private Transport sender; // of the last batch; written only when it changes: a reference is dear to write
    private long queuedBytes; // those in flight included
    private long inFlightBytes;
    private long sentBytes;
    private long pingedAt; // sentBytes at the last ping
    private long confirmedBytes;
    private volatile boolean slow; // a write on the spot was held up once: none is made any more
    private int corks;
    private boolean held; // one of the corks is that of a turn
    private int turn; // the last that sent something; no reference: collectors charge for one in an old object
    private boolean corkPassed;
    private boolean corkWatched;
    private @Nullable Future<?> closeTimeout;

    EngineSocket(EngineServer server, String id, EngineRequest request, Transport transport) {
        this.server = server;
        this.id = id;
        this.request = request;
        this.protocol = Objects.requireNonNull(request.protocol(), "a request that was not verified");
        this.transport = transport;
        this.sender = transport;
        this.heartbeat = new Heartbeat(this, protocol, server.timer(), server.config());
        this.upgrade = transport.name().equals(Transport.POLLING) ? new Upgrade(this, server) : null;
        this.listener = server.listenerFor(this);
    }

    void open() {
        cork(); // what the listener sends comes behind the open packet
        try {
            send(List.of(server.openPacket(this)), false);
            heartbeat.start();
            server.hooks().opened(this);
            listener.open();
        } finally {
            uncork();
        }
    }

    /** The secret id of the session. */
    public String id() {
        return id;
    }

    /** The request that opened it. */
    public EngineRequest request() {
        return request;
    }

    /** The revision of the protocol that its client speaks. */
    public Protocol protocol() {
        return protocol;
    }

    /** The bytes that a message may have. */
    public int maxHttpBufferSize() {
        return server.config().maxHttpBufferSize();
    }

    /** How often bounds were reached; of all sessions together. */
    public LimitCounters limits() {
        return server.limits();
    }

    /** What carries it now. */
    public synchronized Transport transport() {
        return transport;
    }

    /** Whether packets sent now have a chance to arrive. */
    public synchronized boolean isOpen() {
        return state == State.OPEN;
    }

    // ---- watching

    /** Who watches it. */
    public EngineObservers observers() {
        EngineObservers there = observers;
        if (there != null) return there;
        synchronized (this) {
            if (observers == null) observers = new EngineObservers();
            return observers;
        }
    }

    /** Adds who is told of the end, at once if that has come. */
    public void onClose(Consumer<CloseReason> handler) {
        CloseReason reason;
        synchronized (this) {
            reason = closed;
            if (reason == null) observers().closes().add(handler);
        }
        if (reason != null) EngineHooks.tell(List.of(handler), reason);
    }

    public void forgetClose(Consumer<CloseReason> handler) {
        observers().closes().remove(handler);
    }

    // ---- out

    /**
     * Queues packets that belong together; nothing comes between them. A queue that grows beyond its bound closes the session.
     *
     * @param droppable sends them only if the client can take them at once
     * @return whether they were queued
     */
    public boolean send(List<EnginePacket> unit, boolean droppable) {
        return send(unit, droppable, true);
    }

    /** As {@link #send}, and never writes on this thread: for who holds a lock that others wait for. */
    public boolean sendLater(List<EnginePacket> unit) {
        return send(unit, false, false);
    }

    /** @param mayWrite whether this thread may write on the spot: the timer's may not, all heartbeats depend on it */
    private boolean send(List<EnginePacket> unit, boolean droppable, boolean mayWrite) {
        long size = 0;
        for (EnginePacket packet : unit) size += packet.size();
        Turn current = mayWrite ? server.turns().current() : null;
        boolean watch = false;
        Transport idle = null;
        synchronized (this) {
            if (state != State.OPEN) return false;
            boolean full =
                    queuedBytes > 0 && queuedBytes + size > server.config().maxOutboundBytes();
            boolean atOnce = takesAtOnce();
            if (droppable && (full || !atOnce)) {
                if (full) server.limits().reached("maxOutboundBytes");
                return false;
            }
            if (!full) {
                if (current != null && corks == 0) startHolding(current);
                queuedBytes += size;
                // nothing to wait for: past the queue
                if (mayWrite && corks == 0 && atOnce && takeDirect(unit)) idle = beginSending();
                else queue.addAll(unit);
                if (corks > (held ? 1 : 0) && !corkWatched) watch = corkWatched = true; // turns are watched themselves
            }
            size = full ? -1 : size;
        }
        if (size < 0) {
            if (passFullCork(mayWrite)) return send(unit, droppable, mayWrite);
            server.limits().reached("maxOutboundBytes");
            close(CloseReason.TRANSPORT_ERROR);
            return false;
        }
        EngineObservers watching = observers;
        if (watching != null) watching.created(unit);
        if (watch) server.turns().watch(this::passCork);
        if (idle == null) flush(mayWrite);
        else if (!sendDirect(idle, unit)) putBack(unit);
        return true;
    }

    /** What is held back for a client that could take it may not close its session: false if that is not why the queue is full. */
    private boolean passFullCork(boolean mayWrite) {
        synchronized (this) {
            if (corks == 0 || corkPassed || sending) return false;
            corkPassed = true;
        }
        flush(mayWrite);
        return true;
    }

    /** What a turn sends first goes out as it comes if nothing more is known to follow: to hold it back would cost more. */
    private void startHolding(Turn current) {
        boolean again = turn == current.number();
        turn = current.number();
        if (!(again || current.goesOn()) || !current.hold(this)) return;
        held = true;
        corks++;
    }

    /** Whether all there is to send may be written on the spot; it is counted as sent then. */
    private boolean takeDirect(List<EnginePacket> all) {
        long sent = sentBytes + wireSize(all);
        if (slow || sent - confirmedBytes > CREDIT / 2) return false;
        inFlightBytes = queuedBytes;
        sentBytes = sent;
        return true;
    }

    private static long wireSize(List<EnginePacket> packets) {
        long size = 0;
        for (EnginePacket packet : packets) size += packet.wireSize();
        return size;
    }

    private Transport beginSending() {
        sending = true;
        if (sender != transport) sender = transport;
        return sender;
    }

    private boolean takesAtOnce() {
        return !sending && (queuedBytes == 0 || corks > 0) && transport.isWritable();
    }

    /** Holds packets back, to send them as one batch, until {@link #uncork}, or for some milliseconds or kilobytes. */
    public synchronized void cork() {
        corks++;
    }

    /** Ends {@link #cork} and sends what was held back. */
    public void uncork() {
        removeCork();
        flushAmongOthers(true);
    }

    private synchronized void removeCork() {
        if (--corks == 0) corkPassed = false;
    }

    /** Ends {@link Turn#hold}. */
    void release(boolean mayWrite) {
        synchronized (this) {
            held = false;
            removeCork();
            passCorks(); // a handler of its own may take its time, and nobody watches
        }
        flushAmongOthers(mayWrite);
    }

    /**
     * Runs a task. What it sends to a session of the server, whichever, goes out in two batches at most, unless it is much or takes long:
     * what is sent first and while nothing more waits, and at the end the rest.
     *
     * @param goesOn whether more waits to be done by the task; asked often
     * @return what the task returns
     */
    public boolean turn(BooleanSupplier task, BooleanSupplier goesOn) {
        return server.turns().run(task, goesOn);
    }

    /** What is queued goes though the session is corked. With its lock. */
    private void passCorks() {
        if (corks > 0 && !queue.isEmpty()) corkPassed = true;
    }

    /** A handler takes its time: what it sent before must not wait for it. On the timer's thread, as a rule. */
    void passCork() {
        synchronized (this) {
            corkWatched = false;
            passCorks();
        }
        flushAmongOthers(false);
    }

    /** For who has more to do: a failure has closed this session, and is nothing to the others. */
    private void flushAmongOthers(boolean mayWrite) {
        try {
            flush(mayWrite);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "could not send", e);
        }
    }

    /** Transports call it when they become writable. */
    public void flush() {
        flush(true);
    }

    /** @param mayWrite whether this thread may write on the spot: the timer's may not, all heartbeats depend on it */
    private void flush(boolean mayWrite) {
        if (flushes.getAndIncrement() != 0) return; // whoever is at it looks again
        int seen = 1;
        try {
            do {
                sendBatch(mayWrite);
                seen = flushes.addAndGet(-seen);
            } while (seen != 0);
        } catch (RuntimeException | Error e) { // a StackOverflowError of the caller's, say: nobody would look again
            flushes.set(0);
            terminate(CloseReason.TRANSPORT_ERROR);
            throw e;
        }
    }

    private void sendBatch(boolean mayWrite) {
        List<EnginePacket> batch;
        Transport to;
        boolean direct = false;
        boolean ping = false;
        synchronized (this) {
            if (sending || state == State.CLOSED) return;
            if (queue.isEmpty()) {
                if (state != State.CLOSING || !transport.isWritable()) return;
                batch = List.of();
            } else {
                boolean corked = corks > 0 && !corkPassed && queuedBytes < CORK_BYTES && state == State.OPEN;
                if (corked || !transport.isWritable()) return;
                batch = queue.size() == 1 ? List.of(queue.poll()) : new ArrayList<>(queue);
                queue.clear();
                inFlightBytes = queuedBytes;
                sentBytes += wireSize(batch);
                direct = mayWrite && !slow && sentBytes - confirmedBytes <= CREDIT;
                ping = sentBytes - confirmedBytes > CREDIT / 2;
                if (batch.contains(EnginePacket.PING)) pingedAt = sentBytes;
                beginSending();
            }
            to = transport;
            corkPassed = false;
        }
        if (batch.isEmpty()) terminate(closing());
        else if (!(direct ? sendDirect(to, batch) : to.send(batch, false))) putBack(batch);
        if (ping && to.name().equals(Transport.WEBSOCKET)) heartbeat.ping();
    }

    private boolean sendDirect(Transport to, List<EnginePacket> batch) {
        long start = System.nanoTime();
        try {
            return to.send(batch, true);
        } catch (RuntimeException | Error e) { // a StackOverflowError of the caller's, say: the batch is lost
            terminate(CloseReason.TRANSPORT_ERROR);
            throw e;
        } finally {
            if (System.nanoTime() - start > SLOW) slow = true; // it answers pings, but does not read
        }
    }

    private synchronized void putBack(List<EnginePacket> batch) {
        sending = false;
        if (state == State.CLOSED) return;
        sentBytes -= wireSize(batch);
        for (int i = batch.size(); i-- > 0; ) queue.addFirst(batch.get(i));
    }

    /** For transports that have to wait. */
    public void later(Runnable task, long millis) {
        server.timer().schedule(task, millis, MILLISECONDS);
    }

    /** Transports call it when a batch is on its way. */
    public void sent(Transport by) {
        boolean drained;
        boolean done;
        synchronized (this) {
            if (sending && by == sender) {
                sending = false;
                queuedBytes -= inFlightBytes;
                inFlightBytes = 0;
            }
            done = queue.isEmpty() && state == State.OPEN;
            drained = queue.isEmpty() && !sending && state != State.CLOSED;
        }
        EngineObservers watching = observers;
        if (watching != null && drained) EngineHooks.tell(watching.drains(), this);
        if (!done) flush();
    }

    void ping() {
        send(List.of(EnginePacket.PING), false, false);
        passCork();
    }

    private synchronized void confirm() {
        confirmedBytes = pingedAt;
    }

    /** Answers a pending poll so that the client can go on with its upgrade. */
    void releasePoll() {
        synchronized (this) {
            if (sending || !queue.isEmpty() || !transport.isWritable()) return; // something else answers it
            queue.add(EnginePacket.NOOP);
            queuedBytes += EnginePacket.NOOP.size();
        }
        flush();
    }

    // ---- in

    /** Transports call it with what came in, one packet at a time. */
    public void receive(Transport from, EnginePacket packet) {
        synchronized (inbound) {
            if (from == transport()) receive(packet);
            else if (upgrade != null) upgrade.receive(from, packet);
        }
    }

    private void receive(EnginePacket packet) {
        EngineObservers watching = observers;
        if (watching != null) EngineHooks.tell(watching.received(), packet);
        switch (packet.type()) {
            case PING, PONG -> beat(packet.type());
            case MESSAGE -> {
                heartbeat.otherPacket();
                if (!isOpen()) return; // closing: it may still be polite, but is not listened to
                if (packet.isBinary()) listener.binary(packet.bytes());
                else listener.message(packet.data());
            }
            case CLOSE -> close(CloseReason.TRANSPORT_CLOSE);
            default -> heartbeat.otherPacket();
        }
    }

    private void beat(EnginePacket.Type type) {
        if ((type == EnginePacket.Type.PING) != (protocol == Protocol.V3)) {
            close(CloseReason.TRANSPORT_ERROR); // heartbeats go the other way
        } else if (type == EnginePacket.Type.PING) {
            heartbeat.pinged();
            send(List.of(EnginePacket.PONG), false);
        } else if (heartbeat.pong()) {
            confirm();
        }
    }

    /**
     * A WebSocket wants to take over from polling; it is closed if it may not.
     *
     * @param since when it was asked for, by {@link System#nanoTime}
     */
    public void upgrade(Transport candidate, long since) {
        if (upgrade == null || !upgrade.begin(candidate, since)) candidate.close(CloseReason.FORCED_CLOSE);
    }

    /** Makes another transport the current one. False if the session is not open any more. */
    boolean switchTo(Transport next, long upgradeBegan) {
        Transport old;
        synchronized (this) {
            if (state == State.CLOSED) return false;
            old = transport;
            transport = next;
        }
        old.retire(upgradeBegan);
        EngineObservers watching = observers;
        if (watching != null) EngineHooks.tell(watching.upgrades(), next.name());
        flush();
        return true;
    }

    // ---- the end

    /** Transports call it when they are gone; the session ends if it was the current one, or took packets with it. */
    public void transportClosed(Transport gone, CloseReason reason) {
        boolean needed;
        synchronized (this) {
            needed = gone == transport || (sending && gone == sender);
        }
        if (needed) close(reason);
        else if (upgrade != null) upgrade.abort(gone);
    }

    /** Closes after everything queued was sent; over polling that is the poll after the last packets. */
    public void close() {
        close(CloseReason.FORCED_CLOSE, CLOSE_TIMEOUT);
    }

    private void close(CloseReason reason, long patience) {
        synchronized (this) {
            if (state != State.OPEN) return;
            state = State.CLOSING;
            closing = reason;
        }
        Future<?> timeout = server.timer().schedule(() -> close(reason), patience, MILLISECONDS);
        synchronized (this) {
            closeTimeout = timeout;
        }
        flush();
    }

    private synchronized CloseReason closing() {
        return closing;
    }

    /** The server is being closed: the listener ends what it has begun, then this is closed. */
    void drain() {
        listener.drain(() -> {
            boolean mayFetch = server.requestsServed() || transport().name().equals(Transport.WEBSOCKET);
            close(CloseReason.SERVER_SHUTTING_DOWN, mayFetch ? DRAIN_TIMEOUT : 0);
        });
    }

    /** Sends the client away: the listener may say goodbye, then it is closed. On a worker thread, the caller goes on. */
    public void dismiss() {
        try {
            server.workers().execute(() -> {
                if (server.isClosed()) { // HTTP sessions end with the application: not that of this client alone
                    drain();
                    return;
                }
                listener.dismissed();
                close();
            });
        } catch (RejectedExecutionException e) {
            // the application is stopping, which closes all sessions
        }
    }

    /** Closes at once; what is queued is dropped. */
    public void close(CloseReason reason) {
        terminate(reason);
    }

    private void terminate(CloseReason reason) {
        Transport last;
        synchronized (this) {
            if (state == State.CLOSED) return;
            state = State.CLOSED;
            closed = reason;
            queue.clear();
            queuedBytes = 0;
            inFlightBytes = 0;
            last = transport;
            if (closeTimeout != null) closeTimeout.cancel(false);
        }
        heartbeat.stop();
        if (upgrade != null) upgrade.cancel();
        server.remove(this);
        try {
            last.close(reason);
            listener.close(reason);
        } finally {
            server.told();
        }
        EngineObservers watching = observers;
        if (watching != null) EngineHooks.tell(watching.closes(), reason);
    }
}
