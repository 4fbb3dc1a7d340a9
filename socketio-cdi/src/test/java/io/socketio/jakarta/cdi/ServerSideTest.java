package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.socketio.jakarta.ServerSideMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Events of other servers of the cluster. */
public class ServerSideTest {
    static final IOException CHECKED = new IOException("checked");

    @ApplicationScoped
    public static class Cluster {
        private final List<String> seen = new ArrayList<>();

        void count(@Observes @SocketEvent("count") ServerSideMessage message) {
            message.ack().send(message.args().get(0, Integer.class) + 1);
        }

        void inAdmin(@Observes @OfNamespace("/admin") @SocketEvent("reload") ServerSideMessage message) {
            seen.add(message.namespace().name() + " " + message.event());
        }

        // a name that clients may not use, and servers may
        void fail(@Observes @SocketEvent("disconnect") ServerSideMessage message) throws IOException {
            throw CHECKED;
        }

        List<String> seen() {
            return seen;
        }
    }

    @Test
    void observersAnswerByTheAcknowledgement() throws Exception {
        try (App app = App.started(Cluster.class)) {
            assertEquals(List.of(42), app.server.sendServerSide(app.server, "count", 41));
            assertEquals(List.of(1), app.server.sendServerSide(app.server.of("/admin"), "count", 0));
        }
    }

    @Test
    void namesAreRegisteredWhereTheyAreObserved() throws Exception {
        try (App app = App.started(Cluster.class)) {
            app.server.sendServerSide(app.server.of("/admin"), "reload");
            assertEquals(List.of("/admin reload"), app.bean(Cluster.class).seen());
            assertEquals(Set.of("count", "disconnect"), app.server.serverSideHandlers.keySet());
            assertEquals(
                    Set.of("count", "disconnect", "reload"),
                    app.server.of("/admin").serverSideHandlers.keySet());
        }
    }

    @Test
    void theServerGetsWhatAnObserverThrew() {
        try (App app = App.started(Cluster.class)) {
            assertSame(
                    CHECKED,
                    assertThrows(IOException.class, () -> app.server.sendServerSide(app.server, "disconnect")));
        }
    }
}
