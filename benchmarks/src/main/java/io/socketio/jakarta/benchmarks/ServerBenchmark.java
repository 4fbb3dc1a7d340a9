package io.socketio.jakarta.benchmarks;

import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.json.JsonbCodec;
import io.socketio.jakarta.server.DefaultServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * From a message through the mailbox to its handler and back, and from an emit to its receivers; without a network, and on one thread.
 * The cost of a message must not grow with the number of sessions, nor that of a delivery with the number of receivers or rooms.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ServerBenchmark {
    private static final String TEXT = "0123456789012345678901234567890123456789";

    @Param({"10", "1000", "10000", "30000"})
    public int sessions;

    @Param({"10", "100000"})
    public int rooms;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final DefaultServer io =
            new DefaultServer(SocketIoConfig.builder().maxConnections(1_000_000).build(), new JsonbCodec());
    private final List<Sink> clients = new ArrayList<>();
    private int next;

    @Setup
    public void setup() {
        io.engineServer().start(Runnable::run, timer);
        io.on("echo", m -> m.ack().send(m.args()));
        io.onConnect(socket -> {
            socket.join("all");
            int number = clients.size();
            if (number < 10) socket.join("ten");
            for (int room = number; room < rooms; room += sessions) socket.join("room" + room);
        });
        for (int i = 0; i < sessions; i++) clients.add(Sink.join(io.engineServer()));
    }

    @TearDown
    public void tearDown() {
        io.close();
        timer.shutdownNow();
    }

    /** One client after the other. */
    @Benchmark
    public long echo() {
        Sink client = clients.get(next++ % clients.size());
        client.say("21[\"echo\",\"" + TEXT + "\"]");
        return client.sent();
    }

    @Benchmark
    public void roomOfTen() {
        io.to("ten").emit("tick", TEXT);
    }

    @Benchmark
    public void roomOfAll() {
        io.to("all").emit("tick", TEXT);
    }
}
