package io.socketio.jakarta.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What one thread sends while it works off a mailbox, to whomever. Most of what a small message costs is the write: a session that is sent
 * more than one thing, or will be as it seems, is corked and gets all as one batch at the end.
 */
final class Turn {
    private final Turns turns;
    private final int number;
    private final BooleanSupplier goesOn;
    private final List<EngineSocket> held = new ArrayList<>(); // guarded by this
    private boolean over; // guarded by this

    /** @param goesOn whether it will send more, as far as is known */
    Turn(Turns turns, int number, BooleanSupplier goesOn) {
        this.turns = turns;
        this.number = number;
        this.goesOn = goesOn;
    }

    /** No other of the last billions has it. */
    int number() {
        return number;
    }

    boolean goesOn() {
        return goesOn.getAsBoolean();
    }

    /** False if it is over: the session must not be corked. Called with the session's lock, and so does not ask it for anything. */
    synchronized boolean hold(EngineSocket socket) {
        if (over) return false;
        if (held.isEmpty()) turns.watch(this); // may fail: then nothing is held
        held.add(socket);
        return true;
    }

    /**
     * Sends what was held back; what the thread sends from now on goes out at once. A second call does nothing.
     *
     * @param mayWrite whether this thread may write on the spot
     */
    void end(boolean mayWrite) {
        List<EngineSocket> all;
        synchronized (this) {
            if (over) return;
            over = true;
            all = held;
        }
        for (EngineSocket socket : all) socket.release(mayWrite);
    }
}
