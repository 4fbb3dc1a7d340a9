package io.socketio.jakarta.benchmarks.load;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A scenario's clients on one server. */
final class Load implements Client.Listener, Closeable {
    /** So many connect at the same time. */
    private static final int CONNECTING = 50;

    /** For all to connect. */
    private static final double PATIENCE = 60;

    /** They come and go before memory is measured. */
    private static final int GUESTS = 200;

    private final Loop loop = new Loop();
    private final Scenario scenario;
    private final Server server;
    private final Tally tally = new Tally();
    private final List<Client> clients = new ArrayList<>();
    private @Nullable Traffic traffic;
    private int joined;
    private int failures;
    private String failure = "";

    Load(Scenario scenario, Server server) throws IOException {
        this.scenario = scenario;
        this.server = server;
    }

    /** @param warmUp seconds before it is measured */
    Measurement run(double warmUp, double seconds) throws IOException, InterruptedException {
        return switch (scenario.kind()) {
            case ECHO, BROADCAST -> messages(warmUp, seconds);
            case CONNECT -> connections(warmUp, seconds);
            case IDLE -> memory(seconds);
        };
    }

    private Measurement messages(double warmUp, double seconds) throws IOException {
        connect(scenario.clients());
        Traffic all =
                scenario.kind() == Scenario.Kind.ECHO ? new Echo(scenario) : new Broadcast(scenario, clients.get(0));
        traffic = all;
        all.start(clients);
        pause(warmUp);
        return measure(() -> pause(seconds));
    }

    private Measurement connections(double warmUp, double seconds) throws IOException {
        repeat(warmUp);
        return measure(() -> repeat(seconds));
    }

    private void repeat(double seconds) throws IOException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        do {
            long began = System.nanoTime();
            connect(scenario.clients());
            tally.latency(began);
            leave();
        } while (System.nanoTime() < end);
    }

    private Measurement memory(double seconds) throws IOException, InterruptedException {
        connect(GUESTS);
        leave();
        Server.Memory before = server.memory();
        connect(scenario.clients());
        pause(seconds);
        Server.Memory after = server.memory();
        return measure(() -> pause(seconds)).with(after.minus(before, scenario.clients()));
    }

    private interface Step {
        void run() throws IOException;
    }

    private Measurement measure(Step step) throws IOException {
        tally.reset();
        Cpu self = Cpu.of(ProcessHandle.current());
        Cpu its = server.cpu();
        double machine = Cpu.machine();
        long began = System.nanoTime();
        step.run();
        double wall = (System.nanoTime() - began) / 1e9;
        double cpu = server.cpu().minus(its);
        double own = Cpu.of(ProcessHandle.current()).minus(self);
        double others = (Cpu.machine() - machine - cpu - own) / wall;
        if (failures > 0) throw new IOException(failures + " failures in " + scenario.name() + ": " + failure);
        return new Measurement(
                tally.messages(),
                wall,
                cpu,
                own / wall,
                others,
                tally.latencies().percentile(50),
                tally.latencies().percentile(99),
                0,
                0,
                0);
    }

    private void connect(int number) throws IOException {
        joined = 0;
        clients.clear();
        boolean all = loop.run(
                () -> {
                    while (clients.size() < number && clients.size() - joined < CONNECTING) clients.add(client());
                    return joined == number || failures > 0;
                },
                PATIENCE);
        if (!all || failures > 0) throw new IOException(joined + " of " + number + " have joined; " + failure);
    }

    private Client client() {
        int index = clients.size();
        return scenario.polling()
                ? new PollingClient(loop, server.url(), index, this)
                : new WebSocketClient(loop, server.url(), index, this);
    }

    private void leave() {
        clients.forEach(Client::leave);
        clients.clear();
    }

    private void pause(double seconds) throws IOException {
        loop.run(() -> failures > 0, seconds);
    }

    @Override
    public void joined(Client client) {
        joined++;
        if (traffic == null) tally.message();
    }

    @Override
    public void packet(Client client, ByteBuffer packet) {
        if (traffic == null || !traffic.packet(client, packet, tally)) failed(client, "an unexpected packet");
    }

    @Override
    public void failed(Client client, String why) {
        if (failures++ == 0) failure = why;
    }

    @Override
    public void close() throws IOException {
        leave();
        loop.close();
    }
}
