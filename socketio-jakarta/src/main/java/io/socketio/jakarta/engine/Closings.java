package io.socketio.jakarta.engine;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections on worker threads, few at a time. Each may wait: for a client that does not read, and on Open Liberty (26.0.0.3) for
 * another thread of the same pool, so that many at a time would take all its threads and wait for each other. While none of them comes to an
 * end another one is begun now and then.
 */
final class Closings implements Executor {
    private static final int FEW = 2;
    private static final long PATIENCE_MILLIS = 100;

    private final Supplier<Executor> workers;
    private final Supplier<ScheduledExecutorService> timer;

    // all below: guarded by this
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int running;
    private long ended;
    private boolean watched;

    Closings(Supplier<Executor> workers, Supplier<ScheduledExecutorService> timer) {
        this.workers = workers;
        this.timer = timer;
    }

    /** @throws RejectedExecutionException if the application is stopping: nothing was done */
    @Override
    public void execute(Runnable closing) {
        synchronized (this) {
            if (running >= FEW) {
                waiting.add(closing);
                watch();
                return;
            }
            running++;
        }
        begin(closing);
    }

    private void begin(Runnable closing) {
        try {
            workers.get().execute(() -> run(closing));
        } catch (RejectedExecutionException e) {
            synchronized (this) {
                running--;
            }
            throw e;
        }
    }

    private void run(Runnable first) {
        Runnable closing = first;
        try {
            for (; closing != null; closing = next()) closing.run();
        } finally {
            if (closing != null) // it threw
            synchronized (this) {
                    running--;
                }
        }
    }

    private synchronized @Nullable Runnable next() {
        ended++;
        Runnable next = waiting.poll();
        if (next == null) running--;
        return next;
    }

    private synchronized void watch() {
        if (watched) return;
        watched = true;
        long before = ended;
        timer.get().schedule(() -> lookAfter(before), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void lookAfter(long before) {
        Runnable next = null;
        synchronized (this) {
            watched = false;
            if (waiting.isEmpty()) return;
            if (ended == before) {
                next = waiting.remove();
                running++;
            }
            watch();
        }
        if (next == null) return;
        try {
            begin(next);
        } catch (RejectedExecutionException e) {
            next.run(); // the application is stopping
        }
    }
}
