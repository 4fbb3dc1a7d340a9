package io.socketio.jakarta.server;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.BroadcastOperator;
import io.socketio.jakarta.RemoteSocket;
import io.socketio.jakarta.adapter.BroadcastOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Chooses sockets of a namespace, or of all children of a parent; immutable. */
record Operator(AbstractNamespace audience, Set<String> rooms, Set<String> except, boolean isLocal, Flags flags)
        implements BroadcastOperator {
    Operator(AbstractNamespace audience) {
        this(audience, Set.of(), Set.of(), false, Flags.NONE);
    }

    private BroadcastOptions options() {
        return new BroadcastOptions(rooms, except, isLocal);
    }

    @Override
    public void emit(String event, @Nullable Object... args) {
        PacketWriter.checkName(event);
        for (DefaultNamespace namespace : audience.addressed())
            namespace.adapter().broadcast(namespace.event(event, flags, args), options());
    }

    @Override
    public CompletionStage<List<Arguments>> emitWithAck(String event, @Nullable Object... args) {
        return ask(null, event, args);
    }

    @Override
    public CompletionStage<List<Arguments>> emitWithAck(
            Consumer<Arguments> each, String event, @Nullable Object... args) {
        return ask(each, event, args);
    }

    private CompletionStage<List<Arguments>> ask(
            @Nullable Consumer<Arguments> each, String event, @Nullable Object... args) {
        PacketWriter.checkName(event);
        Collection<DefaultNamespace> namespaces = audience.addressed();
        ServerCore core = audience.core();
        List<OutgoingEvent> events = new ArrayList<>(1);
        for (DefaultNamespace namespace : namespaces) events.add(namespace.eventWithAck(event, flags, args));
        BroadcastAcks acks = new BroadcastAcks(namespaces.size(), each, core.workers());
        Duration timeout = flags.timeout();
        if (timeout != null)
            acks.startTimeout(
                    timeout,
                    core.timer(),
                    () -> forEach(namespaces, events, (namespace, it) -> namespace.forgetAck(it.ackId())));
        forEach(
                namespaces,
                events,
                (namespace, it) -> namespace.adapter().broadcastWithAck(it, options(), acks.new Part()));
        return acks.result();
    }

    private interface Pair {
        void accept(DefaultNamespace namespace, OutgoingEvent event);
    }

    private static void forEach(Collection<DefaultNamespace> namespaces, List<OutgoingEvent> events, Pair action) {
        int i = 0;
        for (DefaultNamespace namespace : namespaces) action.accept(namespace, events.get(i++));
    }

    @Override
    public CompletionStage<List<RemoteSocket>> fetchSockets() {
        CompletionStage<List<RemoteSocket>> all = CompletableFuture.completedFuture(List.of());
        for (DefaultNamespace namespace : audience.addressed())
            all = all.thenCombine(namespace.adapter().fetchSockets(options()), Operator::concat);
        return all;
    }

    static <T> List<T> concat(List<T> some, List<T> more) {
        if (some.isEmpty()) return more;
        List<T> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    @Override
    public void socketsJoin(String... names) {
        List<String> more = List.of(names);
        Rooms.check(more);
        for (DefaultNamespace namespace : audience.addressed())
            namespace.adapter().socketsJoin(options(), more);
    }

    @Override
    public void socketsLeave(String... names) {
        List<String> less = List.of(names);
        Rooms.check(less);
        for (DefaultNamespace namespace : audience.addressed())
            namespace.adapter().socketsLeave(options(), less);
    }

    @Override
    public void disconnectSockets(boolean close) {
        for (DefaultNamespace namespace : audience.addressed())
            namespace.adapter().disconnectSockets(options(), close);
    }

    // ---- who

    @Override
    public Operator to(String... more) {
        return to(Arrays.asList(more));
    }

    @Override
    public Operator to(Collection<String> more) {
        Rooms.check(more);
        return new Operator(audience, union(rooms, more), except, isLocal, flags);
    }

    @Override
    public Operator toUser(String... names) {
        List<String> users = Arrays.stream(names).map(Rooms::ofUser).toList();
        return new Operator(audience, union(rooms, users), except, isLocal, flags);
    }

    @Override
    public Operator except(String... more) {
        return except(Arrays.asList(more));
    }

    @Override
    public Operator except(Collection<String> more) {
        Rooms.check(more);
        return new Operator(audience, rooms, union(except, more), isLocal, flags);
    }

    @Override
    public Operator local() {
        return new Operator(audience, rooms, except, true, flags);
    }

    // ---- how

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
        return new Operator(audience, rooms, except, isLocal, other);
    }

    private static Set<String> union(Set<String> some, Collection<String> more) {
        if (some.isEmpty() && more.size() == 1) return Set.copyOf(more);
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return Collections.unmodifiableSet(all);
    }
}
