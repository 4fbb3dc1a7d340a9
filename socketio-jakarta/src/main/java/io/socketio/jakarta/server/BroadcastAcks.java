package io.socketio.jakarta.server;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.BroadcastTimeoutException;
import io.socketio.jakarta.adapter.AckCollector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The acknowledgements of one broadcast, perhaps in several namespaces. */
final class BroadcastAcks {
    private final CompletableFuture<List<Arguments>> result = new Answer<>();
    private final Executor workers;
    private final @Nullable Consumer<Arguments> each;

    // guarded by this
    private final List<Arguments> answers = new ArrayList<>();
    private CompletableFuture<Void> passedOn = CompletableFuture.completedFuture(null); // to each, one after the other
    private int servers; // that have not told how many of their sockets got it
    private int sockets; // that have not answered
    private boolean ended;
    private @Nullable Future<?> timeout;
    private @Nullable Runnable forget;

    /** @param namespaces for each a {@link Part} will be told of */
    BroadcastAcks(int namespaces, @Nullable Consumer<Arguments> each, Executor workers) {
        this.servers = namespaces;
        this.each = each;
        this.workers = workers;
        if (namespaces == 0) end();
    }

    /** @param forget lets go of what is still awaited then */
    void startTimeout(Duration duration, ScheduledExecutorService timer, Runnable forget) {
        synchronized (this) {
            if (ended) return;
            this.forget = forget;
            this.timeout = timer.schedule(this::timedOut, duration.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    CompletionStage<List<Arguments>> result() {
        return result;
    }

    /** What the adapter of one namespace tells. */
    final class Part implements AckCollector {
        @Override
        public void servers(int count) {
            told(count - 1, 0);
        }

        @Override
        public void expect(int more) {
            told(-1, more);
        }

        @Override
        public void answer(Arguments answer) {
            answered(answer);
        }

        @Override
        public void gone() {
            told(0, -1);
        }
    }

    private void told(int moreServers, int moreSockets) {
        synchronized (this) {
            servers += moreServers;
            sockets += moreSockets;
            if (ended || servers > 0 || sockets > 0) return;
        }
        end();
    }

    private void answered(Arguments answer) {
        synchronized (this) {
            if (ended) return;
            answers.add(answer);
            Consumer<Arguments> consumer = each;
            if (consumer != null) {
                passedOn = passedOn.thenRunAsync(() -> consumer.accept(answer), workers);
                passedOn.whenComplete((done, failure) -> {
                    if (failure != null) failed(failure.getCause() == null ? failure : failure.getCause());
                });
            }
        }
        told(0, -1);
    }

    private void end() {
        CompletableFuture<Void> last;
        synchronized (this) {
            if (!close()) return;
            last = passedOn;
        }
        last.whenCompleteAsync((done, failure) -> result.complete(List.copyOf(answers)), workers);
    }

    private void timedOut() {
        CompletableFuture<Void> last;
        Runnable rest;
        synchronized (this) {
            rest = forget;
            if (!close()) return;
            last = passedOn;
        }
        if (rest != null) rest.run();
        last.whenCompleteAsync(
                (done, failure) -> result.completeExceptionally(new BroadcastTimeoutException(answers)), workers);
    }

    /** {@code each} threw. */
    private void failed(Throwable failure) {
        synchronized (this) {
            close();
        }
        result.completeExceptionally(failure);
    }

    /** False if it had ended; nothing is added to the answers from here on. */
    private boolean close() {
        if (ended) return false;
        ended = true;
        forget = null;
        if (timeout != null) timeout.cancel(false);
        return true;
    }
}
