package io.socketio.jakarta.engine;

import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The options of an engine; times in milliseconds, sizes in bytes.
 *
 * @param allowRequest says why a handshake is refused, or {@code null}
 */
public record EngineConfig(
        long pingInterval,
        long pingTimeout,
        long upgradeTimeout,
        int maxHttpBufferSize,
        Set<String> transports,
        boolean allowUpgrades,
        long maxOutboundBytes,
        Function<EngineRequest, @Nullable String> allowRequest) {
    boolean upgrades() {
        return allowUpgrades && transports.contains(Transport.WEBSOCKET);
    }
}
