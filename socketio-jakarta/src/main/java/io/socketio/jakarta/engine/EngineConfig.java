package io.socketio.jakarta.engine;

import io.socketio.jakarta.engine.parser.Protocol;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The options of an engine; times in milliseconds, sizes in bytes.
 *
 * @param maxConnectionsPerAddress 0: as many as in all
 * @param maxHandshakesPerSecond of one address; 0: any number
 * @param allowRequest says why a handshake is refused, or {@code null}
 * @param generateId makes the id of a session, or {@code null} if it cannot; itself {@code null}: the engine does
 */
public record EngineConfig(
        long pingInterval,
        long pingTimeout,
        long upgradeTimeout,
        int maxHttpBufferSize,
        Set<String> transports,
        boolean allowUpgrades,
        boolean allowEIO3,
        boolean jsonp,
        long maxOutboundBytes,
        int maxConnections,
        int maxConnectionsPerAddress,
        int maxHandshakesPerSecond,
        Function<EngineRequest, @Nullable String> allowRequest,
        @Nullable Function<EngineRequest, @Nullable String> generateId) {
    boolean speaks(@Nullable Protocol protocol) {
        return protocol == Protocol.V4 || (protocol == Protocol.V3 && allowEIO3);
    }

    boolean upgrades() {
        return allowUpgrades && transports.contains(Transport.WEBSOCKET);
    }
}
