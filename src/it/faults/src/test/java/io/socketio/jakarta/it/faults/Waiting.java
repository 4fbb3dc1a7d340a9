package io.socketio.jakarta.it.faults;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** For what takes longer than {@link io.socketio.jakarta.it.support.Eventually} allows, and is dear to look at. */
final class Waiting {
    private Waiting() {}

    /** How long it took. */
    static Duration until(String what, Duration atMost, BooleanSupplier condition) {
        return until(() -> what, atMost, condition);
    }

    /** @param what may tell what it looked like last */
    static Duration until(Supplier<String> what, Duration atMost, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > atMost.toNanos())
                throw new AssertionError("not within " + atMost.toMillis() + " ms: " + what.get());
            LockSupport.parkNanos(100_000_000);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
