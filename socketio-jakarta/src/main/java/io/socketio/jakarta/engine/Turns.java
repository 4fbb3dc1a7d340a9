package io.socketio.jakarta.engine;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The turns of a server's threads, and the timer that ends what is held back for too long. */
final class Turns {
    /** How long slow handlers hold back what they sent, in ms; at most twice this. No less than a turn of quick ones may take. */
    private static final long PATIENCE = 10;

    @SuppressWarnings("ThreadLocalUsage") // one for each server: its own timer ends its turns
    private final ThreadLocal<@Nullable Turn> current = new ThreadLocal<>();

    private final Supplier<ScheduledExecutorService> timer;
    private final AtomicInteger last = new AtomicInteger();
    private final Queue<Held> watched = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    private record Held(Runnable pass, long since) {}

    Turns(Supplier<ScheduledExecutorService> timer) {
        this.timer = timer;
    }

    /** The turn that this thread has, if it has one. */
    @Nullable
    Turn current() {
        return current.get();
    }

    /** Called by a turn that begins to hold something back. */
    void watch(Turn turn) {
        watch(() -> turn.end(false)); // not on a worker: slow handlers may hold all of them
    }

    /** Runs a task as a turn, or as a part of that which this thread has already. */
    boolean run(BooleanSupplier task, BooleanSupplier goesOn) {
        if (current.get() != null) return task.getAsBoolean();
        Turn turn = new Turn(this, last.incrementAndGet(), goesOn);
        current.set(turn);
        try {
            return task.getAsBoolean();
        } finally {
            current.remove();
            turn.end(true);
        }
    }

    /** Sees to it that what is held back gets through soon: the task is run on the timer's thread, and must not write there. */
    void watch(Runnable pass) {
        watched.add(new Held(pass, System.nanoTime()));
        schedule();
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) timer.get().schedule(this::passOld, PATIENCE, MILLISECONDS);
    }

    private void passOld() {
        scheduled.set(false); // those that come from here on need the next round
        long old = System.nanoTime() - MILLISECONDS.toNanos(PATIENCE);
        Held first;
        while ((first = watched.peek()) != null && first.since() - old <= 0) {
            if (watched.remove(first)) first.pass().run(); // or the round before still goes on
        }
        if (first != null) schedule();
    }
}
