package io.socketio.jakarta.engine;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * The heartbeat of one session (Engine.IO 4, "Heartbeat"): a ping {@code pingInterval} after the last pong, which must be answered within
 * {@code pingTimeout}. One timer, armed late rather than often: when it comes too early it is armed for the rest.
 */
final class Heartbeat implements Runnable {
    private final EngineSocket socket;
    private final ScheduledExecutorService timer;
    private final long interval;
    private final long timeout;

    private @Nullable Future<?> armed;
    private long armedFor;
    private long deadline;
    private boolean awaitingPong;
    private boolean extended;
    private boolean stopped;

    Heartbeat(EngineSocket socket, ScheduledExecutorService timer, EngineConfig config) {
        this.socket = socket;
        this.timer = timer;
        this.interval = MILLISECONDS.toNanos(config.pingInterval());
        this.timeout = MILLISECONDS.toNanos(config.pingTimeout());
    }

    synchronized void start() {
        await(interval);
    }

    synchronized void pong() {
        if (!awaitingPong) return; // unasked for: harmless
        awaitingPong = false;
        await(interval);
    }

    /** Any other packet is a sign of life too, once for each ping. */
    synchronized void otherPacket() {
        if (!awaitingPong || extended) return;
        extended = true;
        await(timeout);
    }

    synchronized void stop() {
        stopped = true;
        if (armed != null) armed.cancel(false);
    }

    @Override
    public void run() {
        boolean ping;
        synchronized (this) {
            if (stopped) return;
            long left = deadline - System.nanoTime();
            if (left > 0) {
                arm(left);
                return;
            }
            ping = !awaitingPong;
            if (ping) {
                awaitingPong = true;
                extended = false;
                armed = null;
                await(timeout);
            }
        }
        if (ping) socket.ping();
        else socket.close(CloseReason.PING_TIMEOUT);
    }

    private void await(long delay) {
        deadline = System.nanoTime() + delay;
        if (stopped || (armed != null && armedFor - deadline <= 0)) return; // comes early enough, and then again
        if (armed != null) armed.cancel(false);
        arm(delay);
    }

    private void arm(long delay) {
        armedFor = deadline;
        armed = timer.schedule(this, delay, NANOSECONDS);
    }
}
