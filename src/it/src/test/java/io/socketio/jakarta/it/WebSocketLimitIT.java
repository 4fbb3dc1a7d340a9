package io.socketio.jakarta.it;

import static io.socketio.jakarta.it.support.App.app;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.it.support.App;
import io.socketio.jakarta.it.support.Echo;
import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.WebSocket;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How large a WebSocket message may be, whatever frames it comes in. */
class WebSocketLimitIT {
    private static final int LIMIT = 1_000_000; // the default

    private final Echo echo = new Echo();
    private App app;

    @BeforeEach
    void start() {
        app = app().handlers(echo).start();
    }

    @AfterEach
    void stop() {
        app.stop();
    }

    /** Cuts a message anywhere, characters included. */
    private static void fragments(WebSocket client, int opcode, byte[] message, int size) {
        try {
            for (int from = 0; from < message.length; from += size) {
                int to = Math.min(message.length, from + size);
                int first = (from == 0 ? opcode : 0) | (to == message.length ? 0x80 : 0);
                client.frame(first, Arrays.copyOfRange(message, from, to));
            }
        } catch (UncheckedIOException e) {
            // the server has hung up: what it said before can still be read
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {LIMIT, 65_536, 1_000, 7})
    void exactlyTheLimit(int fragment) {
        String head = "42[\"echo\",\"";
        int content = LIMIT - head.length() - 2;
        String event = head + "😀".repeat(content / 4) + "x".repeat(content % 4) + "\"]";
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        assertEquals(LIMIT, bytes.length);
        try (WebSocket client = WebSocket.join(app)) {
            fragments(client, 1, bytes, fragment);
            assertEquals(event, client.text());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {LIMIT + 1, 65_536, 1_000})
    void textOneByteTooLong(int fragment) {
        byte[] bytes = ("42[\"echo\",\"" + "ä".repeat((LIMIT - 12) / 2) + "\"]").getBytes(StandardCharsets.UTF_8);
        assertEquals(LIMIT + 1, bytes.length);
        try (WebSocket client = WebSocket.join(app)) {
            fragments(client, 1, bytes, fragment);
            assertEquals(1009, client.closed());
            assertEquals("transport error", echo.reason());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {LIMIT + 1, 65_536, 1_000})
    void binaryOneByteTooLong(int fragment) {
        try (WebSocket client = WebSocket.join(app)) {
            client.send("451-[\"echo\",{\"_placeholder\":true,\"num\":0}]");
            fragments(client, 2, new byte[LIMIT + 1], fragment);
            assertEquals(1009, client.closed());
            assertEquals("transport error", echo.reason());
        }
    }

    @Test
    void endlessMessage() {
        try (WebSocket client = WebSocket.join(app)) {
            fragments(client, 1, ("42[\"echo\",\"" + "x".repeat(20 * LIMIT)).getBytes(StandardCharsets.UTF_8), 60_000);
            assertTrue(Set.of(1009, 1006).contains(client.closed())); // a client that goes on may get a reset
            assertEquals("transport error", echo.reason());
        }
    }

    @Test
    void binaryOfTheFullSize() {
        byte[] bytes = new byte[LIMIT];
        new Random(1).nextBytes(bytes);
        try (WebSocket client = WebSocket.join(app)) {
            String event = "451-[\"echo\",{\"_placeholder\":true,\"num\":0}]";
            client.send(event);
            fragments(client, 2, bytes, 100_000);
            assertEquals(event, client.text());
            assertArrayEquals(bytes, client.binary());
        }
    }

    /** Of up to 16 kB; Tomcat's own way, which longer ones go, would take a frame for each 8 kB. Alone, and in a batch. */
    @Test
    void answersComeInOneFrame() {
        String event = "42[\"echo\",\"" + "aä😀".repeat(2_300) + "\"]";
        try (WebSocket client = WebSocket.join(app)) {
            for (int i = 0; i < 3; i++) client.send(event);
            for (int i = 0; i < 3; i++) {
                assertEquals(event, client.event());
                assertEquals(1, client.frames());
            }
        }
    }

    /** Frames that break RFC 6455 end that connection and nothing else. */
    @ParameterizedTest
    @ValueSource(ints = {0xc1, 0xa1, 0x91, 0x83, 0x8b, 0x80, 0x09})
    void brokenFrames(int first) {
        try (WebSocket other = WebSocket.join(app);
                WebSocket client = WebSocket.join(app)) {
            client.frame(first, "42[\"echo\"]".getBytes(StandardCharsets.UTF_8));
            client.closed();
            assertTrue(Set.of("transport error", "transport close").contains(echo.reason()));
            other.send("42[\"echo\",1]");
            assertEquals("42[\"echo\",1]", other.text());
        }
        Http.connect(app);
    }

    @Test
    void invalidUtf8() {
        try (WebSocket client = WebSocket.join(app)) {
            client.frame(0x81, new byte[] {'4', '2', (byte) 0xc3, (byte) 0x28});
            client.closed();
            assertTrue(Set.of("transport error", "transport close").contains(echo.reason()));
        }
    }
}
