package io.socketio.jakarta.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClosingsTest {
    private static final int MANY = 50;

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Closings closings = new Closings(() -> workers, () -> timer);

    @AfterEach
    void stop() {
        workers.shutdownNow();
        timer.shutdownNow();
    }

    /** As on Open Liberty: a closing ends when another thread of the pool has done its part. */
    @Test
    void leaveThreadsOfThePoolForOthers() throws InterruptedException {
        ExecutorService four = Executors.newFixedThreadPool(4);
        try {
            Closings few = new Closings(() -> four, () -> timer);
            CountDownLatch closed = new CountDownLatch(MANY);
            for (int i = 0; i < MANY; i++)
                few.execute(() -> {
                    await(four.submit(() -> {})::get);
                    closed.countDown();
                });
            assertTrue(closed.await(30, TimeUnit.SECONDS));
        } finally {
            four.shutdownNow();
        }
    }

    @Test
    void thoseThatHangDoNotHoldUpOthersForEver() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < 5; i++) closings.execute(() -> await(never::await));
        CountDownLatch closed = new CountDownLatch(MANY);
        for (int i = 0; i < MANY; i++) closings.execute(closed::countDown);
        assertTrue(closed.await(30, TimeUnit.SECONDS));
        never.countDown();
    }

    @Test
    void neverMoreThanAFewThatAreQuick() throws InterruptedException {
        AtomicInteger running = new AtomicInteger();
        List<Integer> seen = new CopyOnWriteArrayList<>();
        CountDownLatch closed = new CountDownLatch(MANY);
        for (int i = 0; i < MANY; i++)
            closings.execute(() -> {
                seen.add(running.incrementAndGet());
                running.decrementAndGet();
                closed.countDown();
            });
        assertTrue(closed.await(30, TimeUnit.SECONDS));
        assertEquals(List.of(), seen.stream().filter(n -> n > 2).toList());
    }

    @Test
    void whoIsRefusedMayDoItHimself() {
        workers.shutdown();
        IntStream.range(0, 5)
                .forEach(i -> assertThrows(RejectedExecutionException.class, () -> closings.execute(() -> {})));
    }

    private interface Waiting {
        void run() throws Exception;
    }

    private static void await(Waiting waiting) {
        try {
            waiting.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
