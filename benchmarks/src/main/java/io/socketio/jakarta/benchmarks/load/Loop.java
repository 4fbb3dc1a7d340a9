package io.socketio.jakarta.benchmarks.load;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;

/** The one thread of all clients. */
final class Loop implements Closeable {
    private static final int BUFFER = 256 * 1024;

    final Selector selector = Selector.open();
    final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER);
    private final Queue<Connection> unsent = new ArrayDeque<>();

    Loop() throws IOException {}

    /** Has a connection flushed when what has happened is handled: what a client says at one time leaves in one write. */
    void flushLater(Connection connection) {
        unsent.add(connection);
    }

    /** False if that has not come about in time. */
    boolean run(BooleanSupplier done, double seconds) throws IOException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (!done.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0) return false;
            flushAll();
            selector.select(Loop::ready, left / 1_000_000 + 1);
        }
        return true;
    }

    private static void ready(SelectionKey key) {
        ((Connection) key.attachment()).ready(key);
    }

    private void flushAll() {
        for (Connection next = unsent.poll(); next != null; next = unsent.poll()) next.flush();
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
