package io.socketio.jakarta.parser;

/** Bounds of packets for tests: those of the defaults, but for the depth. */
final class Depth {
    private Depth() {}

    static PacketLimits of(int maxJsonDepth) {
        return new PacketLimits(10, 10_000_000, maxJsonDepth, 1_000);
    }
}
