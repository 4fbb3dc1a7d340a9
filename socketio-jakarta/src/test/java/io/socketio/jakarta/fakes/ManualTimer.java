package io.socketio.jakarta.fakes;

import java.time.Duration;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A timer whose clock the test moves; tasks run on the test's thread. */
public final class ManualTimer extends AbstractExecutorService implements ScheduledExecutorService {
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private long now;
    private long count;
    private boolean shutdown;

    private final class Task extends FutureTask<Object> implements ScheduledFuture<Object> {
        private final long number = count++;
        private final long period;
        private long at;

        Task(Runnable action, long delay, long period) {
            super(action, null);
            this.at = now + delay;
            this.period = period;
        }

        void fire() {
            if (period == 0) run();
            else if (runAndReset()) enter(at + period);
        }

        private void enter(long time) {
            at = time;
            synchronized (ManualTimer.this) {
                tasks.add(this);
            }
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - now, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            Task it = (Task) other;
            return at != it.at ? Long.compare(at, it.at) : Long.compare(number, it.number);
        }
    }

    private Task add(Task task) {
        if (!shutdown) tasks.add(task); // discarded otherwise, as the server's own does
        return task;
    }

    /** Moves the clock and runs what is due, in order. */
    public void advance(Duration time) {
        long end = now + time.toNanos();
        while (true) {
            Task due;
            synchronized (this) {
                due = tasks.peek();
                if (due == null || due.at > end) break;
                tasks.remove();
                now = due.at;
            }
            due.fire();
        }
        now = end;
    }

    /** How many tasks still wait for their time. */
    public synchronized long waiting() {
        return tasks.stream().filter(task -> !task.isDone()).count();
    }

    @Override
    public synchronized ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return add(new Task(command, unit.toNanos(delay), 0));
    }

    @Override
    public synchronized ScheduledFuture<?> scheduleAtFixedRate(
            Runnable command, long delay, long period, TimeUnit unit) {
        return add(new Task(command, unit.toNanos(delay), unit.toNanos(period)));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initial, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void execute(Runnable command) {
        schedule(command, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public void shutdown() {}

    @Override
    public synchronized List<Runnable> shutdownNow() {
        shutdown = true;
        tasks.clear();
        return List.of();
    }

    @Override
    public synchronized boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return false;
    }
}
