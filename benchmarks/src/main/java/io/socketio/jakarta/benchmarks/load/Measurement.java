package io.socketio.jakarta.benchmarks.load;

/**
 * What came of a run.
 *
 * @param messages acknowledged, delivered, or clients that have joined
 * @param seconds of the measurement
 * @param cpu seconds of CPU time of the server
 * @param generator how busy the one thread of the clients was: near 1 it is what limits the rate
 * @param others cores that everything else kept busy
 * @param p50 milliseconds until a message is acknowledged, all have got a burst, or all have joined
 * @param p99 the same
 * @param rss bytes of the process for each connection, as it comes
 * @param rssCollected the same after a garbage collection
 * @param heap bytes of the heap for each connection after a garbage collection; 0 if there is no telling
 */
record Measurement(
        long messages,
        double seconds,
        double cpu,
        double generator,
        double others,
        double p50,
        double p99,
        double rss,
        double rssCollected,
        double heap) {
    Measurement with(Server.Memory memory) {
        return new Measurement(
                messages,
                seconds,
                cpu,
                generator,
                others,
                p50,
                p99,
                memory.rss(),
                memory.rssCollected(),
                memory.heap());
    }

    double perCpuSecond() {
        return messages / cpu;
    }
}
