package io.socketio.jakarta.cdi;

import io.socketio.jakarta.HandlerFailure;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Tells the observers of {@link HandlerFailure}. */
final class Failures {
    private static final Logger LOG = System.getLogger(Failures.class.getName());

    private final Channel<HandlerFailure> channel;
    private final Delivery delivery;

    Failures(Channel<HandlerFailure> channel, Delivery delivery) {
        this.channel = channel;
        this.delivery = delivery;
    }

    /** Where nobody observes failures, the server's own warnings stay in place. */
    void register(Namespace namespace) {
        if (channel.isObserved())
            namespace.onFailure(failure ->
                    fire(failure, namespace.socket(failure.socketId()).orElse(null)));
    }

    /** An asynchronous observer failed: the server knows nothing of it. */
    void ofAsyncObserver(Socket socket, String event, Throwable cause) {
        HandlerFailure failure = new HandlerFailure(socket.namespace(), socket.id(), event, cause);
        if (!channel.isObserved()) {
            log(failure, cause);
            return;
        }
        try {
            // without the socket's context, which belongs to the thread of its events
            fire(failure, null);
        } catch (RuntimeException e) {
            log(failure, e);
        }
    }

    /** The same, of an event that is no socket's. */
    static void ofAsyncObserver(Namespace namespace, Class<?> kind, Throwable cause) {
        LOG.log(
                Level.WARNING,
                "an observer of " + kind.getSimpleName() + " failed: namespace " + namespace.name(),
                cause);
    }

    private void fire(HandlerFailure failure, @Nullable Socket socket) {
        delivery.runUndeclared(socket, () -> channel.fire(failure, e -> log(failure, e)));
    }

    private static void log(HandlerFailure failure, Throwable cause) {
        LOG.log(
                Level.WARNING,
                "an observer failed: event \"" + failure.event() + "\", namespace "
                        + failure.namespace().name() + ", socket " + failure.socketId(),
                cause);
    }
}
