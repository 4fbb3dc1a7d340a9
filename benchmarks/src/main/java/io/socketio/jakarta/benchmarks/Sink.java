package io.socketio.jakarta.benchmarks;

import io.socketio.jakarta.engine.CloseReason;
import io.socketio.jakarta.engine.EngineRequest;
import io.socketio.jakarta.engine.EngineServer;
import io.socketio.jakarta.engine.EngineSocket;
import io.socketio.jakarta.engine.Transport;
import io.socketio.jakarta.engine.parser.EnginePacket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A client without a network: what it is sent is gone at once. */
final class Sink implements Transport {
    private final LongAdder pings;
    private @Nullable EngineSocket socket;
    private long sent;

    private Sink(LongAdder pings) {
        this.pings = pings;
    }

    /** One that has joined the main namespace. */
    static Sink join(EngineServer engine) {
        return join(engine, new LongAdder());
    }

    /** @param pings counts those that it answers */
    static Sink join(EngineServer engine, LongAdder pings) {
        EngineRequest request = new EngineRequest(
                "/socket.io/?EIO=4&transport=websocket",
                Map.of(),
                "192.0.2.1",
                false,
                false,
                null,
                Set.of(),
                Instant.EPOCH);
        Sink sink = new Sink(pings);
        engine.open(request, engine.newId(), sink, created -> sink.socket = created);
        sink.say("0");
        return sink;
    }

    /** Sends a Socket.IO packet. */
    void say(String packet) {
        socket().receive(this, EnginePacket.text(EnginePacket.Type.MESSAGE, packet, true));
    }

    /** How many packets it got. */
    long sent() {
        return sent;
    }

    private EngineSocket socket() {
        return Objects.requireNonNull(socket);
    }

    @Override
    public String name() {
        return WEBSOCKET;
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public boolean send(List<EnginePacket> batch, boolean direct) {
        sent += batch.size();
        socket().sent(this);
        if (batch.contains(EnginePacket.PING)) {
            pings.increment();
            socket().receive(this, EnginePacket.PONG);
        }
        return true;
    }

    @Override
    public void close(CloseReason reason) {}
}
