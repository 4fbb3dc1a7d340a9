package io.socketio.jakarta.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Whether there is room for one more session: in all, and for its address. What is remembered of addresses goes with their sessions. */
final class Admission {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final EngineConfig config;
    private final LimitCounters counters;
    private final Map<String, Integer> sessions = new ConcurrentHashMap<>();
    private volatile Window window = new Window(System.nanoTime());

    /** The handshakes of one second. */
    private record Window(long since, Map<String, Integer> handshakes) {
        Window(long since) {
            this(since, new ConcurrentHashMap<>());
        }
    }

    Admission(EngineConfig config, LimitCounters counters) {
        this.config = config;
        this.counters = counters;
    }

    /** Why a handshake is refused, or {@code null}; each call counts as one. */
    @Nullable
    EngineError check(int open, String address) {
        if (open >= config.maxConnections()) return refused("maxConnections", EngineError.TOO_MANY_CONNECTIONS);
        if (config.maxHandshakesPerSecond() == 0 && config.maxConnectionsPerAddress() == 0) return null;
        String network = IpAddress.network(address);
        if (config.maxHandshakesPerSecond() > 0
                && window().handshakes().merge(network, 1, Integer::sum) > config.maxHandshakesPerSecond())
            return refused("maxHandshakesPerSecond", EngineError.TOO_MANY_OF_ADDRESS);
        if (config.maxConnectionsPerAddress() > 0
                && sessions.getOrDefault(network, 0) >= config.maxConnectionsPerAddress())
            return refused("maxConnectionsPerAddress", EngineError.TOO_MANY_OF_ADDRESS);
        return null;
    }

    private EngineError refused(String option, EngineError error) {
        counters.reached(option);
        return error;
    }

    private Window window() {
        long now = System.nanoTime();
        Window current = window;
        if (now - current.since() < SECOND) return current;
        synchronized (this) {
            if (now - window.since() >= SECOND) window = new Window(now);
            return window;
        }
    }

    /** A session is about to open, perhaps some time after it was checked. False if there is no room any more. */
    boolean enter(int open, String address) {
        if (open >= config.maxConnections()) {
            counters.reached("maxConnections");
            return false;
        }
        int most = config.maxConnectionsPerAddress();
        if (most == 0) return true;
        int count = sessions.merge(IpAddress.network(address), 1, Integer::sum);
        if (count <= most) return true;
        leave(address);
        counters.reached("maxConnectionsPerAddress");
        return false;
    }

    /** A session that had entered is gone. */
    void leave(String address) {
        if (config.maxConnectionsPerAddress() > 0)
            sessions.computeIfPresent(IpAddress.network(address), (network, count) -> count == 1 ? null : count - 1);
    }
}
