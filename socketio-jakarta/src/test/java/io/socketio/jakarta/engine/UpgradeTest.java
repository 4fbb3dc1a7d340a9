package io.socketio.jakarta.engine;

import static io.socketio.jakarta.engine.Sessions.message;
import static io.socketio.jakarta.engine.Sessions.send;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.engine.parser.EnginePacket;
import io.socketio.jakarta.engine.parser.EnginePacket.Type;
import io.socketio.jakarta.engine.parser.MalformedPacketException;
import io.socketio.jakarta.fakes.FakeTransport;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpgradeTest {
    private static final EnginePacket PROBE = EnginePacket.text(Type.PING, "probe", true);
    private static final EnginePacket UPGRADE = EnginePacket.text(Type.UPGRADE, "", true);
    private static final Duration TICK = Duration.ofMillis(100);

    private final Sessions sessions = new Sessions();
    private final FakeTransport polling = sessions.open(Transport.POLLING);
    private final EngineSocket socket = polling.socket();
    private final FakeTransport webSocket = candidate();

    private FakeTransport candidate() {
        FakeTransport candidate = new FakeTransport(Transport.WEBSOCKET);
        candidate.attach(socket);
        return candidate;
    }

    private void begin(FakeTransport candidate) {
        socket.upgrade(candidate, 0);
    }

    /** Polling goes on, and another attempt succeeds. */
    private void assertSessionGoesOn() {
        polling.setWritable(true);
        polling.take();
        send(socket, "on polling");
        assertEquals(List.of("4on polling"), polling.take());
        FakeTransport next = candidate();
        begin(next);
        next.receive(UPGRADE);
        assertSame(next, socket.transport());
        send(socket, "on websocket");
        assertEquals(List.of("4on websocket"), next.take());
    }

    @Test
    void pollingIsLiveUntilTheClientSwitches() {
        begin(webSocket);
        assertEquals(List.of(), webSocket.take());
        webSocket.receive(PROBE);
        assertEquals(List.of("3probe"), webSocket.take());
        assertSame(polling, socket.transport());
        send(socket, "a");
        polling.receive(message("in"));
        assertEquals(List.of("4a"), polling.take());
        polling.setWritable(false);
        send(socket, "b", "c");
        webSocket.receive(UPGRADE);
        assertSame(webSocket, socket.transport());
        assertEquals(1, polling.retired());
        assertNull(polling.closed(), "it is let go by retire");
        assertEquals(List.of(List.of("4b", "4c")), webSocket.takeBatches());
        webSocket.receive(message("in 2"));
        assertEquals(List.of("in", "in 2"), sessions.log());
    }

    @Test
    void aProbeIsNotNecessary() {
        begin(webSocket);
        webSocket.receive(UPGRADE);
        assertSame(webSocket, socket.transport());
    }

    @Test
    void afterTheProbePendingPollsAreReleased() {
        begin(webSocket);
        sessions.timer.advance(TICK);
        assertEquals(List.of(), polling.take(), "not before");
        webSocket.receive(PROBE);
        polling.setWritable(false);
        sessions.timer.advance(TICK);
        assertEquals(List.of(), polling.take(), "no poll is pending");
        polling.setWritable(true);
        sessions.timer.advance(TICK);
        assertTrue(polling.take().contains("6"));
        sessions.timer.advance(TICK);
        assertTrue(polling.take().contains("6"), "and the next");
        webSocket.receive(UPGRADE);
        sessions.timer.advance(TICK);
        assertEquals(List.of(), polling.take());
        assertFalse(webSocket.take().contains("6"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"40", "4x", "2", "2x", "2probe2", "3probe", "0", "1", "6", "bAA=="})
    void anyOtherPacketEndsTheAttemptAlone(String packet) throws MalformedPacketException {
        begin(webSocket);
        webSocket.receive(EnginePacket.decode(packet));
        assertEquals(CloseReason.FORCED_CLOSE, webSocket.closed());
        assertEquals(List.of(), sessions.log());
        webSocket.receive(UPGRADE);
        assertSame(polling, socket.transport());
        assertSessionGoesOn();
    }

    @Test
    void anotherPacketAfterTheProbeToo() {
        begin(webSocket);
        webSocket.receive(PROBE);
        webSocket.receive(message("early"));
        assertEquals(CloseReason.FORCED_CLOSE, webSocket.closed());
        assertEquals(List.of(), sessions.log());
        assertSessionGoesOn();
    }

    @Test
    void anAttemptHasItsTime() {
        begin(webSocket);
        webSocket.receive(PROBE);
        polling.setWritable(false);
        sessions.timer.advance(Duration.ofMillis(9_999));
        assertNull(webSocket.closed());
        sessions.timer.advance(Duration.ofMillis(1));
        assertEquals(CloseReason.FORCED_CLOSE, webSocket.closed());
        polling.setWritable(true);
        polling.take();
        sessions.timer.advance(TICK);
        assertEquals(List.of(), polling.take(), "polls are not released any more");
        assertTrue(socket.isOpen());
        assertSessionGoesOn();
    }

    @Test
    void theTimeOfADoneUpgradeDoesNotCome() {
        begin(webSocket);
        webSocket.receive(UPGRADE);
        sessions.timer.advance(Duration.ofSeconds(20));
        assertNull(webSocket.closed());
        assertTrue(socket.isOpen());
    }

    @Test
    void aLostCandidateChangesNothing() {
        begin(webSocket);
        webSocket.receive(PROBE);
        webSocket.transportClosed();
        assertEquals(List.of(), sessions.log());
        assertSessionGoesOn();
    }

    @Test
    void aSecondCandidateIsRefused() {
        begin(webSocket);
        FakeTransport second = candidate();
        begin(second);
        assertEquals(CloseReason.FORCED_CLOSE, second.closed());
        second.receive(PROBE);
        assertEquals(List.of(), second.take());
        second.receive(UPGRADE);
        assertSame(polling, socket.transport());
        webSocket.receive(UPGRADE);
        assertSame(webSocket, socket.transport());
        FakeTransport third = candidate();
        begin(third);
        assertEquals(CloseReason.FORCED_CLOSE, third.closed());
        third.receive(UPGRADE);
        third.receive(message("forged"));
        assertSame(webSocket, socket.transport());
        assertNull(webSocket.closed());
        assertEquals(List.of(), sessions.log());
    }

    @Test
    void webSocketsAndServersWithoutUpgradesDoNotUpgrade() {
        Sessions stubborn = new Sessions(Sessions.config(Sessions.Options::withoutUpgrades));
        for (FakeTransport first :
                new FakeTransport[] {sessions.open(Transport.WEBSOCKET), stubborn.open(Transport.POLLING)}) {
            FakeTransport candidate = new FakeTransport(Transport.WEBSOCKET);
            candidate.attach(first.socket());
            first.socket().upgrade(candidate, 0);
            assertEquals(CloseReason.FORCED_CLOSE, candidate.closed());
            candidate.receive(UPGRADE);
            assertSame(first, first.socket().transport());
        }
    }

    @Test
    void theSessionEndsAmidTheUpgrade() {
        begin(webSocket);
        webSocket.receive(PROBE);
        socket.close(CloseReason.PING_TIMEOUT);
        assertEquals(CloseReason.FORCED_CLOSE, webSocket.closed());
        assertEquals(CloseReason.PING_TIMEOUT, polling.closed());
        webSocket.receive(UPGRADE);
        assertEquals(List.of("ping timeout"), sessions.log());
        FakeTransport late = candidate();
        begin(late);
        assertEquals(CloseReason.FORCED_CLOSE, late.closed());
        sessions.timer.advance(Duration.ofSeconds(1));
        assertEquals(0, sessions.timer.waiting());
    }

    @Test
    void aClosingSessionClosesOnTheNewTransport() {
        polling.setWritable(false);
        begin(webSocket);
        send(socket, "bye");
        socket.close();
        webSocket.receive(UPGRADE);
        assertEquals(List.of("4bye"), webSocket.take());
        assertEquals(CloseReason.FORCED_CLOSE, webSocket.closed());
        assertEquals(List.of("forced close"), sessions.log());
    }

    @Test
    void whatIsInFlightOverPollingArrivesFirst() {
        polling.hold();
        send(socket, "a");
        begin(webSocket);
        webSocket.receive(UPGRADE);
        send(socket, "b");
        assertEquals(List.of(), webSocket.take());
        polling.release();
        assertEquals(List.of("4a"), polling.take());
        assertEquals(List.of("4b"), webSocket.take());
    }

    @Test
    void whatWasInFlightOverPollingAndIsLostEndsTheSession() {
        polling.hold();
        send(socket, "a");
        begin(webSocket);
        webSocket.receive(UPGRADE);
        polling.transportClosed();
        assertEquals(List.of("transport close"), sessions.log());
        assertEquals(CloseReason.TRANSPORT_CLOSE, webSocket.closed());
    }

    @Test
    void theOldTransportMayGoQuietly() {
        begin(webSocket);
        webSocket.receive(UPGRADE);
        polling.transportClosed();
        polling.receive(message("late"));
        assertTrue(socket.isOpen());
        assertEquals(List.of(), sessions.log());
    }
}
