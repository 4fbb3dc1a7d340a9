package io.socketio.jakarta.server;

import io.socketio.jakarta.engine.EngineSocket;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * What one socket's handlers have to do, one after the other and in order of arrival. While it is worked off the connection is corked: the
 * answers go out together.
 */
final class Mailbox implements Runnable {
    /** So many in a row, then other sockets have their turn. */
    private static final int TURN = 256;

    private final EngineSocket engine;
    private final Executor executor;
    private final int limit;
    private final long patienceNanos;

    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>(2); // guarded by this
    private boolean running; // guarded by this

    /**
     * @param limit how many may wait
     * @param patienceMillis how long {@link #add} waits for room
     */
    Mailbox(EngineSocket engine, Executor executor, int limit, long patienceMillis) {
        this.engine = engine;
        this.executor = executor;
        this.limit = limit;
        this.patienceNanos = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
    }

    /**
     * Adds a message's handling. When the mailbox is full the calling network thread waits: the client is not read meanwhile.
     *
     * @return false if there was no room in time
     */
    boolean add(Runnable task) {
        synchronized (this) {
            long deadline = 0;
            while (tasks.size() >= limit) {
                if (deadline == 0) deadline = System.nanoTime() + patienceNanos;
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0 || !engine.isOpen()) return false;
                try {
                    wait(Math.min(left, 100)); // looks up now and then: the session may have ended
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            tasks.add(task);
            if (running) return true;
            running = true;
        }
        start();
        return true;
    }

    /** Adds what must be done even if the mailbox is full. */
    void addLast(Runnable task) {
        synchronized (this) {
            tasks.add(task);
            if (running) return;
            running = true;
        }
        start();
    }

    private void start() {
        try {
            executor.execute(this);
        } catch (RejectedExecutionException e) { // the application has stopped: nobody is there to handle anything
            synchronized (this) {
                tasks.clear();
                running = false;
            }
        }
    }

    @Override
    public void run() {
        while (turn()) {
            try {
                executor.execute(this);
                return;
            } catch (RejectedExecutionException e) {
                // the application stops: what came before its end is handled, the news of the end last
            }
        }
    }

    /** True if there is more to do. */
    private boolean turn() {
        engine.cork();
        try {
            return work();
        } finally {
            engine.uncork();
        }
    }

    /** Tasks do not throw. True if there is more to do. */
    private boolean work() {
        for (int done = 0; done < TURN; done++) {
            Runnable task;
            synchronized (this) {
                task = tasks.poll();
                if (task == null) {
                    running = false;
                    return false;
                }
                if (tasks.size() == limit - 1) notifyAll();
            }
            task.run();
        }
        return true;
    }
}
