package io.socketio.jakarta.engine;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.RejectedExecutionException;

/**
 * Closes the sessions of a server in small batches, in random order and at uneven intervals, so that their clients do not all come back in the
 * same moment: one each {@value #PACE_MILLIS} ms, or faster where half of the time would not do for all of them.
 */
final class Drain implements Runnable {
    private static final int PACE_MILLIS = 10;
    private static final int TICK_MILLIS = 50;

    private final EngineServer server;
    private final List<EngineSocket> left;
    private final SplittableRandom random = new SplittableRandom();
    private long ticks;

    Drain(EngineServer server, Collection<EngineSocket> sessions, Duration grace) {
        this.server = server;
        this.left = new ArrayList<>(sessions);
        Collections.shuffle(left);
        this.ticks = 1 + Math.min(grace.toMillis() / 2, (long) left.size() * PACE_MILLIS) / TICK_MILLIS;
    }

    /** One batch, and the next one later. */
    @Override
    public void run() {
        int count = (int) ((left.size() + ticks - 1) / ticks--);
        List<EngineSocket> last = left.subList(left.size() - count, left.size());
        List<EngineSocket> batch = List.copyOf(last);
        last.clear();
        try {
            server.workers().execute(() -> batch.forEach(EngineSocket::drain));
        } catch (RejectedExecutionException e) {
            server.close(); // the application has stopped
            return;
        }
        if (!left.isEmpty())
            server.timer().schedule(this, TICK_MILLIS / 2 + random.nextInt(TICK_MILLIS + 1), MILLISECONDS);
    }
}
