package io.socketio.jakarta.it.support;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for things to happen, with one bound that no sound run comes near. */
public final class Eventually {
    public static final int SECONDS = 20;

    private Eventually() {}

    public static <T> T take(BlockingQueue<T> queue) {
        try {
            T next = queue.poll(SECONDS, TimeUnit.SECONDS);
            if (next == null) throw new AssertionError("nothing came within " + SECONDS + " s");
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    public static void await(CountDownLatch latch) {
        try {
            if (!latch.await(SECONDS, TimeUnit.SECONDS))
                throw new AssertionError(latch.getCount() + " still missing after " + SECONDS + " s");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For what nothing tells about. */
    public static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) throw new AssertionError("not within " + SECONDS + " s: " + what);
            LockSupport.parkNanos(2_000_000);
        }
    }
}
