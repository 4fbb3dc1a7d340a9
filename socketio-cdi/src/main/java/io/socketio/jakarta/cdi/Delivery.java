package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Socket;
import jakarta.enterprise.context.control.RequestContextController;
import org.jspecify.annotations.Nullable;

/** Runs observers with the contexts that they may rely on. */
final class Delivery {
    private final CurrentSocket current;
    private final RequestScope requests;

    Delivery(CurrentSocket current, RequestScope requests) {
        this.current = current;
        this.requests = requests;
    }

    /**
     * Runs something that fires an event.
     *
     * @param socket whose event it is; {@code null} if there is none (yet, or any more)
     * @throws Exception what the observer threw, not what the container made of it
     */
    void run(@Nullable Socket socket, Runnable firing) throws Exception {
        Socket outer = current.enter(socket);
        try {
            runInRequest(firing);
        } catch (RuntimeException e) {
            throw Thrown.<Exception>sneak(Thrown.byObserver(e));
        } finally {
            current.leave(outer);
        }
    }

    /** The same where only unchecked exceptions may be declared; checked ones come out all the same. */
    void runUndeclared(@Nullable Socket socket, Runnable firing) {
        try {
            run(socket, firing);
        } catch (Exception e) {
            throw Thrown.<RuntimeException>sneak(e);
        }
    }

    private void runInRequest(Runnable firing) {
        RequestContextController request = requests.begin();
        try {
            firing.run();
        } finally {
            if (request != null) request.deactivate();
        }
    }
}
