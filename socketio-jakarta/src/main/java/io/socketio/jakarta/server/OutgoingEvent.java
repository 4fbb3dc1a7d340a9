package io.socketio.jakarta.server;

import io.socketio.jakarta.adapter.Broadcast;
import io.socketio.jakarta.engine.parser.EnginePacket;
import io.socketio.jakarta.parser.Packet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event, encoded once: all receivers' queues hold the same packets.
 *
 * @param ackId {@link Packet#NO_ACK} if no acknowledgement is asked for
 * @param offset {@code null} if it has none
 */
record OutgoingEvent(
        DefaultNamespace namespace,
        String event,
        List<@Nullable Object> args,
        Flags flags,
        long ackId,
        List<EnginePacket> unit,
        @Nullable String offset)
        implements Broadcast {
    @Override
    public boolean isVolatile() {
        return flags.isVolatile();
    }

    @Override
    public boolean compress() {
        return flags.compress();
    }

    @Override
    public boolean hasAck() {
        return ackId != Packet.NO_ACK;
    }

    @Override
    public Optional<Duration> ackTimeout() {
        return hasAck() ? Optional.ofNullable(flags.timeout()) : Optional.empty();
    }

    @Override
    public long size() {
        long size = 0;
        for (EnginePacket packet : unit) size += packet.size();
        return size;
    }

    @Override
    public OutgoingEvent withOffset(String last) {
        List<EnginePacket> numbered = namespace.core().writer().withLast(this, namespace.name(), last);
        return new OutgoingEvent(namespace, event, args, flags, ackId, numbered, last);
    }
}
