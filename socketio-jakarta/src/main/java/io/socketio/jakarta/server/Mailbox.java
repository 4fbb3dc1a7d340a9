package io.socketio.jakarta.server;

import io.socketio.jakarta.engine.EngineSocket;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * What one socket's handlers have to do, one after the other and in order of arrival. While it is worked off the connection is corked: the
 * answers go out together; and so do broadcasts.
 */
final class Mailbox implements Runnable {
    /** So many in a row, then other sockets have their turn. */
    private static final int TURN = 256;

    /** Or what takes so long, in ns: clients that keep slow handlers busy must not hold the threads that others wait for. */
    private static final long TURN_TIME = TimeUnit.MILLISECONDS.toNanos(EngineSocket.TURN_MILLIS);

    private record Entry(Runnable task, int bytes) {}

    private final EngineSocket engine;
    private final Executor executor;
    private final Backlog backlog;

    private final ArrayDeque<Entry> entries = new ArrayDeque<>(2); // guarded by this
    private volatile boolean waiting; // whether there are any; written under the lock
    private boolean running; // guarded by this
    private long patienceEnds; // guarded by this; when waiting for room ends, 0 if nobody has waited since it was empty

    Mailbox(EngineSocket engine, Executor executor, Backlog backlog) {
        this.engine = engine;
        this.executor = executor;
        this.backlog = backlog;
    }

    /**
     * Adds a message's handling. When there is too much to do the calling network thread waits: the client is not read meanwhile.
     *
     * @return false if there was no room in time, or too many threads wait already
     */
    boolean add(Runnable task, int bytes) {
        if (!awaitRoom(bytes)) return false;
        backlog.add(bytes);
        put(new Entry(task, bytes));
        return true;
    }

    /** Adds what must be done even if there is too much to do. */
    void addLast(Runnable task) {
        put(new Entry(task, 0));
    }

    private void put(Entry entry) {
        synchronized (this) {
            entries.add(entry);
            if (running) {
                waiting = true;
                return;
            }
            running = true;
        }
        try {
            executor.execute(this);
        } catch (RejectedExecutionException e) { // the application has stopped: nobody is there to handle anything
            synchronized (this) {
                entries.clear();
                running = false;
            }
        }
    }

    /** Whether nothing is to be done, nor being done. */
    synchronized boolean isIdle() {
        return !running;
    }

    private boolean awaitRoom(int bytes) {
        if (hasRoom(bytes)) return true;
        if (!backlog.startWaiting()) return false;
        try {
            synchronized (this) {
                // over all messages, not for each anew: a client that is always ahead is cut off in the end
                if (patienceEnds == 0) patienceEnds = System.nanoTime() + backlog.patienceNanos();
                while (!hasRoom(bytes)) {
                    if (System.nanoTime() - patienceEnds >= 0 || !engine.isOpen()) return false;
                    wait(50); // looks up now and then: the session may have ended, another mailbox made room
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            backlog.endWaiting();
        }
    }

    private synchronized boolean hasRoom(int bytes) {
        return entries.size() < backlog.maxMessages() && backlog.hasRoom(bytes);
    }

    @Override
    public void run() {
        while (engine.turn(this::turn, () -> waiting)) {
            try {
                executor.execute(this);
                return;
            } catch (RejectedExecutionException e) {
                // the application stops: what came before its end is handled, the news of the end last
            }
        }
    }

    /** True if there is more to do. The answers go out before the rest of the broadcasts. */
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
        long began = System.nanoTime();
        for (int done = 0; done < TURN && (done == 0 || System.nanoTime() - began < TURN_TIME); done++) {
            Entry entry;
            synchronized (this) {
                entry = entries.poll();
                waiting = !entries.isEmpty();
                if (entry == null) {
                    running = false;
                    patienceEnds = 0;
                    return false;
                }
                if (patienceEnds != 0) notifyAll();
            }
            backlog.remove(entry.bytes());
            entry.task().run();
        }
        return true;
    }
}
