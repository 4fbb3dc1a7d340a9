package io.socketio.jakarta.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class InMemoryAdapterTest {
    private static final Broadcast BROADCAST = new Broadcast() {
        @Override
        public String event() {
            return "e";
        }

        @Override
        public List<Object> args() {
            return List.of();
        }
    };

    private final Set<String> connected = ConcurrentHashMap.newKeySet();
    private final List<String> delivered = Collections.synchronizedList(new ArrayList<>());
    private final InMemoryAdapter adapter = new InMemoryAdapter(new LocalSockets() {
        @Override
        public String namespace() {
            return "/";
        }

        @Override
        public boolean contains(String socketId) {
            return connected.contains(socketId);
        }

        @Override
        public void deliver(String socketId, Broadcast broadcast) {
            delivered.add(socketId);
        }

        @Override
        public void deliverToAll(Broadcast broadcast, Set<String> except) {
            for (String id : connected) if (!except.contains(id)) delivered.add(id);
        }
    });

    private void connect(String... ids) {
        connected.addAll(List.of(ids));
    }

    /** Who gets it, sorted; somebody who gets it twice is there twice. */
    private List<String> receivers(Set<String> rooms, Set<String> except) {
        delivered.clear();
        adapter.broadcast(BROADCAST, new BroadcastOptions(rooms, except, false));
        return delivered.stream().sorted().toList();
    }

    @Test
    void roomsAreUnionsAndExceptionsToo() {
        connect("a", "b", "c");
        adapter.join("a", List.of("x", "y"));
        adapter.join("b", List.of("y"));
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
        connect("a", "b");
        assertEquals(List.of("a"), receivers(Set.of("a"), Set.of()));
        assertEquals(List.of("b"), receivers(Set.of(), Set.of("a")));
        adapter.join("a", List.of("a"));
        assertEquals(Set.of(), adapter.rooms("a"), "is not listed");
        adapter.join("b", List.of("a"));
        assertEquals(List.of("a", "b"), receivers(Set.of("a"), Set.of()));
        assertEquals(List.of("a", "b"), receivers(Set.of("a", "b"), Set.of()));
        connected.remove("a");
        assertEquals(List.of("b"), receivers(Set.of("a"), Set.of()));
    }

    @Test
    void leaving() {
        connect("a", "b");
        adapter.join("a", List.of("x", "y", "z"));
        adapter.join("b", List.of("x"));
        adapter.leave("a", List.of("x", "nowhere"));
        adapter.leave("stranger", List.of("x"));
        assertEquals(Set.of("y", "z"), adapter.rooms("a"));
        assertEquals(List.of("b"), receivers(Set.of("x"), Set.of()));
        adapter.leaveAll("a");
        adapter.leaveAll("a");
        assertEquals(Set.of(), adapter.rooms("a"));
        assertEquals(List.of(), receivers(Set.of("y", "z"), Set.of()));
        adapter.leave("a", List.of("y"));
    }

    @Test
    void roomsAreNotChangedFromOutside() {
        adapter.join("a", List.of("x"));
        Set<String> rooms = adapter.rooms("a");
        assertThrows(UnsupportedOperationException.class, () -> rooms.add("z"));
        assertThrows(UnsupportedOperationException.class, () -> rooms.remove("x"));
        assertEquals(List.of(), receivers(Set.of("z"), Set.of()));
    }

    /** Reads the rooms that the adapter remembers: nothing else tells a forgotten room from an empty one. */
    private int remembered() throws ReflectiveOperationException {
        var members = InMemoryAdapter.class.getDeclaredField("members");
        members.setAccessible(true);
        return ((Map<?, ?>) members.get(adapter)).size();
    }

    @Test
    void aRoomGoesWithItsLastMember() throws ReflectiveOperationException {
        adapter.join("a", List.of("x", "y"));
        adapter.join("b", List.of("x"));
        adapter.leaveAll("a");
        assertEquals(1, remembered());
        adapter.leave("b", List.of("x"));
        assertEquals(0, remembered());
    }

    @Test
    void concurrentJoinsAndLeavesLoseNobody() throws Exception {
        long seed = 7;
        int sockets = 4;
        ExecutorService threads = Executors.newFixedThreadPool(sockets);
        try {
            Random random = new Random(seed);
            List<Future<Set<String>>> all = new ArrayList<>();
            for (int i = 0; i < sockets; i++) {
                String id = "s" + i;
                connect(id);
                long own = random.nextLong();
                Callable<Set<String>> task = () -> wander(id, new Random(own));
                all.add(threads.submit(task));
            }
            Map<String, Set<String>> expected = new TreeMap<>();
            for (int i = 0; i < sockets; i++) {
                Set<String> rooms = all.get(i).get();
                assertEquals(rooms, new TreeSet<>(adapter.rooms("s" + i)), "seed " + seed);
                for (String room : rooms)
                    expected.computeIfAbsent(room, it -> new TreeSet<>()).add("s" + i);
            }
            for (Map.Entry<String, Set<String>> room : expected.entrySet())
                assertEquals(List.copyOf(room.getValue()), receivers(Set.of(room.getKey()), Set.of()), "seed " + seed);
            assertEquals(expected.size(), remembered(), "seed " + seed);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Joins and leaves three rooms at random; returns those that it is in at the end. */
    private Set<String> wander(String id, Random random) {
        Set<String> rooms = new TreeSet<>();
        for (int step = 0; step < 50_000; step++) {
            String room = "r" + random.nextInt(3);
            if (random.nextBoolean()) {
                adapter.join(id, List.of(room));
                rooms.add(room);
            } else if (random.nextInt(10) > 0) {
                adapter.leave(id, List.of(room));
                rooms.remove(room);
            } else {
                adapter.leaveAll(id);
                rooms.clear();
            }
        }
        return rooms;
    }
}
