package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

public class RoomEventTest {
    @ApplicationScoped
    public static class Rooms {
        private final List<String> seen = new ArrayList<>();

        void rooms(@Observes @OfNamespace("/chat") RoomEvent event) {
            seen.add(event.namespace().name() + " " + event.kind() + " " + event.room()
                    + event.socketId().map(id -> " " + id).orElse(""));
        }

        List<String> seen() {
            return seen;
        }
    }

    @Test
    void whatBecomesOfRoomsIsAnEvent() {
        try (App app = App.started(Rooms.class)) {
            FakeSocket socket = app.server.connect("/chat");
            socket.join("x");
            socket.leave("x");
            assertEquals(
                    List.of(
                            "/chat CREATED x",
                            "/chat JOINED x " + socket.id(),
                            "/chat LEFT x " + socket.id(),
                            "/chat DELETED x"),
                    app.bean(Rooms.class).seen());
        }
    }

    @Test
    void nothingIsRegisteredWhereNobodyObservesThem() {
        try (App app = App.started(Rooms.class)) {
            assertEquals(List.of(), app.server.roomListeners);
        }
    }
}
