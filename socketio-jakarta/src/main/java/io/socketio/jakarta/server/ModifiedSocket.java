package io.socketio.jakarta.server;

/** A socket with modifiers; immutable. */
final class ModifiedSocket extends AbstractSocketEmitter {
    private final DefaultSocket target;
    private final Flags flags;

    ModifiedSocket(DefaultSocket target, Flags flags) {
        this.target = target;
        this.flags = flags;
    }

    @Override
    DefaultSocket target() {
        return target;
    }

    @Override
    Flags flags() {
        return flags;
    }
}
