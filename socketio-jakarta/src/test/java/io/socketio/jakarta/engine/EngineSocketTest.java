package io.socketio.jakarta.engine;

import static io.socketio.jakarta.engine.Sessions.message;
import static io.socketio.jakarta.engine.Sessions.send;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.engine.parser.EnginePacket;
import io.socketio.jakarta.engine.parser.EnginePacket.Type;
import io.socketio.jakarta.fakes.FakeTransport;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngineSocketTest {
    private final Sessions sessions = new Sessions();
    private final FakeTransport client = sessions.open(Transport.WEBSOCKET);
    private final EngineSocket socket = client.socket();

    private boolean isOver() {
        return sessions.server.session(socket.id()) == null;
    }

    // ---- out

    @Test
    void unitsGoOutInOrderAndTogether() {
        client.setWritable(false);
        assertTrue(send(socket, "a", "b"));
        assertTrue(send(socket, "c"));
        assertEquals(List.of(), client.takeBatches());
        client.setWritable(true);
        assertEquals(List.of(List.of("4a", "4b", "4c")), client.takeBatches());
    }

    @Test
    void oneBatchIsInFlight() {
        client.hold();
        send(socket, "a");
        send(socket, "b");
        send(socket, "c");
        assertEquals(List.of(List.of("4a")), client.takeBatches());
        client.release();
        assertEquals(List.of(List.of("4b", "4c")), client.takeBatches());
        client.release();
        send(socket, "d");
        assertEquals(List.of(List.of("4d")), client.takeBatches());
    }

    @Test
    void whatATransportRefusesComesFirstTheNextTime() {
        client.refuse(2);
        send(socket, "a", "b");
        send(socket, "c");
        assertEquals(List.of(), client.take());
        client.refuse(0);
        send(socket, "d");
        assertEquals(List.of(List.of("4a", "4b", "4c", "4d")), client.takeBatches());
    }

    @Test
    void aCorkHoldsBack() {
        socket.cork();
        send(socket, "a");
        socket.cork();
        send(socket, "b");
        socket.uncork();
        assertEquals(List.of(), client.takeBatches());
        socket.uncork();
        assertEquals(List.of(List.of("4a", "4b")), client.takeBatches());
        send(socket, "c");
        assertEquals(List.of(List.of("4c")), client.takeBatches());
    }

    @Test
    void aCorkHoldsBackSoManyBytes() {
        FakeTransport client = sessions.open(Transport.POLLING); // a WebSocket would be pinged because of them
        EngineSocket socket = client.socket();
        socket.cork();
        send(socket, "x".repeat(40_000));
        assertEquals(0, client.take().size());
        send(socket, "x".repeat(40_000));
        assertEquals(2, client.take().size());
        send(socket, "small");
        assertEquals(0, client.take().size(), "held back again");
    }

    @Test
    void aSlowHandlersCorkIsPassed() {
        socket.cork();
        send(socket, "a");
        send(socket, "b");
        sessions.timer.advance(Duration.ofMillis(10));
        assertEquals(List.of(List.of("4a", "4b")), client.takeBatches());
        send(socket, "c");
        assertEquals(List.of(), client.takeBatches());
        sessions.timer.advance(Duration.ofMillis(10));
        assertEquals(List.of(List.of("4c")), client.takeBatches());
        socket.uncork();
        assertEquals(List.of(), client.takeBatches());
    }

    @Test
    void aTimerOfACorkThatIsGoneDoesNotPassTheNext() {
        socket.cork();
        send(socket, "a");
        socket.uncork();
        sessions.timer.advance(Duration.ofMillis(10));
        client.take();
        socket.cork();
        send(socket, "b");
        assertEquals(List.of(), client.take());
        socket.uncork();
        assertEquals(List.of("4b"), client.take());
    }

    @Test
    void whatMayBeDroppedIsSentOnlyAtOnce() {
        List<EnginePacket> unit = List.of(message("v"), EnginePacket.binary(new byte[1], true));
        assertTrue(socket.send(unit, true));
        assertEquals(List.of("4v", "bAA=="), client.take());

        client.setWritable(false);
        assertFalse(socket.send(unit, true));
        send(socket, "kept");
        client.setWritable(true);
        assertEquals(List.of("4kept"), client.take());

        client.hold();
        send(socket, "in flight");
        assertFalse(socket.send(unit, true));
        client.release();
        assertEquals(List.of("4in flight"), client.take());
    }

    @Test
    void underACorkTooIfItCouldBeSent() {
        socket.cork();
        send(socket, "a");
        assertTrue(socket.send(List.of(message("v")), true));
        socket.uncork();
        assertEquals(List.of(List.of("4a", "4v")), client.takeBatches());
    }

    @Test
    void aClientThatDoesNotReadIsClosed() {
        client.setWritable(false);
        String kilobyte = "x".repeat(1_000);
        int taken = 0;
        while (send(socket, kilobyte)) taken++;
        assertTrue(taken > 80 && taken < 100, "the bound is 100,000 bytes: " + taken);
        assertEquals(CloseReason.TRANSPORT_ERROR, client.closed());
        assertEquals(List.of("transport error"), sessions.log());
        assertTrue(isOver());
    }

    @Test
    void whatIsInFlightCountsUntilItIsSent() {
        client.hold();
        send(socket, "x".repeat(90_000));
        client.release();
        assertTrue(send(socket, "x".repeat(90_000)), "there is room again");
        assertFalse(send(socket, "x".repeat(20_000)));
        assertTrue(isOver());
    }

    @Test
    void anEmptyQueueTakesAnything() {
        FakeTransport client = sessions.open(Transport.POLLING);
        EngineSocket socket = client.socket();
        client.setWritable(false);
        assertTrue(send(socket, "x".repeat(200_000)));
        assertFalse(socket.send(List.of(message("v")), true), "what may be dropped does not close it");
        assertTrue(socket.isOpen());
        client.setWritable(true);
        assertEquals(1, client.take().size());
        assertTrue(send(socket, "more"));
    }

    @Test
    void whatMayBeDroppedDoesNotOverflow() {
        FakeTransport client =
                new Sessions(Sessions.config(it -> it.maxOutboundBytes(1_000))).open(Transport.WEBSOCKET);
        EngineSocket socket = client.socket();
        socket.cork();
        assertTrue(send(socket, "x".repeat(900)));
        assertFalse(socket.send(List.of(message("x".repeat(500))), true));
        assertTrue(socket.isOpen());
        socket.uncork();
        assertEquals(1, client.take().size());
    }

    @Test
    void bytesOfDroppedUnitsAreNotCounted() {
        client.setWritable(false);
        for (int i = 0; i < 1_000; i++) socket.send(List.of(message("x".repeat(1_000))), true);
        assertTrue(send(socket, "x".repeat(99_000)));
    }

    @Test
    void writesAreDirectWhileTheClientShowsThatItReads() {
        send(socket, "a");
        assertTrue(client.lastDirect());
        for (int i = 0; i < 80; i++) send(socket, "x".repeat(1_000));
        assertFalse(client.lastDirect());
        assertTrue(client.take().contains("2"), "asked ahead of time");
        for (int i = 0; i < 3; i++) {
            client.receive(EnginePacket.text(Type.PONG, "", true));
            send(socket, "b");
        }
        assertTrue(client.lastDirect());
    }

    /** It pings when it likes: that says nothing about what it has read. */
    @Test
    void anOldClientNeverShowsThatItReads() {
        FakeTransport old = sessions.open(Transport.WEBSOCKET, "3");
        send(old.socket(), "a");
        assertTrue(old.lastDirect());
        for (int i = 0; i < 80; i++) send(old.socket(), "x".repeat(1_000));
        assertFalse(old.lastDirect());
        assertFalse(old.take().contains("2"), "it is not asked");
        old.receive(EnginePacket.PING);
        send(old.socket(), "b");
        assertFalse(old.lastDirect());
    }

    @Test
    void answersToPingsThatNobodyReadsAreBounded() {
        FakeTransport old =
                new Sessions(Sessions.config(it -> it.maxOutboundBytes(1_000))).open(Transport.POLLING, "3");
        old.setWritable(false);
        for (int i = 0; i < 100; i++) old.receive(EnginePacket.PING);
        assertEquals(CloseReason.TRANSPORT_ERROR, old.closed());
    }

    // ---- in

    @Test
    void messagesReachTheListener() {
        client.receive(message("a"));
        client.receive(EnginePacket.binary(new byte[3], true));
        assertEquals(List.of("a", "3 bytes"), sessions.log());
    }

    @ParameterizedTest
    @EnumSource(names = {"OPEN", "PONG", "UPGRADE", "NOOP"})
    void theseMeanNothing(Type type) {
        client.receive(EnginePacket.text(type, "x", true));
        assertEquals(List.of(), sessions.log());
        assertTrue(socket.isOpen());
    }

    @Test
    void heartbeatsGoTheOtherWay() {
        client.receive(EnginePacket.PING);
        assertEquals(List.of("transport error"), sessions.log());
    }

    @Test
    void heartbeatsOfOldClientsGoTheOtherWay() {
        FakeTransport old = sessions.open(Transport.WEBSOCKET, "3");
        old.receive(EnginePacket.PING);
        assertEquals(List.of("3"), old.take());
        old.receive(EnginePacket.PONG);
        assertEquals(List.of("transport error"), sessions.log());
    }

    @Test
    void aClientMaySayThatItCloses() {
        client.receive(EnginePacket.CLOSE);
        assertEquals(List.of("transport close"), sessions.log());
        assertEquals(CloseReason.TRANSPORT_CLOSE, client.closed());
    }

    @Test
    void aForeignTransportIsNotListenedTo() {
        FakeTransport foreign = new FakeTransport(Transport.WEBSOCKET);
        foreign.attach(socket);
        foreign.receive(message("forged"));
        foreign.transportClosed();
        assertEquals(List.of(), sessions.log());
        assertTrue(socket.isOpen());
    }

    // ---- the end

    @Test
    void aLostTransportEndsTheSession() {
        client.transportClosed();
        assertEquals(List.of("transport close"), sessions.log());
        assertTrue(isOver());
        client.transportClosed();
        assertEquals(List.of(), sessions.log());
    }

    @ParameterizedTest
    @EnumSource
    void theFirstReasonCounts(CloseReason reason) {
        socket.close(reason);
        socket.close(CloseReason.FORCED_CLOSE);
        socket.close();
        assertEquals(List.of(reason.toString()), sessions.log());
        assertEquals(reason, client.closed());
        assertFalse(send(socket, "late"));
        client.receive(message("late"));
        assertEquals(List.of(), client.take());
        assertEquals(List.of(), sessions.log());
        assertEquals(0, sessions.server.clientsCount());
        sessions.timer.advance(Duration.ofSeconds(1));
        assertEquals(0, sessions.timer.waiting(), "no timer is left behind");
    }

    @Test
    void closingAtOnceDropsWhatIsQueued() {
        client.setWritable(false);
        send(socket, "dropped");
        socket.close(CloseReason.FORCED_CLOSE);
        client.setWritable(true);
        assertEquals(List.of(), client.take());
    }

    @Test
    void closingGracefullySendsItFirst() {
        client.hold();
        send(socket, "in flight");
        send(socket, "queued");
        socket.close();
        assertFalse(socket.isOpen());
        assertFalse(send(socket, "late"));
        client.receive(message("not heard"));
        assertNull(client.closed());
        client.release();
        assertNull(client.closed());
        client.release();
        assertEquals(List.of("4in flight", "4queued"), client.take());
        assertEquals(CloseReason.FORCED_CLOSE, client.closed());
        assertEquals(List.of("forced close"), sessions.log());
        assertEquals(0, sessions.timer.waiting(), "nobody waits for it any more");
    }

    @Test
    void closingGracefullyPassesCorks() {
        socket.cork();
        send(socket, "bye");
        socket.close();
        assertEquals(List.of("4bye"), client.take());
        assertEquals(CloseReason.FORCED_CLOSE, client.closed());
    }

    @Test
    void butDoesNotWaitForEver() {
        client.setWritable(false);
        socket.close();
        sessions.timer.advance(Duration.ofMillis(29_999));
        assertNull(client.closed());
        sessions.timer.advance(Duration.ofMillis(1));
        assertEquals(CloseReason.FORCED_CLOSE, client.closed());
        assertTrue(isOver());
    }

    @Test
    void aClientMayCloseWhileTheServerDoes() {
        client.setWritable(false);
        socket.close();
        client.receive(EnginePacket.CLOSE);
        assertEquals(List.of("transport close"), sessions.log());
    }

    @Test
    void theSessionKnowsItsRequest() {
        assertSame(Sessions.REQUEST, socket.request());
        assertEquals(1_000_000, socket.maxHttpBufferSize());
        assertSame(client, socket.transport());
    }

    @Test
    void aSendThatThrowsEndsTheSessionInsteadOfMutingIt() {
        client.failSends(new StackOverflowError());
        assertThrows(StackOverflowError.class, () -> send(socket, "a"));
        assertEquals(CloseReason.TRANSPORT_ERROR, client.closed());
        assertTrue(isOver());
    }

    @Test
    void whoAnswersPingsWithoutReadingIsNotWrittenToOnTheSpotAgain() {
        assertTrue(send(socket, "a"));
        assertTrue(client.lastDirect());
        client.stallSends(Duration.ofMillis(300));
        assertTrue(send(socket, "b"));
        client.stallSends(Duration.ZERO);
        assertTrue(send(socket, "c"));
        assertFalse(client.lastDirect());
    }
}
