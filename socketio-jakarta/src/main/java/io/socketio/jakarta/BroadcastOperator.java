package io.socketio.jakarta;

import java.time.Duration;

/**
 * Chooses the receivers of a broadcast. Immutable: each method returns a new operator, so one may be kept and shared.
 *
 * <p>The receivers are determined at each {@code emit}. The event is encoded once, however many they are.
 */
public interface BroadcastOperator extends Emitter {
    @Override
    BroadcastOperator asVolatile();

    @Override
    BroadcastOperator compress(boolean compress);

    @Override
    BroadcastOperator timeout(Duration timeout);
}
