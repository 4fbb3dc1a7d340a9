package io.socketio.jakarta.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.fakes.FakeServletContext;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Our own threads: outside of a container there is nothing to look up. */
class ThreadsTest {
    private static final int BASE = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

    private final FakeServletContext fake = new FakeServletContext();
    private final Threads threads = Threads.of(fake.context());

    @AfterEach
    void stop() {
        threads.stop();
    }

    @Test
    void theyAreDaemonsOfTheApplication() throws Exception {
        CompletableFuture<Thread> worker = new CompletableFuture<>();
        CompletableFuture<Thread> timer = new CompletableFuture<>();
        threads.workers().execute(() -> worker.complete(Thread.currentThread()));
        threads.timer().execute(() -> timer.complete(Thread.currentThread()));
        for (CompletableFuture<Thread> it : Set.of(worker, timer)) {
            Thread thread = it.get(30, TimeUnit.SECONDS);
            assertTrue(thread.isDaemon());
            assertTrue(thread.getName().startsWith("socketio-"), thread.getName());
            assertSame(fake.context().getClassLoader(), thread.getContextClassLoader());
        }
    }

    @Test
    void blockedHandlersDoNotHoldUpOthers() throws InterruptedException {
        assertEquals(4 * BASE, block(4 * BASE).size());
    }

    @Test
    @Timeout(30)
    void threadsThatAreNotNeededAnyMoreLeaveAlthoughThereIsSomethingToDoNowAndThen() throws Exception {
        Set<Thread> all = block(4 * BASE);
        while (all.stream().filter(Thread::isAlive).count() > BASE)
            CompletableFuture.runAsync(() -> {}, threads.workers()).get(); // each thread in turn
    }

    /** Runs tasks that wait until all of them run. */
    private Set<Thread> block(int blocked) throws InterruptedException {
        CountDownLatch all = new CountDownLatch(blocked);
        CountDownLatch free = new CountDownLatch(1);
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < blocked; i++)
            threads.workers().execute(() -> {
                seen.add(Thread.currentThread());
                all.countDown();
                try {
                    free.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        assertTrue(all.await(30, TimeUnit.SECONDS), "all at the same time");
        free.countDown();
        return seen;
    }

    @Test
    void stoppingLetsHandlersInFlightFinish() throws InterruptedException {
        ExecutorService workers = (ExecutorService) threads.workers();
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Thread> finished = new CompletableFuture<>();
        workers.execute(() -> {
            started.countDown();
            while (!workers.isShutdown()) Thread.onSpinWait();
            finished.complete(Thread.currentThread());
        });
        started.await();
        threads.stop();
        assertTrue(finished.isDone());
        assertFalse(finished.join().isAlive(), "no thread outlives the application");
        assertThrows(RejectedExecutionException.class, () -> workers.execute(() -> {}));
        assertTrue(threads.timer().isShutdown());
    }
}
