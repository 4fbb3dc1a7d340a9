package io.socketio.jakarta.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.engine.EngineConfig;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EngineOptionsTest {
    @Test
    void timesAreMilliseconds() {
        SocketIoConfig config = SocketIoConfig.builder()
                .pingInterval(Duration.ofSeconds(1))
                .pingTimeout(Duration.ofSeconds(2))
                .upgradeTimeout(Duration.ofSeconds(3))
                .maxHttpBufferSize(4)
                .transports(Set.of("polling"))
                .allowUpgrades(false)
                .allowEIO3(true)
                .maxOutboundBytes(5)
                .maxConnections(6)
                .maxConnectionsPerAddress(7)
                .maxHandshakesPerSecond(8)
                .build();
        EngineConfig engine = EngineOptions.of(config, request -> "no", request -> "id");
        assertEquals(
                new EngineConfig(
                        1_000,
                        2_000,
                        3_000,
                        4,
                        Set.of("polling"),
                        false,
                        true,
                        false,
                        5,
                        6,
                        7,
                        8,
                        engine.allowRequest(),
                        engine.generateId()),
                engine);
        assertEquals("no", engine.allowRequest().apply(TestServer.request(java.util.Map.of())));
    }
}
