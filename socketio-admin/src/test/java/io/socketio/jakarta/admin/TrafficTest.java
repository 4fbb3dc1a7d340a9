package io.socketio.jakarta.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socketio.jakarta.ConnectionPacket;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.EngineConnection;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private final Traffic traffic = new Traffic(() -> 1_700_000_000_999L);

    /** A connection to which a test lets things happen. */
    private static final class FakeConnection implements EngineConnection {
        final List<Consumer<ConnectionPacket>> in = new ArrayList<>();
        final List<Consumer<ConnectionPacket>> out = new ArrayList<>();
        final List<Consumer<String>> upgrades = new ArrayList<>();
        final List<Consumer<DisconnectReason>> closes = new ArrayList<>();
        private final String transport;

        FakeConnection(String transport) {
            this.transport = transport;
        }

        @Override
        public String id() {
            return "secret";
        }

        @Override
        public Handshake handshake() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String transport() {
            return transport;
        }

        @Override
        public Registration onUpgrade(Consumer<String> handler) {
            upgrades.add(handler);
            return () -> {};
        }

        @Override
        public Registration onPacket(Consumer<ConnectionPacket> handler) {
            in.add(handler);
            return () -> {};
        }

        @Override
        public Registration onPacketCreate(Consumer<ConnectionPacket> handler) {
            out.add(handler);
            return () -> {};
        }

        @Override
        public Registration onDrain(Runnable handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Registration onClose(Consumer<DisconnectReason> handler) {
            closes.add(handler);
            return () -> {};
        }

        void close(DisconnectReason reason) {
            closes.forEach(handler -> handler.accept(reason));
        }
    }

    private record Packet(int size) implements ConnectionPacket {
        @Override
        public String type() {
            return "message";
        }

        @Override
        public boolean isBinary() {
            return false;
        }

        @Override
        public String text() {
            throw new UnsupportedOperationException();
        }

        @Override
        public byte[] bytes() {
            throw new UnsupportedOperationException();
        }
    }

    private FakeConnection open(String transport) {
        FakeConnection connection = new FakeConnection(transport);
        traffic.watch(connection);
        return connection;
    }

    private static Map<String, Object> event(String type, long count) {
        return Map.of("timestamp", 1_700_000_000_000L, "type", type, "count", count);
    }

    @Test
    void whatGoesThroughIsCountedOnce() {
        FakeConnection connection = open("websocket");
        for (int size : new int[] {10, 0, 5}) connection.in.forEach(handler -> handler.accept(new Packet(size)));
        for (int size : new int[] {0, 7}) connection.out.forEach(handler -> handler.accept(new Packet(size)));
        connection.close(DisconnectReason.PING_TIMEOUT);
        assertEquals(
                List.of(
                        event("rawConnection", 1),
                        Map.of(
                                "timestamp",
                                1_700_000_000_000L,
                                "type",
                                "rawDisconnection",
                                "subType",
                                "ping timeout",
                                "count",
                                1L),
                        event("packetsIn", 2),
                        event("packetsOut", 1),
                        event("bytesIn", 15),
                        event("bytesOut", 7)),
                traffic.takeAll(),
                "heartbeats left out");
        assertEquals(List.of(), traffic.takeAll());
    }

    @Test
    void pollingEndsWithTheUpgradeOrTheConnection() {
        FakeConnection upgraded = open("polling");
        FakeConnection closed = open("polling");
        open("websocket");
        assertEquals(2, traffic.pollingClientsCount());
        upgraded.upgrades.forEach(handler -> handler.accept("websocket"));
        assertEquals(1, traffic.pollingClientsCount());
        upgraded.close(DisconnectReason.TRANSPORT_CLOSE);
        assertEquals(1, traffic.pollingClientsCount());
        closed.close(DisconnectReason.TRANSPORT_CLOSE);
        assertEquals(0, traffic.pollingClientsCount());
    }
}
