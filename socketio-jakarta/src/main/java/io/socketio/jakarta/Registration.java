package io.socketio.jakarta;

/** A handler that was added. */
@FunctionalInterface
public interface Registration {
    /** Removes the handler; messages being handled at this moment still reach it. A second call does nothing. */
    void remove();
}
