package io.socketio.jakarta.engine;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.socketio.jakarta.engine.parser.EnginePacket;
import java.util.List;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The upgrade of one session from polling to WebSocket (Engine.IO 4, "Upgrade"). Until the client's {@code upgrade} packet polling stays the
 * live transport in both directions.
 */
final class Upgrade {
    /** After the probe a pending poll is released at this pace, in milliseconds; the reference server takes 100. */
    private static final long RELEASE_INTERVAL = 50;

    private final EngineSocket socket;
    private final EngineServer server;

    // guarded by this
    private @Nullable Transport candidate;
    private @Nullable Future<?> timeout;
    private @Nullable Future<?> releases;
    private long began;
    private boolean over;

    Upgrade(EngineSocket socket, EngineServer server) {
        this.socket = socket;
        this.server = server;
    }

    /** False if the session is upgraded, about to be, or gone. */
    boolean begin(Transport transport, long since) {
        boolean polling = socket.transport().name().equals(Transport.POLLING);
        synchronized (this) {
            if (over || candidate != null || !polling || !server.config().upgrades()) return false;
            candidate = transport;
            began = since;
            timeout = server.timer()
                    .schedule(() -> abort(transport), server.config().upgradeTimeout(), MILLISECONDS);
        }
        return true;
    }

    /** A packet over a transport that is not the current one. */
    void receive(Transport from, EnginePacket packet) {
        synchronized (this) {
            if (from != candidate) return; // of a transport that was replaced or refused
        }
        switch (packet.type()) {
            case PING -> {
                if (!packet.data().equals("probe")) abort(from);
                else if (from.send(List.of(EnginePacket.PROBE_ANSWER), false)) releasePolls();
            }
            case UPGRADE -> finish(from);
            default -> abort(from);
        }
    }

    private synchronized void releasePolls() {
        if (candidate == null || releases != null) return;
        releases = server.timer()
                .scheduleAtFixedRate(socket::releasePoll, RELEASE_INTERVAL, RELEASE_INTERVAL, MILLISECONDS);
    }

    private void finish(Transport winner) {
        long since;
        synchronized (this) {
            if (winner != candidate) return;
            since = began;
            end();
            over = true;
        }
        if (!socket.switchTo(winner, since)) winner.close(CloseReason.FORCED_CLOSE);
    }

    /** Gives up on a candidate; polling goes on, and another attempt may follow. */
    void abort(Transport loser) {
        synchronized (this) {
            if (loser != candidate) return;
            end();
        }
        loser.close(CloseReason.FORCED_CLOSE);
    }

    /** The session is over. */
    void cancel() {
        Transport loser;
        synchronized (this) {
            over = true;
            loser = candidate;
            end();
        }
        if (loser != null) loser.close(CloseReason.FORCED_CLOSE);
    }

    private void end() {
        candidate = null;
        if (timeout != null) timeout.cancel(false);
        if (releases != null) releases.cancel(false);
        timeout = null;
        releases = null;
    }
}
