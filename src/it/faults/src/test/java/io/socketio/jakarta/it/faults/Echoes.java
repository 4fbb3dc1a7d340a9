package io.socketio.jakarta.it.faults;

import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A well-behaved client that goes on asking for echoes while others misbehave, and how long these took. */
final class Echoes implements AutoCloseable {
    private static final int EVERY_MILLIS = 10;

    private final Member member;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Future<?> asking;
    private long[] nanos = new long[10_000]; // guarded by this
    private int count; // guarded by this

    Echoes(URI endpoint) {
        member = Member.join(endpoint);
        for (int i = 0; i < 100; i++) member.echo(); // the server's code is compiled
        asking = timer.scheduleWithFixedDelay(this::ask, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void ask() {
        long took = member.echo();
        synchronized (this) {
            if (count == nanos.length) nanos = Arrays.copyOf(nanos, 2 * count);
            nanos[count++] = took;
        }
    }

    /** Forgets what it has measured. */
    synchronized void reset() {
        count = 0;
    }

    /** In ms; fails if an echo did not come. */
    double percentile(double percent) {
        if (asking.isDone()) {
            try {
                asking.get();
            } catch (InterruptedException | ExecutionException e) {
                throw new AssertionError("the healthy client got no echo", e);
            }
        }
        long[] sorted;
        synchronized (this) {
            sorted = Arrays.copyOf(nanos, count);
        }
        if (sorted.length < 10) throw new AssertionError("only " + sorted.length + " echoes");
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(percent / 100 * sorted.length) - 1] / 1e6;
    }

    @Override
    public String toString() {
        int echoes;
        synchronized (this) {
            echoes = count;
        }
        return "%d echoes of a healthy client: p50 %.1f ms, p99 %.1f ms, longest %.0f ms"
                .formatted(echoes, percentile(50), percentile(99), percentile(100));
    }

    void stop() {
        timer.shutdownNow();
        member.close();
    }

    @Override
    public void close() {
        stop();
    }
}
