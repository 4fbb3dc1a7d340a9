package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.socketio.jakarta.ConnectionError;
import io.socketio.jakarta.EngineConnection;
import io.socketio.jakarta.Handshake;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

public class EngineEventTest {
    @ApplicationScoped
    public static class Watch {
        private final List<Object> seen = new ArrayList<>();

        void opened(@Observes EngineConnection connection) {
            seen.add(connection);
        }

        void refused(@Observes ConnectionError error) {
            seen.add(error);
        }

        List<Object> seen() {
            return seen;
        }
    }

    @ApplicationScoped
    public static class Nobody {}

    @Test
    void connectionsAndRefusalsAreEvents() {
        try (App app = App.started(Watch.class)) {
            EngineConnection connection = silent(EngineConnection.class);
            ConnectionError error = new ConnectionError(3, "Bad request", 400, "GET", silent(Handshake.class));
            app.server.engine.connectionHandlers.forEach(handler -> handler.accept(connection));
            app.server.engine.errorHandlers.forEach(handler -> handler.accept(error));
            List<Object> seen = app.bean(Watch.class).seen();
            assertEquals(2, seen.size());
            assertSame(connection, seen.get(0));
            assertSame(error, seen.get(1));
        }
    }

    @Test
    void nothingIsRegisteredWhereNobodyObservesThem() {
        try (App app = App.started(Nobody.class)) {
            assertEquals(List.of(), app.server.engine.connectionHandlers);
            assertEquals(List.of(), app.server.engine.errorHandlers);
        }
    }

    /** Nobody asks it anything. */
    private static <T> T silent(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            throw new UnsupportedOperationException(method.getName());
        }));
    }
}
