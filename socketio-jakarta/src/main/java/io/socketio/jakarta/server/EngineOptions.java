package io.socketio.jakarta.server;

import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.engine.EngineConfig;
import io.socketio.jakarta.engine.EngineRequest;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The options that concern the engine. */
public final class EngineOptions {
    private EngineOptions() {}

    /**
     * The part of the options that the engine knows.
     *
     * @param allowRequest says why a handshake is refused, or {@code null}
     * @param generateId makes the id of a session; {@code null}: the engine does
     */
    public static EngineConfig of(
            SocketIoConfig config,
            Function<EngineRequest, @Nullable String> allowRequest,
            @Nullable Function<EngineRequest, @Nullable String> generateId) {
        return new EngineConfig(
                config.pingInterval().toMillis(),
                config.pingTimeout().toMillis(),
                config.upgradeTimeout().toMillis(),
                config.maxHttpBufferSize(),
                config.transports(),
                config.allowUpgrades(),
                config.allowEIO3(),
                config.jsonp(),
                config.maxOutboundBytes(),
                config.maxConnections(),
                config.maxConnectionsPerAddress(),
                config.maxHandshakesPerSecond(),
                allowRequest,
                generateId);
    }
}
