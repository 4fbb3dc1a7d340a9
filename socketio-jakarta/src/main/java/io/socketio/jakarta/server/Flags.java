package io.socketio.jakarta.server;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The modifiers of an emitter. */
record Flags(boolean isVolatile, boolean compress, @Nullable Duration timeout) {
    static final Flags NONE = new Flags(false, true, null);

    Flags asVolatile() {
        return new Flags(true, compress, timeout);
    }

    Flags withCompress(boolean value) {
        return new Flags(isVolatile, value, timeout);
    }

    Flags withTimeout(Duration value) {
        if (value.isNegative() || value.isZero())
            throw new IllegalArgumentException("timeout must be positive, not " + value);
        return new Flags(isVolatile, compress, value);
    }
}
