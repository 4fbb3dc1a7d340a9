package io.socketio.jakarta.benchmarks.load;

import java.util.Arrays;

/** Durations in nanoseconds. */
final class Latencies {
    private static final int SOME = 1 << 16;

    private long[] values = new long[SOME];
    private int size;

    void add(long nanos) {
        if (size == values.length) values = Arrays.copyOf(values, 2 * size);
        values[size++] = nanos;
    }

    void clear() {
        size = 0;
    }

    /** In milliseconds; 0 without any. */
    double percentile(double percent) {
        if (size == 0) return 0;
        long[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return sorted[Math.min(size - 1, (int) Math.ceil(size * percent / 100) - 1)] / 1e6;
    }
}
