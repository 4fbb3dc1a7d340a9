package io.socketio.jakarta.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.engine.parser.EnginePacket;
import io.socketio.jakarta.engine.parser.EnginePacket.Type;
import io.socketio.jakarta.fakes.FakeTransport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real time, in small pieces: lower bounds are exact, upper ones are generous. */
class HeartbeatTest {
    private static final EnginePacket PONG = EnginePacket.text(Type.PONG, "", true);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final FakeTransport client = new FakeTransport(Transport.WEBSOCKET) {
        @Override
        public boolean send(List<EnginePacket> batch, boolean direct) {
            for (EnginePacket packet : batch) {
                if (packet.type() == Type.PING) onPing.run();
                heard.add(packet.encoded());
            }
            return super.send(batch, direct);
        }
    };
    private Runnable onPing = () -> {};
    private Sessions sessions;
    private long opened;

    private void open(long interval, long timeout) throws InterruptedException {
        open("4", interval, timeout);
    }

    private void open(String eio, long interval, long timeout) throws InterruptedException {
        sessions = new Sessions(Sessions.config(it -> it.heartbeat(interval, timeout)), timer);
        opened = System.nanoTime();
        sessions.server.open(Sessions.request(eio), "sid", client, client::attach);
        assertTrue(hear().startsWith("0{"));
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private String hear() throws InterruptedException {
        String packet = heard.poll(30, TimeUnit.SECONDS);
        assertNotNull(packet);
        return packet;
    }

    private static void assertPassed(long since, long millis) {
        long passed = System.nanoTime() - since;
        assertTrue(passed >= TimeUnit.MILLISECONDS.toNanos(millis), () -> passed / 1_000_000 + " ms");
    }

    @Test
    void pingsFollowPongs() throws InterruptedException {
        open(40, 20_000);
        assertEquals("2", hear());
        assertPassed(opened, 40);
        for (int i = 0; i < 3; i++) {
            long answered = System.nanoTime();
            client.receive(PONG);
            assertEquals("2", hear());
            assertPassed(answered, 40);
        }
        assertTrue(client.socket().isOpen());
    }

    @Test
    void withoutPongTheSessionEnds() throws InterruptedException {
        open(30, 60);
        assertEquals("2", hear());
        sessions.await("ping timeout");
        assertPassed(opened, 90);
        assertEquals(CloseReason.PING_TIMEOUT, client.closed());
        assertTrue(heard.isEmpty(), "pinged once");
    }

    @Test
    void anEarlyPongIsNoAnswer() throws InterruptedException {
        open(30, 60);
        client.receive(PONG);
        assertEquals("2", hear());
        sessions.await("ping timeout");
    }

    @Test
    void anotherPacketIsASignOfLife() throws InterruptedException {
        onPing = () ->
                timer.schedule(() -> client.receive(Sessions.message("sign of life")), 300, TimeUnit.MILLISECONDS);
        open(1, 1_500);
        sessions.await("ping timeout");
        assertPassed(opened, 1 + 300 + 1_500);
        assertTrue(sessions.log().contains("sign of life"));
    }

    @Test
    void onceForEachPing() throws InterruptedException {
        open(1, 200);
        assertEquals("2", hear());
        timer.scheduleAtFixedRate(() -> client.receive(Sessions.message("again")), 20, 20, TimeUnit.MILLISECONDS);
        sessions.await("ping timeout");
    }

    @Test
    void theOldPingThemselves() throws InterruptedException {
        open("3", 1, 20_000);
        for (int i = 0; i < 3; i++) {
            client.receive(EnginePacket.PING);
            assertEquals("3", hear());
        }
        assertTrue(client.socket().isOpen());
        assertTrue(heard.isEmpty(), "they are not pinged");
    }

    @Test
    void theOldHaveIntervalAndTimeoutTogether() throws InterruptedException {
        open("3", 60, 90);
        sessions.await("ping timeout");
        assertPassed(opened, 150);
        assertEquals(CloseReason.PING_TIMEOUT, client.closed());
        assertTrue(heard.isEmpty(), "they are not pinged");
    }

    @Test
    void theTimeOfTheOldBeginsAnewWithEachPing() throws InterruptedException {
        open("3", 100, 400);
        long last = opened;
        for (int i = 0; i < 3; i++) {
            last = System.nanoTime();
            client.receive(EnginePacket.PING);
            assertEquals("3", hear());
        }
        sessions.await("ping timeout");
        assertPassed(last, 500);
    }

    @Test
    void otherPacketsOfTheOldAreNoHeartbeat() throws InterruptedException {
        open("3", 100, 100);
        timer.scheduleAtFixedRate(() -> client.receive(Sessions.message("again")), 20, 20, TimeUnit.MILLISECONDS);
        sessions.await("ping timeout");
        assertPassed(opened, 200);
    }

    @Test
    void thereIsOneTimerForEachSessionWhateverComes() {
        Sessions manual = new Sessions();
        FakeTransport flooding = manual.open(Transport.WEBSOCKET);
        for (int i = 0; i < 1_000; i++) flooding.receive(PONG);
        for (int i = 0; i < 1_000; i++) flooding.receive(Sessions.message("x"));
        assertEquals(1, manual.timer.waiting());
        flooding.socket().close(CloseReason.FORCED_CLOSE);
        assertEquals(0, manual.timer.waiting());
    }

    @Test
    void aTimerThatComesTooEarlyChangesNothing() {
        Sessions manual = new Sessions(); // its clock runs ahead of the real one
        FakeTransport early = manual.open(Transport.WEBSOCKET);
        manual.timer.advance(Duration.ofSeconds(100));
        assertEquals(List.of(), early.take());
        assertTrue(early.socket().isOpen());
        assertEquals(1, manual.timer.waiting());
    }
}
