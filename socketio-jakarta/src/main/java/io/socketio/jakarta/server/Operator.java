package io.socketio.jakarta.server;

import io.socketio.jakarta.BroadcastOperator;
import io.socketio.jakarta.adapter.BroadcastOptions;
import io.socketio.jakarta.engine.parser.EnginePacket;
import io.socketio.jakarta.parser.Packet;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chooses receivers; immutable. */
record Operator(DefaultNamespace namespace, Set<String> rooms, Set<String> except, boolean isLocal, Flags flags)
        implements BroadcastOperator {
    Operator(DefaultNamespace namespace) {
        this(namespace, Set.of(), Set.of(), false, Flags.NONE);
    }

    @Override
    public void emit(String event, @Nullable Object... args) {
        PacketWriter.checkName(event);
        List<EnginePacket> unit =
                namespace.core().writer().event(namespace.name(), Packet.NO_ACK, event, flags.compress(), args);
        List<@Nullable Object> arguments = Collections.unmodifiableList(Arrays.asList(args));
        namespace
                .adapter()
                .broadcast(
                        new OutgoingEvent(event, arguments, unit, flags.isVolatile()),
                        new BroadcastOptions(rooms, except, isLocal));
    }

    @Override
    public Operator to(String... more) {
        return to(Arrays.asList(more));
    }

    @Override
    public Operator to(Collection<String> more) {
        return new Operator(namespace, union(rooms, more), except, isLocal, flags);
    }

    @Override
    public Operator except(String... more) {
        return except(Arrays.asList(more));
    }

    @Override
    public Operator except(Collection<String> more) {
        return new Operator(namespace, rooms, union(except, more), isLocal, flags);
    }

    @Override
    public Operator local() {
        return new Operator(namespace, rooms, except, true, flags);
    }

    @Override
    public Operator asVolatile() {
        return with(flags.asVolatile());
    }

    @Override
    public Operator compress(boolean compress) {
        return with(flags.withCompress(compress));
    }

    @Override
    public Operator timeout(Duration timeout) {
        return with(flags.withTimeout(timeout));
    }

    Operator with(Flags other) {
        return new Operator(namespace, rooms, except, isLocal, other);
    }

    private static Set<String> union(Set<String> some, Collection<String> more) {
        if (some.isEmpty() && more.size() == 1) return Set.copyOf(more);
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return Collections.unmodifiableSet(all);
    }
}
