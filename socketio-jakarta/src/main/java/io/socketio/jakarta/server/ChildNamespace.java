package io.socketio.jakarta.server;

import io.socketio.jakarta.ConnectionStateRecovery;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A namespace of a family: dropped when its last socket goes, if nobody else keeps it. */
final class ChildNamespace extends DefaultNamespace {
    private final DefaultParentNamespace parent;

    // guarded by this
    private boolean kept;
    private boolean dropped;
    private int entering;

    /** @param kept whether the application asked for it: it may hold on to it */
    ChildNamespace(ServerCore core, String name, DefaultParentNamespace parent, boolean kept) {
        super(core, name, parent);
        this.parent = parent;
        this.kept = kept || !core.config().cleanupEmptyChildNamespaces();
    }

    DefaultParentNamespace parent() {
        return parent;
    }

    /** The application asks for it. False if it was dropped already. */
    synchronized boolean keep() {
        kept |= !dropped;
        return !dropped;
    }

    @Override
    synchronized boolean enter() {
        if (dropped) return false;
        entering++;
        return true;
    }

    @Override
    void left() {
        synchronized (this) {
            entering--;
        }
        dropIfEmpty();
    }

    @Override
    void remove(DefaultSocket socket) {
        super.remove(socket);
        dropIfEmpty();
    }

    /** Not at once where somebody may come back for what it missed. */
    private void dropIfEmpty() {
        if (!isEmpty()) return;
        Duration patience = core().config()
                .connectionStateRecovery()
                .map(ConnectionStateRecovery::maxDisconnectionDuration)
                .orElse(Duration.ZERO);
        if (patience.isZero()) drop();
        else core().timer().schedule(this::drop, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void drop() {
        synchronized (this) {
            if (kept || dropped || entering > 0 || !isEmpty()) return;
            dropped = true;
        }
        core().drop(this);
    }
}
