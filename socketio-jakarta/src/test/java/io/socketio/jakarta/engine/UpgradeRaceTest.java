package io.socketio.jakarta.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.engine.parser.EnginePacket;
import io.socketio.jakarta.engine.parser.EnginePacket.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing is lost, doubled or out of order when the transport changes under concurrent senders. */
class UpgradeRaceTest {
    private static final int SENDERS = 3;
    private static final int UNITS = 400;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    /** What arrived, in order. */
    private static final class Arrivals {
        private final List<String> packets = new ArrayList<>();

        synchronized void add(List<EnginePacket> batch) {
            for (EnginePacket packet : batch)
                if (packet.type() == Type.MESSAGE)
                    packets.add(packet.isBinary() ? "b" + packet.bytes()[0] : packet.data());
            notifyAll();
        }

        synchronized List<String> await(int count) throws InterruptedException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (packets.size() < count && System.nanoTime() < end) wait(100);
            return List.copyOf(packets);
        }
    }

    /** Takes a batch for each poll, reports it on another thread. */
    private final class Polling implements Transport {
        private final Arrivals arrivals;
        private final AtomicBoolean pending = new AtomicBoolean();
        private volatile boolean retired;
        private EngineSocket socket;

        Polling(Arrivals arrivals) {
            this.arrivals = arrivals;
        }

        @Override
        public String name() {
            return POLLING;
        }

        @Override
        public boolean isWritable() {
            return pending.get();
        }

        @Override
        public boolean send(List<EnginePacket> batch, boolean direct) {
            if (!pending.compareAndSet(true, false)) return false;
            List<EnginePacket> copy = List.copyOf(batch);
            threads.execute(() -> {
                arrivals.add(copy);
                socket.sent(this);
            });
            return true;
        }

        /** The client: polls until it is told to stop. */
        void poll(Random random) {
            while (!retired) {
                pending.set(true);
                socket.flush();
                while (pending.get() && !retired) pause(random);
            }
        }

        @Override
        public void close(CloseReason reason) {
            retire(0);
        }

        @Override
        public void retire(long upgradeBegan) {
            retired = true;
            pending.set(false);
        }
    }

    private final class WebSocket implements Transport {
        private final Arrivals arrivals;
        private final AtomicBoolean busy = new AtomicBoolean();
        private EngineSocket socket;

        WebSocket(Arrivals arrivals) {
            this.arrivals = arrivals;
        }

        @Override
        public String name() {
            return WEBSOCKET;
        }

        @Override
        public boolean isWritable() {
            return !busy.get();
        }

        @Override
        public boolean send(List<EnginePacket> batch, boolean direct) {
            if (!busy.compareAndSet(false, true)) return false;
            List<EnginePacket> copy = List.copyOf(batch);
            Runnable report = () -> {
                arrivals.add(copy);
                busy.set(false);
                socket.sent(this);
            };
            if (direct) report.run();
            else threads.execute(report);
            return true;
        }

        @Override
        public void close(CloseReason reason) {}
    }

    private static void pause(Random random) {
        for (int spins = random.nextInt(200); spins > 0; spins--) Thread.onSpinWait();
        if (random.nextInt(4) == 0) Thread.yield();
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        timer.shutdownNow();
    }

    @Test
    void theSwitchIsLosslessAndOrdered() throws Exception {
        for (long seed = 1; seed <= 150; seed++) race(seed);
    }

    private void race(long seed) throws Exception {
        Random random = new Random(seed);
        Sessions sessions = new Sessions(Sessions.config(it -> it.maxOutboundBytes(1_000_000)), timer);
        Arrivals arrivals = new Arrivals();
        Polling polling = new Polling(arrivals);
        WebSocket webSocket = new WebSocket(arrivals);
        EngineSocket socket = sessions.server.open(Sessions.REQUEST, "sid", polling, it -> polling.socket = it);
        webSocket.socket = socket;

        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            int sender = i;
            Random own = new Random(random.nextLong());
            all.add(threads.submit(() -> send(socket, sender, own, start)));
        }
        Random polls = new Random(random.nextLong());
        all.add(threads.submit(() -> polling.poll(polls)));
        boolean probed = random.nextBoolean();
        int later = random.nextInt(UNITS * SENDERS);
        all.add(threads.submit(() -> {
            start.await();
            arrivals.await(later);
            socket.upgrade(webSocket, System.nanoTime());
            if (probed) socket.receive(webSocket, EnginePacket.text(Type.PING, "probe", true));
            socket.receive(webSocket, EnginePacket.text(Type.UPGRADE, "", true));
            return null;
        }));
        start.countDown();
        for (Future<?> it : all) it.get(60, TimeUnit.SECONDS);
        assertSame(webSocket, socket.transport());
        check(arrivals.await(2 * SENDERS * UNITS), "seed " + seed);
        assertTrue(socket.isOpen());
        socket.close(CloseReason.FORCED_CLOSE);
    }

    /** Sends units of a text and an attachment with the sender's number. */
    private static Void send(EngineSocket socket, int sender, Random random, CountDownLatch start) throws Exception {
        start.await();
        EnginePacket attachment = EnginePacket.binary(new byte[] {(byte) sender}, true);
        for (int n = 0; n < UNITS; n++) {
            boolean corked = random.nextInt(8) == 0;
            if (corked) socket.cork();
            assertTrue(socket.send(List.of(Sessions.message(sender + ":" + n), attachment), false));
            if (random.nextInt(3) == 0) pause(random);
            if (corked) socket.uncork();
        }
        return null;
    }

    private static void check(List<String> packets, String about) {
        int[] next = new int[SENDERS];
        for (int i = 0; i + 1 < packets.size(); i += 2) {
            String[] head = packets.get(i).split(":");
            int sender = Integer.parseInt(head[0]);
            assertEquals(next[sender]++, Integer.parseInt(head[1]), about);
            assertEquals("b" + sender, packets.get(i + 1), about);
        }
        assertEquals(2 * SENDERS * UNITS, packets.size(), about);
    }
}
