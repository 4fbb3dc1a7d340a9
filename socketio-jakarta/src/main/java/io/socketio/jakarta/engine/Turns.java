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
    /** How long slow handlers hold back what they send to their own client. */
    private static final long MILLIS = 5;

    @SuppressWarnings("ThreadLocalUsage") // one for each server: its own timer ends its turns
    private final ThreadLocal<@Nullable Turn> current = new ThreadLocal<>();

    private final Supplier<ScheduledExecutorService> timer;
    private final AtomicInteger last = new AtomicInteger();
    private final Queue<Runnable> watched = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

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
        // not on a worker: slow handlers may hold all of them
        timer.get().schedule(() -> turn.end(false), EngineSocket.TURN_MILLIS, MILLISECONDS);
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
        watched.add(pass);
        if (scheduled.compareAndSet(false, true)) timer.get().schedule(this::passAll, MILLIS, MILLISECONDS);
    }

    private void passAll() {
        scheduled.set(false); // those that come from here on need the next round
        for (int left = watched.size(); left > 0; left--) {
            Runnable pass = watched.poll();
            if (pass != null) pass.run();
        }
    }
}
