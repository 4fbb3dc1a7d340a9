package io.socketio.jakarta;

import org.jspecify.annotations.Nullable;

/**
 * Answers one message. Acknowledgements are explicit and at most once; none is sent by itself, neither after success nor after a failure.
 * Only payloads that {@code socketio-cdi} finds invalid are answered by it.
 */
public interface Ack {
    /**
     * Whether the client waits for an answer.
     *
     * @return {@code false} if {@link #send} would be a no-op
     */
    boolean isRequested();

    /**
     * Answers. May be called later and from any thread. Does nothing if the client asked for no answer or is gone.
     *
     * @param args the arguments, see {@link Emitter}
     * @throws IllegalStateException if this message was acknowledged already
     * @throws PayloadException if an argument cannot be encoded; nothing was sent then, and another answer may be
     */
    void send(@Nullable Object... args);
}
