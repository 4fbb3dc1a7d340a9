package io.socketio.jakarta.server;

import io.socketio.jakarta.SocketIoConfig;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** What one connection has sent that its handlers have not begun with, over all its namespaces. */
final class Backlog {
    private final AtomicLong bytes = new AtomicLong();
    private final SocketIoConfig config;
    private final Semaphore waiting;

    /** @param waiting how many network threads of the server may wait for handlers, together */
    Backlog(SocketIoConfig config, Semaphore waiting) {
        this.config = config;
        this.waiting = waiting;
    }

    int maxMessages() {
        return config.maxQueuedMessages();
    }

    /** Four of the largest messages, and always one. */
    boolean hasRoom(int more) {
        long before = bytes.get();
        return before == 0 || before + more <= 4L * config.maxHttpBufferSize();
    }

    void add(int more) {
        bytes.addAndGet(more);
    }

    void remove(int less) {
        if (less > 0) bytes.addAndGet(-less);
    }

    long patienceNanos() {
        return config.pingTimeout().toNanos();
    }

    boolean startWaiting() {
        return waiting.tryAcquire();
    }

    void endWaiting() {
        waiting.release();
    }
}
