package io.socketio.jakarta.benchmarks.load;

/** What has been counted since the measurement began. */
final class Tally {
    private long messages;
    private final Latencies latencies = new Latencies();

    void reset() {
        messages = 0;
        latencies.clear();
    }

    void message() {
        messages++;
    }

    void latency(long since) {
        latencies.add(System.nanoTime() - since);
    }

    long messages() {
        return messages;
    }

    Latencies latencies() {
        return latencies;
    }
}
