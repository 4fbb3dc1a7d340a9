package io.socketio.jakarta.engine;

import io.socketio.jakarta.engine.parser.EnginePacket;
import io.socketio.jakarta.fakes.FakeTransport;
import io.socketio.jakarta.fakes.ManualTimer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** An engine whose sessions write down what reaches their listener. */
final class Sessions {
    static final EngineConfig CONFIG = new EngineConfig(
            25_000,
            20_000,
            10_000,
            1_000_000,
            Set.of("polling", "websocket"),
            true,
            true,
            true,
            100_000,
            1_000,
            0,
            0,
            request -> null,
            null);
    static final EngineRequest REQUEST = request("4");

    static EngineRequest request(String eio) {
        return new EngineRequest("/?EIO=" + eio, Map.of(), "192.0.2.1", false, false, null, Set.of(), Instant.EPOCH);
    }

    final ManualTimer timer = new ManualTimer();
    final EngineServer server;
    final List<String> log = new ArrayList<>();

    Sessions() {
        this(CONFIG);
    }

    Sessions(EngineConfig config) {
        server = new EngineServer(config, socket -> new Log());
        server.start(Runnable::run, timer);
    }

    Sessions(EngineConfig config, Supplier<EngineListener> listeners) {
        server = new EngineServer(config, socket -> listeners.get());
        server.start(Runnable::run, timer);
    }

    Sessions(EngineConfig config, ScheduledExecutorService realTimer) {
        server = new EngineServer(config, socket -> new Log());
        server.start(Runnable::run, realTimer);
    }

    private final class Log implements EngineListener {
        @Override
        public void open() {
            add("open");
        }

        @Override
        public void message(String data) {
            add(data);
        }

        @Override
        public void binary(byte[] data) {
            add(data.length + " bytes");
        }

        @Override
        public void close(CloseReason reason) {
            add(reason.toString());
        }
    }

    private void add(String line) {
        synchronized (log) {
            log.add(line);
            log.notifyAll();
        }
    }

    /** What reached the listeners since the last call. */
    List<String> log() {
        synchronized (log) {
            List<String> lines = List.copyOf(log);
            log.clear();
            return lines;
        }
    }

    /** Waits for a line. */
    void await(String line) throws InterruptedException {
        long end = System.nanoTime() + 30_000_000_000L;
        synchronized (log) {
            while (!log.contains(line)) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) throw new AssertionError("no \"" + line + "\" but " + log);
                log.wait(left);
            }
        }
    }

    /** A session that has sent its handshake. */
    FakeTransport open(String transport) {
        return open(transport, "4");
    }

    /** @param eio the protocol that the client speaks */
    FakeTransport open(String transport, String eio) {
        FakeTransport it = new FakeTransport(transport);
        server.open(eio.equals("4") ? REQUEST : request(eio), server.newId(), it, it::attach);
        timer.advance(Duration.ofMillis(10)); // past the corks
        it.take();
        log();
        return it;
    }

    static EnginePacket message(String text) {
        return EnginePacket.text(EnginePacket.Type.MESSAGE, text, true);
    }

    static boolean send(EngineSocket socket, String... unit) {
        return socket.send(List.of(unit).stream().map(Sessions::message).toList(), false);
    }

    static EngineConfig config(UnaryOperator<Options> change) {
        Options it = change.apply(new Options());
        return new EngineConfig(
                it.pingInterval,
                it.pingTimeout,
                it.upgradeTimeout,
                CONFIG.maxHttpBufferSize(),
                it.transports,
                it.allowUpgrades,
                it.allowEIO3,
                it.jsonp,
                it.maxOutboundBytes,
                it.maxConnections,
                it.maxConnectionsPerAddress,
                it.maxHandshakesPerSecond,
                CONFIG.allowRequest(),
                it.generateId);
    }

    static final class Options {
        long pingInterval = CONFIG.pingInterval();
        long pingTimeout = CONFIG.pingTimeout();
        long upgradeTimeout = CONFIG.upgradeTimeout();
        Set<String> transports = CONFIG.transports();
        boolean allowUpgrades = true;
        boolean allowEIO3 = true;
        boolean jsonp = true;
        long maxOutboundBytes = CONFIG.maxOutboundBytes();
        int maxConnections = CONFIG.maxConnections();
        int maxConnectionsPerAddress;
        int maxHandshakesPerSecond;
        Function<EngineRequest, String> generateId;

        Options heartbeat(long interval, long timeout) {
            pingInterval = interval;
            pingTimeout = timeout;
            return this;
        }

        Options transports(String... names) {
            transports = Set.of(names);
            return this;
        }

        Options maxOutboundBytes(long bytes) {
            maxOutboundBytes = bytes;
            return this;
        }

        Options room(int connections, int perAddress, int handshakes) {
            maxConnections = connections;
            maxConnectionsPerAddress = perAddress;
            maxHandshakesPerSecond = handshakes;
            return this;
        }

        Options withoutTheOld() {
            allowEIO3 = false;
            jsonp = false;
            return this;
        }

        Options generateId(Function<EngineRequest, String> ids) {
            generateId = ids;
            return this;
        }

        Options withoutUpgrades() {
            allowUpgrades = false;
            return this;
        }
    }
}
