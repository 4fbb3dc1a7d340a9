package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

public class OptionsTest {
    private static Options of(String name, String value) {
        return Options.from(FakeContext.of(Map.of(name, value), Map.of()));
    }

    @Test
    void theRequestContextIsOnUnlessItIsSwitchedOff() {
        assertEquals(new Options(true), of("other", "false"));
        assertEquals(new Options(true), of("socketio.cdi.requestContext", "true"));
        assertEquals(new Options(false), of("socketio.cdi.requestContext", "false"));
    }

    @Test
    void anyOtherValueIsNamed() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> of("socketio.cdi.requestContext", "no"));
        assertEquals("context-param socketio.cdi.requestContext must be true or false, not \"no\"", e.getMessage());
    }

    @Test
    void anUnknownNameIsNamed() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> of("socketio.cdi.requestcontext", "true"));
        assertEquals(
                "unknown context-param socketio.cdi.requestcontext; there is only socketio.cdi.requestContext",
                e.getMessage());
    }

    @Test
    void theServersOwnParametersAreNotOurs() {
        assertEquals(new Options(true), of("socketio.pingInterval", "1000"));
    }

    @Test
    void theStartFailsWithThem() {
        try (App app = App.deployed(LifecycleTest.Lobby.class).param("socketio.cdi.x", "y")) {
            assertThrows(IllegalArgumentException.class, app::start);
        }
    }
}
