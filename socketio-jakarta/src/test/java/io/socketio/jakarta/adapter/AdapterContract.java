package io.socketio.jakarta.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Attributes;
import io.socketio.jakarta.ConnectionStateRecovery;
import io.socketio.jakarta.RemoteSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Adapter} does for the sockets of its own server, alone in its cluster: extend it, and make one. What crosses a network is
 * to be tested beside it.
 */
public abstract class AdapterContract {
    private final KitSockets sockets = new KitSockets(ConnectionStateRecovery.DEFAULT);
    private Adapter made;

    /** Makes the adapter that is tested. */
    protected abstract Adapter create(LocalSockets sockets);

    /** Whether it recovers connection states. */
    protected boolean recovers() {
        return true;
    }

    protected final synchronized Adapter adapter() {
        if (made == null) made = create(sockets);
        return made;
    }

    protected final KitSockets sockets() {
        return sockets;
    }

    @AfterEach
    void close() {
        if (made != null) made.close();
    }

    private static BroadcastOptions options(Set<String> rooms, Set<String> except) {
        return new BroadcastOptions(rooms, except, false);
    }

    private static BroadcastOptions in(String... rooms) {
        return options(Set.of(rooms), Set.of());
    }

    private Broadcast event(String name) {
        return sockets.broadcast(name, List.of(), false, true);
    }

    /** Who gets a broadcast, sorted; somebody who gets it twice is there twice. */
    protected final List<String> receivers(Set<String> rooms, Set<String> except) {
        sockets.takeDelivered();
        adapter().broadcast(event("e"), options(rooms, except));
        List<String> receivers = sockets.takeDelivered();
        assertEquals(new TreeSet<>(receivers), new TreeSet<>(adapter().sockets(options(rooms, except))));
        return receivers;
    }

    @Test
    void roomsAreUnionsAndExceptionsToo() {
        sockets.connect("a", "b", "c");
        adapter().join("a", List.of("x", "y"));
        adapter().join("b", List.of("y"));
        assertEquals(List.of("a", "b", "c"), receivers(Set.of(), Set.of()));
        assertEquals(List.of("a", "b"), receivers(Set.of("x", "y"), Set.of()));
        assertEquals(List.of("a"), receivers(Set.of("x"), Set.of()));
        assertEquals(List.of("c"), receivers(Set.of(), Set.of("x", "y")));
        assertEquals(List.of("b"), receivers(Set.of("y"), Set.of("x")));
        assertEquals(List.of("c"), receivers(Set.of("x", "c"), Set.of("y")));
        assertEquals(List.of(), receivers(Set.of("nobody"), Set.of()));
        assertEquals(List.of("a", "b", "c"), receivers(Set.of(), Set.of("nobody")));
    }

    @Test
    void anIdIsARoom() {
        sockets.connect("a", "b");
        assertEquals(List.of("a"), receivers(Set.of("a"), Set.of()));
        assertEquals(List.of("b"), receivers(Set.of(), Set.of("a")));
        adapter().join("a", List.of("a"));
        assertEquals(Set.of(), adapter().rooms("a"), "is not listed");
        adapter().join("b", List.of("a"));
        assertEquals(List.of("a", "b"), receivers(Set.of("a"), Set.of()));
        assertEquals(List.of("a", "b"), receivers(Set.of("a", "b"), Set.of()));
        sockets.disconnect("a");
        assertEquals(List.of("b"), receivers(Set.of("a"), Set.of()));
    }

    @Test
    void leaving() {
        sockets.connect("a", "b");
        adapter().join("a", List.of("x", "y", "z"));
        adapter().join("b", List.of("x"));
        adapter().leave("a", List.of("x", "nowhere"));
        adapter().leave("stranger", List.of("x"));
        assertEquals(Set.of("y", "z"), adapter().rooms("a"));
        assertEquals(List.of("b"), receivers(Set.of("x"), Set.of()));
        adapter().leaveAll("a");
        adapter().leaveAll("a");
        assertEquals(Set.of(), adapter().rooms("a"));
        assertEquals(List.of(), receivers(Set.of("y", "z"), Set.of()));
        adapter().leave("a", List.of("y"));
    }

    @Test
    void roomsAreNotChangedFromOutside() {
        adapter().join("a", List.of("x"));
        Set<String> rooms = adapter().rooms("a");
        assertThrows(UnsupportedOperationException.class, () -> rooms.add("z"));
        assertThrows(UnsupportedOperationException.class, () -> rooms.remove("x"));
        assertEquals(List.of(), receivers(Set.of("z"), Set.of()));
    }

    @Test
    void whatBecomesOfRoomsIsTold() {
        sockets.connect("a", "b");
        adapter().join("a", List.of("x"));
        adapter().join("a", List.of("x"));
        adapter().join("b", List.of("x"));
        assertEquals(List.of("created x", "joined x a", "joined x b"), sockets.takeRoomEvents());
        adapter().leave("a", List.of("x"));
        adapter().leave("a", List.of("x"));
        assertEquals(List.of("left x a"), sockets.takeRoomEvents());
        adapter().leaveAll("b");
        assertEquals(List.of("left x b", "deleted x"), sockets.takeRoomEvents());
        adapter().join("a", List.of("x"));
        assertEquals(List.of("created x", "joined x a"), sockets.takeRoomEvents());
    }

    @Test
    void concurrentJoinsAndLeavesLoseNobody() throws Exception {
        long seed = 7;
        int count = 4;
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            Random random = new Random(seed);
            List<Future<Set<String>>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String id = "s" + i;
                sockets.connect(id);
                long own = random.nextLong();
                Callable<Set<String>> task = () -> wander(id, new Random(own));
                all.add(threads.submit(task));
            }
            Map<String, Set<String>> expected = new TreeMap<>();
            for (int i = 0; i < count; i++) {
                Set<String> rooms = all.get(i).get();
                assertEquals(rooms, new TreeSet<>(adapter().rooms("s" + i)), "seed " + seed);
                for (String room : rooms)
                    expected.computeIfAbsent(room, it -> new TreeSet<>()).add("s" + i);
            }
            for (Map.Entry<String, Set<String>> room : expected.entrySet())
                assertEquals(List.copyOf(room.getValue()), receivers(Set.of(room.getKey()), Set.of()), "seed " + seed);
            assertEquals(expected.keySet(), roomsAfter(sockets.takeRoomEvents()), "seed " + seed);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Joins and leaves three rooms at random; returns those that it is in at the end. */
    private Set<String> wander(String id, Random random) {
        Set<String> rooms = new TreeSet<>();
        for (int step = 0; step < 20_000; step++) {
            String room = "r" + random.nextInt(3);
            if (random.nextBoolean()) {
                adapter().join(id, List.of(room));
                rooms.add(room);
            } else if (random.nextInt(10) > 0) {
                adapter().leave(id, List.of(room));
                rooms.remove(room);
            } else {
                adapter().leaveAll(id);
                rooms.clear();
            }
        }
        return rooms;
    }

    /** Replays what was told of rooms: each step must be possible. */
    private static Set<String> roomsAfter(List<String> events) {
        Map<String, Set<String>> rooms = new TreeMap<>();
        for (String event : events) {
            String[] words = event.split(" ");
            Set<String> members = rooms.get(words[1]);
            assertEquals(words[0].equals("created"), members == null, event);
            switch (words[0]) {
                case "created" -> rooms.put(words[1], new TreeSet<>());
                case "joined" -> assertTrue(members.add(words[2]), event);
                case "left" -> assertTrue(members.remove(words[2]), event);
                default -> assertTrue(rooms.remove(words[1]).isEmpty(), event);
            }
        }
        return rooms.keySet();
    }

    // ---- many at once

    @Test
    void acknowledgementsAreCollected() {
        sockets.connect("a", "b", "c");
        adapter().join("a", List.of("x"));
        adapter().join("b", List.of("x"));
        Acks acks = new Acks();
        Broadcast broadcast = sockets.broadcastWithAck("e", List.of(), false, true, Optional.empty());
        adapter().broadcastWithAck(broadcast, in("x"), acks);
        assertEquals(List.of("a", "b"), sockets.takeDelivered());
        assertEquals(2, acks.expected);
        assertEquals(List.of("[a]", "[b]"), acks.answers.stream().sorted().toList());
    }

    private static final class Acks implements AckCollector {
        final List<String> answers = Collections.synchronizedList(new ArrayList<>());
        volatile int expected;

        @Override
        public void servers(int count) {
            assertEquals(1, count);
        }

        @Override
        public synchronized void expect(int more) {
            expected += more;
        }

        @Override
        public void answer(Arguments answer) {
            answers.add(answer.toString());
        }

        @Override
        public void gone() {
            answers.add("gone");
        }
    }

    @Test
    void socketsAreFetched() throws Exception {
        sockets.connect("a", "b", "c");
        adapter().join("a", List.of("x"));
        adapter().join("b", List.of("x", "y"));
        List<RemoteSocket> found = adapter()
                .fetchSockets(options(Set.of("x", "c"), Set.of("y")))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        assertEquals(
                List.of("a", "c"), found.stream().map(RemoteSocket::id).sorted().toList());
        assertEquals(1, adapter().serverCount().toCompletableFuture().get(10, TimeUnit.SECONDS));
    }

    @Test
    void socketsJoinAndLeaveAndAreDisconnected() {
        sockets.connect("a", "b", "c");
        adapter().join("a", List.of("x"));
        adapter().join("b", List.of("x"));
        adapter().socketsJoin(in("x"), List.of("y"));
        assertEquals(List.of("join a [y]", "join b [y]"), sockets.takeCalls());
        adapter().socketsLeave(options(Set.of(), Set.of("x")), List.of("z"));
        assertEquals(List.of("leave c [z]"), sockets.takeCalls());
        adapter().disconnectSockets(in("a", "c"), true);
        assertEquals(List.of("disconnect a [true]", "disconnect c [true]"), sockets.takeCalls());
    }

    @Test
    void aloneNobodyHearsServerSideEvents() throws Exception {
        adapter().serverSideEmit("e", List.of());
        List<Arguments> answers = adapter()
                .serverSideEmitWithAck("e", List.of())
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        assertEquals(List.of(), answers);
        assertEquals(List.of(), sockets.takeCalls());
    }

    // ---- recovery

    private SocketState state(String id, String... rooms) {
        return new SocketState("secret of " + id, id, Set.of(rooms), new Attributes(), Optional.of("alice"));
    }

    private String lastOffset() {
        List<Broadcast> all = sockets.takeBroadcasts();
        return ((KitSockets.KitBroadcast) all.get(all.size() - 1)).offset();
    }

    private Optional<SocketState> restore(String privateId, String offset) throws Exception {
        return adapter().restore(privateId, offset).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private List<String> missed(SocketState state, String offset) throws Exception {
        return adapter().missed(state, offset).toCompletableFuture().get(10, TimeUnit.SECONDS).orElseThrow().stream()
                .map(Broadcast::event)
                .toList();
    }

    @Test
    void aStateIsRestoredOnceWithWhatWasMissed() throws Exception {
        Assumptions.assumeTrue(recovers());
        sockets.connect("a", "b");
        adapter().broadcast(event("before"), in());
        String offset = lastOffset();
        SocketState state = state("a", "x");
        adapter().persist(state);
        sockets.disconnect("a");
        adapter().broadcast(event("to all"), in());
        adapter().broadcast(event("to x"), in("x"));
        adapter().broadcast(event("to y"), in("y"));
        adapter().broadcast(event("to itself"), in("a"));
        adapter().broadcast(event("not to x"), options(Set.of(), Set.of("x")));
        adapter().broadcast(event("not to it"), options(Set.of(), Set.of("a")));
        adapter().broadcast(sockets.broadcast("volatile", List.of(), true, true), in());
        assertEquals(Optional.of(state), restore("secret of a", offset));
        assertEquals(List.of("to all", "to x", "to itself"), missed(state, offset));
        assertEquals(Optional.empty(), restore("secret of a", offset));
    }

    @Test
    void whoSaysWrongIsNotRestored() throws Exception {
        Assumptions.assumeTrue(recovers());
        sockets.connect("b");
        adapter().broadcast(event("before"), in());
        String offset = lastOffset();
        adapter().persist(state("a"));
        assertEquals(Optional.empty(), restore("secret of b", offset));
        for (String wrong : List.of("", "-1", "no such offset", "zzzzzzzzzzzz", "zzzzzzzzzzzzzzzzzzzzzzzzzzzz"))
            assertEquals(Optional.empty(), restore("secret of a", wrong), wrong);
        assertTrue(restore("secret of a", offset).isPresent());
    }

    @Test
    void offsetsAreNeverTheSame() {
        Assumptions.assumeTrue(recovers());
        sockets.connect("a");
        for (int i = 0; i < 1_000; i++) adapter().broadcast(event("e"), in());
        List<String> offsets = sockets.takeBroadcasts().stream()
                .map(it -> ((KitSockets.KitBroadcast) it).offset())
                .toList();
        assertEquals(1_000, Set.copyOf(offsets).size());
    }
}
