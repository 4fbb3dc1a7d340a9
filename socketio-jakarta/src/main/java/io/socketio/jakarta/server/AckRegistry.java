package io.socketio.jakarta.server;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.SocketIoException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The acknowledgements that one client owes. Stages complete on the workers, so that nothing of the application runs on a network thread. */
final class AckRegistry {
    private record Pending(
            CompletableFuture<Arguments> answer, @Nullable Future<?> timeout) {}

    private final Map<Long, Pending> pending = new HashMap<>(4); // guarded by this
    private final int limit;
    private final Runnable limitReached;
    private boolean closed; // guarded by this

    AckRegistry(int limit, Runnable limitReached) {
        this.limit = limit;
        this.limitReached = limitReached;
    }

    /** Awaits an answer; fails at once if there are too many or the socket is gone. */
    CompletableFuture<Arguments> await(
            long id, @Nullable Duration timeout, ScheduledExecutorService timer, Executor workers) {
        CompletableFuture<Arguments> answer = new Answer<>();
        synchronized (this) {
            if (closed) return CompletableFuture.failedFuture(disconnected());
            if (pending.size() >= limit) {
                limitReached.run();
                return CompletableFuture.failedFuture(new SocketIoException(
                        "the client owes " + limit + " acknowledgements (option maxPendingAcks)"));
            }
            Future<?> timing = timeout == null
                    ? null
                    : timer.schedule(() -> timedOut(id, workers), timeout.toNanos(), NANOSECONDS);
            pending.put(id, new Pending(answer, timing));
        }
        return answer;
    }

    /** An answer came; unknown ids and second answers are ignored. */
    void answered(long id, Arguments args, Executor workers) {
        Pending it = take(id);
        if (it == null) return;
        if (it.timeout() != null) it.timeout().cancel(false);
        workers.execute(() -> it.answer().complete(args));
    }

    private void timedOut(long id, Executor workers) {
        Pending it = take(id);
        if (it != null)
            workers.execute(() -> it.answer().completeExceptionally(new TimeoutException("operation has timed out")));
    }

    private synchronized @Nullable Pending take(long id) {
        return pending.remove(id);
    }

    /** Nobody waits for it any more. */
    void forget(long id) {
        Pending it = take(id);
        if (it != null && it.timeout() != null) it.timeout().cancel(false);
    }

    /** The socket is gone: nothing will be answered any more. */
    void close(Executor workers) {
        List<Pending> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(pending.values());
            pending.clear();
        }
        for (Pending it : left) {
            if (it.timeout() != null) it.timeout().cancel(false);
            workers.execute(() -> it.answer().completeExceptionally(disconnected()));
        }
    }

    private static SocketIoException disconnected() {
        return new SocketIoException("the socket is disconnected");
    }
}
