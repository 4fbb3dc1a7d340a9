package io.socketio.jakarta.fakes;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** Runs what it was given when the test says so, on the test's thread. */
public final class ManualExecutor implements Executor {
    private final Deque<Runnable> tasks = new ArrayDeque<>();

    @Override
    public synchronized void execute(Runnable task) {
        tasks.add(task);
    }

    private synchronized Runnable poll() {
        return tasks.poll();
    }

    /** Runs one task. False if there is none. */
    public boolean runOne() {
        Runnable task = poll();
        if (task != null) task.run();
        return task != null;
    }

    /** Runs all tasks, those too that come meanwhile. */
    public void runAll() {
        while (runOne()) {}
    }
}
