package io.socketio.jakarta.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.socketio.jakarta.fakes.FakeTransport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Bounds on how many sessions there may be. */
class AdmissionTest {
    private static EngineRequest from(String address) {
        return new EngineRequest("/?EIO=4", Map.of(), address, false, false, null, Set.of(), Instant.EPOCH);
    }

    private static EngineServer with(int connections, int perAddress, int handshakes) {
        return new Sessions(Sessions.config(it -> it.room(connections, perAddress, handshakes))).server;
    }

    private static EngineSocket open(EngineServer server, String address) {
        FakeTransport transport = new FakeTransport(Transport.WEBSOCKET);
        return server.open(from(address), server.newId(), transport, transport::attach);
    }

    private static long reached(EngineServer server, String option) {
        return server.limits().counts().get(option);
    }

    @Test
    void whenItIsFullHandshakesAreRefusedUntilSomebodyLeaves() {
        EngineServer server = with(2, 0, 0);
        EngineSocket first = open(server, "192.0.2.1");
        open(server, "192.0.2.2");
        assertSame(EngineError.TOO_MANY_CONNECTIONS, server.checkRoom("192.0.2.3"));
        assertEquals(1, reached(server, "maxConnections"));
        first.close(CloseReason.TRANSPORT_CLOSE);
        assertNull(server.checkRoom("192.0.2.3"));
        assertNotNull(open(server, "192.0.2.3"));
    }

    /** WebSockets are checked with their request, and open after it. */
    @Test
    void whoWasCheckedMayStillComeTooLate() {
        EngineServer server = with(1, 0, 0);
        assertNull(server.checkRoom("192.0.2.1"));
        assertNull(server.checkRoom("192.0.2.2"));
        assertNotNull(open(server, "192.0.2.1"));
        assertNull(open(server, "192.0.2.2"));
        assertEquals(1, server.clientsCount());
    }

    @Test
    void oneAddressDoesNotTakeTheRoomOfOthers() {
        EngineServer server = with(1_000, 2, 0);
        List<EngineSocket> sessions = new ArrayList<>();
        for (int i = 0; i < 2; i++) sessions.add(open(server, "192.0.2.1"));
        assertSame(EngineError.TOO_MANY_OF_ADDRESS, server.checkRoom("192.0.2.1"));
        assertNull(open(server, "192.0.2.1"));
        assertEquals(2, reached(server, "maxConnectionsPerAddress"));
        assertNull(server.checkRoom("192.0.2.2"));
        sessions.get(0).close(CloseReason.TRANSPORT_CLOSE);
        assertNull(server.checkRoom("192.0.2.1"));
        assertNotNull(open(server, "192.0.2.1"));
        assertNull(open(server, "192.0.2.1"), "what was refused takes no room, and what ended has given it back once");
    }

    @Test
    void anIdThatIsTakenTakesNoRoom() {
        EngineServer server = with(1_000, 2, 0);
        FakeTransport transport = new FakeTransport(Transport.WEBSOCKET);
        assertNotNull(server.open(from("192.0.2.1"), "id", transport, transport::attach));
        assertNull(server.open(from("192.0.2.1"), "id", transport, transport::attach));
        assertNotNull(open(server, "192.0.2.1"));
    }

    @Test
    void ipv6AddressesOfOneNetworkAreOne() {
        EngineServer server = with(1_000, 1, 0);
        open(server, "2001:db8::1");
        assertNotNull(server.checkRoom("2001:db8::2"));
        assertNull(server.checkRoom("2001:db8:0:1::2"));
    }

    @Test
    void handshakesOfAnAddressAreCountedInEachSecond() {
        EngineServer server = with(1_000, 0, 3);
        for (int i = 0; i < 3; i++) assertNull(server.checkRoom("192.0.2.1"));
        assertSame(EngineError.TOO_MANY_OF_ADDRESS, server.checkRoom("192.0.2.1"));
        assertNull(server.checkRoom("192.0.2.2"));
        assertEquals(1, reached(server, "maxHandshakesPerSecond"));
        long end = System.nanoTime() + 30_000_000_000L;
        while (server.checkRoom("192.0.2.1") != null) {
            if (System.nanoTime() - end > 0) throw new AssertionError("a second is over by now");
            Thread.onSpinWait();
        }
    }

    @Test
    void withoutBoundsForAddressesOnlyTheWholeCounts() {
        EngineServer server = with(1_000, 0, 0);
        for (int i = 0; i < 500; i++) assertNull(server.checkRoom("192.0.2.1"));
        for (int i = 0; i < 500; i++) assertNotNull(open(server, "192.0.2.1"));
        assertNull(server.checkRoom("192.0.2.1"));
        assertEquals(Set.of(0L), Set.copyOf(server.limits().counts().values()), "none of the bounds was reached");
    }
}
