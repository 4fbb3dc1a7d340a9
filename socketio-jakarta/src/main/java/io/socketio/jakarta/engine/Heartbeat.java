package io.socketio.jakarta.engine;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.socketio.jakarta.engine.parser.Protocol;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * The heartbeat of one session (Engine.IO 4, "Heartbeat"): a ping {@code pingInterval} after the last pong, which must be answered within
 * {@code pingTimeout}. In Engine.IO 3 ("Timeouts") it is the client who pings, and a ping must come within {@code pingInterval + pingTimeout}
 * of the one before. One timer, armed late rather than often: when it comes too early it is armed for the rest.
 */
final class Heartbeat implements Runnable {
    /** A timer that comes so much too late tells of a pause of the whole process, which is no client's fault. */
    private static final long LATE = MILLISECONDS.toNanos(100);

    private static final long GRACE = MILLISECONDS.toNanos(1_000);

    private final EngineSocket socket;
    private final boolean clientPings;
    private final ScheduledExecutorService timer;
    private final EngineConfig config;

    private @Nullable Future<?> armed;
    private long armedFor;
    private long deadline;
    private boolean awaiting; // the client's pong, or ping
    private boolean extended;
    private boolean graced;
    private boolean stopped;

    Heartbeat(EngineSocket socket, Protocol protocol, ScheduledExecutorService timer, EngineConfig config) {
        this.socket = socket;
        this.clientPings = protocol == Protocol.V3;
        this.timer = timer;
        this.config = config;
    }

    private long interval() {
        return MILLISECONDS.toNanos(config.pingInterval());
    }

    private long timeout() {
        return MILLISECONDS.toNanos(config.pingTimeout());
    }

    synchronized void start() {
        if (clientPings) pinged();
        else await(interval());
    }

    /** Engine.IO 3: the client has pinged. */
    synchronized void pinged() {
        awaiting = true;
        graced = false;
        await(interval() + timeout());
    }

    /** False if it was not asked for: harmless. */
    synchronized boolean pong() {
        if (!awaiting) return false;
        awaiting = false;
        await(interval());
        return true;
    }

    /** Any other packet is a sign of life too, once for each ping; in Engine.IO 3 it is none, as in the reference server. */
    synchronized void otherPacket() {
        if (clientPings || !awaiting || extended) return;
        extended = true;
        await(timeout());
    }

    synchronized void stop() {
        stopped = true;
        if (armed != null) armed.cancel(false);
    }

    @Override
    public void run() {
        boolean lost;
        synchronized (this) {
            if (stopped) return;
            long now = System.nanoTime();
            if (deadline - now > 0) {
                arm(deadline - now);
                return;
            }
            armed = null;
            boolean late = now - deadline > LATE; // the process stood still: pongs may be there, not read yet
            if (awaiting && late && !graced) {
                graced = true;
                await(Math.min(timeout(), GRACE));
                return;
            }
            lost = awaiting;
            // from when it was due, so that a timer a little late does not make the client's time longer
            if (!lost) expectPong(late ? now : deadline);
        }
        if (lost) socket.close(CloseReason.PING_TIMEOUT);
        else socket.ping();
    }

    /** Pings now, unless an answer is awaited already. */
    void ping() {
        synchronized (this) {
            if (awaiting || stopped) return;
            expectPong(System.nanoTime());
        }
        socket.ping();
    }

    private void expectPong(long pinged) {
        awaiting = true;
        extended = false;
        graced = false;
        await(pinged + timeout() - System.nanoTime());
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
