package io.socketio.jakarta.fakes;

import io.socketio.jakarta.engine.CloseReason;
import io.socketio.jakarta.engine.EngineSocket;
import io.socketio.jakarta.engine.Transport;
import io.socketio.jakarta.engine.parser.EnginePacket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A transport in memory. What is sent is kept in batches; a batch is on its way at once, unless {@link #hold} was called. */
public class FakeTransport implements Transport {
    private Error failure;
    private long stall;
    private final String name;
    private final List<List<EnginePacket>> batches = new ArrayList<>();
    private boolean lastDirect;
    private EngineSocket socket;
    private boolean writable = true;
    private boolean holding;
    private boolean held;
    private int refusals;
    private int retired;
    private CloseReason closed;

    public FakeTransport(String name) {
        this.name = name;
    }

    public void attach(EngineSocket session) {
        socket = session;
    }

    public EngineSocket socket() {
        return socket;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized boolean isWritable() {
        return writable;
    }

    public void setWritable(boolean value) {
        synchronized (this) {
            writable = value;
        }
        if (value) socket.flush();
    }

    /** From here on a batch stays in flight until {@link #release}. */
    public synchronized void hold() {
        holding = true;
    }

    /** The batch in flight is on its way; true if there was one. */
    public boolean release() {
        synchronized (this) {
            if (!held) return false;
            held = false;
        }
        socket.sent(this);
        return true;
    }

    /** Takes none of the next batches. */
    public synchronized void refuse(int times) {
        refusals = times;
    }

    /** Each send throws. */
    public void failSends(Error error) {
        failure = error;
    }

    /** Each send takes so long. */
    public void stallSends(Duration time) {
        stall = time.toNanos();
    }

    @Override
    public boolean send(List<EnginePacket> batch, boolean direct) {
        if (failure != null) throw failure;
        // a network that takes its time: nothing to observe but the time
        if (stall > 0) LockSupport.parkNanos(stall);
        synchronized (this) {
            if (held) throw new AssertionError("a second batch in flight");
            if (batch.isEmpty()) throw new AssertionError("an empty batch");
            if (refusals > 0) {
                refusals--;
                return false;
            }
            batches.add(List.copyOf(batch));
            lastDirect = direct;
            if (holding) {
                held = true;
                return true;
            }
        }
        socket.sent(this);
        return true;
    }

    @Override
    public synchronized void close(CloseReason reason) {
        if (closed == null) closed = reason;
    }

    @Override
    public synchronized void retire(long upgradeBegan) {
        retired++;
    }

    /** Why it was closed; null if it was not. */
    public synchronized CloseReason closed() {
        return closed;
    }

    public synchronized int retired() {
        return retired;
    }

    /** Whether the last batch might be written on the spot. */
    public synchronized boolean lastDirect() {
        return lastDirect;
    }

    /** What was sent since the last call, as on the wire. */
    public synchronized List<List<String>> takeBatches() {
        List<List<String>> all = new ArrayList<>();
        for (List<EnginePacket> batch : batches)
            all.add(batch.stream().map(EnginePacket::encoded).toList());
        batches.clear();
        return all;
    }

    /** The packets that were sent since the last call. */
    public synchronized List<EnginePacket> takePackets() {
        List<EnginePacket> all = batches.stream().flatMap(List::stream).toList();
        batches.clear();
        return all;
    }

    /** The same, as on the wire. */
    public List<String> take() {
        return takePackets().stream().map(EnginePacket::encoded).toList();
    }

    /** The client is lost. */
    public void transportClosed() {
        socket.transportClosed(this, CloseReason.TRANSPORT_CLOSE);
    }

    /** The client sends a packet. */
    public void receive(EnginePacket packet) {
        socket.receive(this, packet);
    }
}
