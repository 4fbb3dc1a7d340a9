package io.socketio.jakarta.cdi;

import io.socketio.jakarta.ConnectionError;
import io.socketio.jakarta.Engine;
import io.socketio.jakarta.EngineConnection;
import io.socketio.jakarta.HeadersHandler;
import io.socketio.jakarta.Registration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

final class FakeEngine implements Engine {
    final List<Consumer<EngineConnection>> connectionHandlers = new ArrayList<>();
    final List<Consumer<ConnectionError>> errorHandlers = new ArrayList<>();

    @Override
    public Registration onConnection(Consumer<EngineConnection> handler) {
        connectionHandlers.add(handler);
        return () -> connectionHandlers.remove(handler);
    }

    @Override
    public Registration onConnectionError(Consumer<ConnectionError> handler) {
        errorHandlers.add(handler);
        return () -> errorHandlers.remove(handler);
    }

    // ---- not used by this module

    @Override
    public int clientsCount() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration onInitialHeaders(HeadersHandler handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration onHeaders(HeadersHandler handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Long> limitsReached() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration every(Duration interval, Runnable task) {
        throw new UnsupportedOperationException();
    }
}
