package io.socketio.jakarta.servlet;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ManagedWorkersTest {
    /** What the container has been given and not begun. */
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    private final ManagedWorkers workers = new ManagedWorkers(waiting::add, Runnable::run);

    @Test
    void stopWaitsForWhatIsToBeDone() throws Exception {
        workers.execute(() -> {});
        workers.execute(() -> {
            throw new IllegalStateException("of a handler");
        });
        ExecutorService stopping = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> stopped = stopping.submit(() -> workers.stop(30));
            waiting.remove().run();
            assertFalse(stopped.isDone());
            assertThrows(IllegalStateException.class, waiting.remove()::run);
            assertTrue(stopped.get(30, TimeUnit.SECONDS));
        } finally {
            stopping.shutdownNow();
        }
    }

    @Test
    void inTheContextOfTheApplication() {
        List<String> steps = new ArrayList<>();
        ManagedWorkers inContext = new ManagedWorkers(waiting::add, task -> {
            steps.add("context");
            task.run();
        });
        inContext.execute(() -> steps.add("task"));
        assertEquals(List.of(), steps);
        waiting.remove().run();
        assertEquals(List.of("context", "task"), steps);
    }

    @Test
    void nothingToWaitFor() throws InterruptedException {
        assertTrue(workers.stop(0));
    }

    @Test
    void doesNotWaitForEver() throws InterruptedException {
        workers.execute(() -> {});
        assertFalse(workers.stop(0));
        assertDoesNotThrow(waiting.remove()::run);
    }

    @Test
    void refusesWhatComesLater() throws InterruptedException {
        assertTrue(workers.stop(0));
        assertThrows(RejectedExecutionException.class, () -> workers.execute(() -> {}));
        assertEquals(List.of(), List.copyOf(waiting));
    }

    @Test
    void whatTheContainerRefusesIsNotWaitedFor() throws InterruptedException {
        ManagedWorkers refused = new ManagedWorkers(
                task -> {
                    throw new RejectedExecutionException("the container stops");
                },
                Runnable::run);
        assertThrows(RejectedExecutionException.class, () -> refused.execute(() -> {}));
        assertTrue(refused.stop(0));
    }
}
