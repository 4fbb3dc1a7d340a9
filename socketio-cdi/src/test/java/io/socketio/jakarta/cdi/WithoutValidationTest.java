package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.socketio.jakarta.Message;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.validation.constraints.NotBlank;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An application that has not even the API of Jakarta Validation. */
@Tag("no-validation")
public class WithoutValidationTest {
    public record Line(@NotBlank String text) {}

    @ApplicationScoped
    public static class Chat {
        private final List<String> got = new ArrayList<>();

        void chat(@Observes @SocketEvent("chat") Message<Line> message) {
            got.add(message.payload().text());
        }

        List<String> got() {
            return got;
        }
    }

    @Test
    void constraintsSayNothing() {
        assertThrows(ClassNotFoundException.class, () -> Class.forName("jakarta.validation.Validation"));
        try (App app = App.started(Chat.class)) {
            app.server.send(app.server.connect("/"), "chat", new Line(""));
            assertEquals(List.of(""), app.bean(Chat.class).got());
            assertEquals(List.of(), app.server.unobservedFailures);
        }
    }
}
