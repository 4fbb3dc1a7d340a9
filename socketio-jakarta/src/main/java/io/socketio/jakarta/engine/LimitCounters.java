package io.socketio.jakarta.engine;

import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** How often each bound was reached, by the name of the option that sets it. Safe for use from any thread. */
public final class LimitCounters {
    private static final System.Logger LOG = System.getLogger(LimitCounters.class.getName());

    private final Map<String, AtomicLong> counters = new ConcurrentSkipListMap<>();

    LimitCounters() {
        for (String option : new String[] {
            "connectionStateRecovery.maxBytes",
            "maxAttachmentBytes",
            "maxAttachments",
            "maxConnections",
            "maxConnectionsPerAddress",
            "maxEventsPerSecond",
            "maxHandshakesPerSecond",
            "maxHttpBufferSize",
            "maxJsonDepth",
            "maxNamespaces",
            "maxNumberLength",
            "maxOutboundBytes",
            "maxPendingAcks",
            "maxQueuedMessages",
            "maxRooms"
        }) counters.put(option, new AtomicLong());
    }

    /**
     * It was reached once more. The first time it is logged: whoever does it on purpose must not fill the log.
     *
     * @param option one of ours, or what a parser or an adapter of the application calls its own
     */
    public void reached(String option) {
        if (counters.computeIfAbsent(option, unused -> new AtomicLong()).incrementAndGet() == 1)
            LOG.log(Level.WARNING, "the bound of the option {0} was reached; from now on this is only counted", option);
    }

    /** All of them, as they are now. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        counters.forEach((option, counter) -> counts.put(option, counter.get()));
        return counts;
    }
}
