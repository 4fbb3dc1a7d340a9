package io.socketio.jakarta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AttributesTest {
    private static final AttributeKey<String> NAME = new AttributeKey<>("name", String.class);
    private static final AttributeKey<Integer> SAME_NAME = new AttributeKey<>("name", Integer.class);

    private final Attributes attributes = new Attributes();

    @Test
    void keysAreNameAndType() {
        assertEquals(Optional.empty(), attributes.get(NAME));
        assertEquals(Optional.empty(), attributes.remove(NAME));
        attributes.set(NAME, "ann");
        attributes.set(SAME_NAME, 7);
        assertEquals(Optional.of("ann"), attributes.get(new AttributeKey<>("name", String.class)));
        assertEquals(Optional.of(7), attributes.get(SAME_NAME));
        assertEquals(Optional.of("ann"), attributes.remove(NAME));
        assertEquals(Optional.empty(), attributes.get(NAME));
        assertEquals("bob", attributes.computeIfAbsent(NAME, () -> "bob"));
        assertEquals("bob", attributes.computeIfAbsent(NAME, () -> "eve"));
    }

    @Test
    void oneValueWins() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 200; round++) {
                Attributes shared = new Attributes();
                AtomicInteger made = new AtomicInteger();
                Set<Object> seen = ConcurrentHashMap.newKeySet();
                CountDownLatch start = new CountDownLatch(1);
                List<Future<?>> all = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    Callable<Object> task = () -> {
                        start.await();
                        return seen.add(shared.computeIfAbsent(NAME, () -> "made " + made.incrementAndGet()));
                    };
                    all.add(threads.submit(task));
                }
                start.countDown();
                for (Future<?> it : all) it.get();
                assertEquals(1, made.get());
                assertEquals(Set.of("made 1"), seen);
                assertSame(seen.iterator().next(), shared.get(NAME).orElseThrow());
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
