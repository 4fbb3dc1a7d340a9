package io.socketio.jakarta.admin;

import io.socketio.jakarta.ConnectionPacket;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.EngineConnection;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Counts what goes through the connections of a server. */
final class Traffic {
    private final LongAdder connections = new LongAdder();
    private final Map<DisconnectReason, LongAdder> disconnections = new EnumMap<>(DisconnectReason.class);
    private final LongAdder packetsIn = new LongAdder();
    private final LongAdder packetsOut = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final AtomicInteger polling = new AtomicInteger();
    private final LongSupplier clock;

    /** @param clock milliseconds since 1970 */
    Traffic(LongSupplier clock) {
        this.clock = clock;
        for (DisconnectReason reason : DisconnectReason.values()) disconnections.put(reason, new LongAdder());
    }

    void watch(EngineConnection connection) {
        connections.increment();
        if (connection.transport().equals("polling")) {
            polling.incrementAndGet();
            AtomicBoolean counted = new AtomicBoolean(true);
            Runnable uncount = () -> {
                if (counted.compareAndSet(true, false)) polling.decrementAndGet();
            };
            connection.onUpgrade(transport -> uncount.run());
            connection.onClose(reason -> uncount.run());
        }
        connection.onPacket(packet -> count(packet, packetsIn, bytesIn));
        connection.onPacketCreate(packet -> count(packet, packetsOut, bytesOut));
        connection.onClose(reason -> {
            LongAdder counter = disconnections.get(reason);
            if (counter != null) counter.increment();
        });
    }

    /** Heartbeats do not count. */
    private static void count(ConnectionPacket packet, LongAdder packets, LongAdder bytes) {
        if (packet.size() == 0) return;
        packets.increment();
        bytes.add(packet.size());
    }

    int pollingClientsCount() {
        return polling.get();
    }

    /** What has come since the last time. */
    List<Map<String, Object>> takeAll() {
        long second = clock.getAsLong() / 1_000 * 1_000;
        List<Map<String, Object>> all = new ArrayList<>();
        take(all, second, "rawConnection", null, connections);
        disconnections.forEach((reason, counter) -> take(all, second, "rawDisconnection", reason.toString(), counter));
        take(all, second, "packetsIn", null, packetsIn);
        take(all, second, "packetsOut", null, packetsOut);
        take(all, second, "bytesIn", null, bytesIn);
        take(all, second, "bytesOut", null, bytesOut);
        return all;
    }

    private static void take(
            List<Map<String, Object>> all, long second, String type, @Nullable String subType, LongAdder counter) {
        long count = counter.sumThenReset();
        if (count == 0) return;
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("timestamp", second);
        event.put("type", type);
        if (subType != null) event.put("subType", subType);
        event.put("count", count);
        all.add(event);
    }
}
