package io.socketio.jakarta.server;

import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.engine.EngineRequest;
import io.socketio.jakarta.engine.EngineServer;
import io.socketio.jakarta.fakes.ManualTimer;
import io.socketio.jakarta.json.JsonbCodec;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/** A server in memory, without network and without threads of its own. */
final class TestServer {
    final ManualTimer timer = new ManualTimer();
    final DefaultServer io;

    /** Handlers run on the thread that says something. */
    TestServer() {
        this(SocketIoConfig.defaults(), Runnable::run);
    }

    TestServer(SocketIoConfig config) {
        this(config, Runnable::run);
    }

    TestServer(Executor workers) {
        this(SocketIoConfig.defaults(), workers);
    }

    TestServer(SocketIoConfig config, Executor workers) {
        io = new DefaultServer(config, new JsonbCodec());
        io.engineServer().start(workers, timer);
    }

    static EngineRequest request(Map<String, String> query) {
        return request(query, null);
    }

    private static EngineRequest request(Map<String, String> query, Principal user) {
        return new EngineRequest(
                "/socket.io/?"
                        + query.entrySet().stream()
                                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                                .collect(Collectors.joining("&")),
                Map.of("user-agent", List.of("test")),
                "192.0.2.1",
                false,
                false,
                user,
                Set.of(),
                Instant.now());
    }

    /** A client that has got its handshake. */
    Client open() {
        return openAs(null);
    }

    /** A client that the container knows. */
    Client openAs(String user) {
        Client client = new Client();
        Principal principal = user == null ? null : () -> user;
        EngineServer engine = io.engineServer();
        EngineRequest request = request(Map.of("EIO", "4", "transport", "websocket"), principal);
        engine.open(request, engine.newId(), client, client::attach);
        client.take();
        return client;
    }

    /** A client of Socket.IO 2, which is in the main namespace at once. */
    Client openOld() {
        Client client = new Client();
        EngineServer engine = io.engineServer();
        EngineRequest request = request(Map.of("EIO", "3", "transport", "websocket"));
        engine.open(request, engine.newId(), client, client::attach);
        return client;
    }

    /** A client in the main namespace. */
    Client connected() {
        Client client = open();
        client.connect();
        return client;
    }
}
