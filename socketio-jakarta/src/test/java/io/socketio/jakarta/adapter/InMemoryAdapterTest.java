package io.socketio.jakarta.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Attributes;
import io.socketio.jakarta.ConnectionStateRecovery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InMemoryAdapterTest extends AdapterContract {
    private static final BroadcastOptions ALL = new BroadcastOptions(Set.of(), Set.of(), false);

    @Override
    protected Adapter create(LocalSockets sockets) {
        return new InMemoryAdapter(sockets);
    }

    /** Reads the rooms that the adapter remembers: nothing else tells a forgotten room from an empty one. */
    private int remembered() throws ReflectiveOperationException {
        var members = InMemoryAdapter.class.getDeclaredField("members");
        members.setAccessible(true);
        return ((Map<?, ?>) members.get(adapter())).size();
    }

    @Test
    void aRoomGoesWithItsLastMember() throws ReflectiveOperationException {
        adapter().join("a", List.of("x", "y"));
        adapter().join("b", List.of("x"));
        adapter().leaveAll("a");
        assertEquals(1, remembered());
        adapter().leave("b", List.of("x"));
        assertEquals(0, remembered());
    }

    @Test
    void withoutRecoveryNothingIsKept() {
        KitSockets sockets = new KitSockets(null);
        InMemoryAdapter adapter = new InMemoryAdapter(sockets);
        sockets.connect("a");
        adapter.broadcast(sockets.broadcast("e", List.of(), false, true), ALL);
        KitSockets.KitBroadcast delivered =
                (KitSockets.KitBroadcast) sockets.takeBroadcasts().get(0);
        assertNull(delivered.offset());
        adapter.persist(state("a"));
        assertEquals(
                Optional.empty(),
                adapter.restore("secret of a", "1").toCompletableFuture().join());
    }

    private static SocketState state(String id) {
        return new SocketState("secret of " + id, id, Set.of(), new Attributes(), Optional.empty());
    }

    private static boolean restores(InMemoryAdapter adapter, String id, String offset) {
        return adapter.restore("secret of " + id, offset)
                .toCompletableFuture()
                .join()
                .isPresent();
    }

    @Test
    void whatTakesTooManyBytesIsForgotten() {
        KitSockets sockets = new KitSockets(new ConnectionStateRecovery(Duration.ofMinutes(1), true, 10_000));
        InMemoryAdapter adapter = new InMemoryAdapter(sockets);
        for (int i = 0; i < 100; i++) adapter.broadcast(sockets.broadcast("e" + i, List.of(), false, true), ALL);
        for (int i = 0; i < 10; i++) adapter.persist(state("s" + i)); // 1 KB each, and half of the bytes
        assertFalse(restores(adapter, "s5", "2s"), "the oldest");
        assertTrue(restores(adapter, "s6", "2s"));
        assertFalse(restores(adapter, "s7", "1"), "what came after is not here any more");
        assertTrue(restores(adapter, "s7", "2s"));
    }

    @Test
    void whatIsTooOldIsForgotten() throws InterruptedException {
        Duration time = Duration.ofMillis(1);
        KitSockets sockets = new KitSockets(new ConnectionStateRecovery(time, true, 10_000));
        InMemoryAdapter adapter = new InMemoryAdapter(sockets);
        adapter.broadcast(sockets.broadcast("e", List.of(), false, true), ALL);
        adapter.persist(state("a"));
        long until = System.nanoTime() + 2 * time.toNanos();
        while (System.nanoTime() < until) Thread.onSpinWait();
        assertFalse(restores(adapter, "a", "1"));
    }
}
