package io.socketio.jakarta.benchmarks;

import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.json.JsonbCodec;
import io.socketio.jakarta.server.DefaultServer;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One heartbeat, ping and pong, of a timer that is never done: its cost must not grow with the number of sessions. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HeartbeatBenchmark {
    private static final int SOME = 10_000;

    @Param({"1000", "10000", "30000"})
    public int sessions;

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final DefaultServer io = new DefaultServer(
            SocketIoConfig.builder()
                    .maxConnections(1_000_000)
                    .pingInterval(Duration.ofMillis(1))
                    .build(),
            new JsonbCodec());
    private final LongAdder pings = new LongAdder();

    @Setup
    public void setup() {
        timer.setRemoveOnCancelPolicy(true);
        io.engineServer().start(Runnable::run, timer);
        for (int i = 0; i < sessions; i++) Sink.join(io.engineServer(), pings);
    }

    @TearDown
    public void tearDown() {
        timer.shutdownNow();
        io.close();
    }

    @Benchmark
    @OperationsPerInvocation(SOME)
    public void heartbeats() {
        long end = pings.sum() + SOME;
        while (pings.sum() < end) Thread.onSpinWait();
    }
}
