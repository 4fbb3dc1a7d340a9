package io.socketio.jakarta.servlet;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The container's executor, as one application uses it. It outlives the application and may run what it was given when the application's
 * classes are no more (WildFly 39, Payara 6): so this counts that, to be waited for.
 *
 * <p>A managed executor runs a task in the context of the thread that gives it: that is an I/O thread without the application's names when a
 * connection vanishes (WildFly 39), and one with another client's login when one client's handler disconnects another. So each task runs in
 * the context in which the application started instead.
 */
final class ManagedWorkers implements Executor {
    private final Executor executor;
    private final Executor context;
    private final AtomicInteger running = new AtomicInteger(1); // one more than tasks, until the stop
    private final CountDownLatch idle = new CountDownLatch(1);
    private volatile boolean stopped;

    /** @param context runs a task on the thread that calls it */
    ManagedWorkers(Executor executor, Executor context) {
        this.executor = executor;
        this.context = context;
    }

    @Override
    public void execute(Runnable task) {
        running.incrementAndGet();
        try {
            if (stopped) throw new RejectedExecutionException("the application stops");
            executor.execute(() -> {
                try {
                    context.execute(task);
                } finally {
                    end();
                }
            });
        } catch (RuntimeException | Error e) {
            end();
            throw e;
        }
    }

    private void end() {
        if (running.decrementAndGet() == 0) idle.countDown();
    }

    /**
     * Takes no more tasks and waits for the others; to be called once.
     *
     * @return false if some still run
     */
    boolean stop(long seconds) throws InterruptedException {
        stopped = true;
        end();
        return idle.await(seconds, TimeUnit.SECONDS);
    }
}
