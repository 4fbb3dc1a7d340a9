package io.socketio.jakarta.it;

import static io.socketio.jakarta.it.support.App.app;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socketio.jakarta.it.support.App;
import io.socketio.jakarta.it.support.Echo;
import io.socketio.jakarta.it.support.Eventually;
import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.RawRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests of one session that overlap or break off. */
class OverlapIT {
    private final Echo echo = new Echo();
    private App app;

    @BeforeEach
    void start() {
        app = app().countParked().handlers(echo).start();
    }

    @AfterEach
    void stop() {
        app.stop();
    }

    private void parked(int polls) {
        Eventually.until("the poll waits", () -> app.parkedPolls() == polls);
    }

    private static void gone(Http session) {
        assertEquals(
                "{\"code\":1,\"message\":\"Session ID unknown\"}",
                Http.send(session.builder().build()).body());
    }

    @Test
    void secondPoll() {
        Http session = Http.connect(app);
        int before = app.parkedPolls();
        CompletableFuture<String> first = session.getAsync();
        parked(before + 1);
        HttpResponse<String> second = Eventually.get(session.poll());
        assertEquals(400, second.statusCode());
        assertEquals("1", Eventually.get(first));
        assertEquals("transport error", echo.reason());
        gone(session);
    }

    @Test
    void secondPost() {
        Http session = Http.connect(app);
        int before = app.parkedPosts();
        try (RawRequest first = RawRequest.begin(session.endpoint(), "POST", session.query(), "Content-Length: 50")) {
            first.write("42[\"echo\",");
            Eventually.until("the server reads", () -> app.parkedPosts() == before + 1);
            HttpResponse<String> second = session.tryPost("42[\"echo\"]");
            assertEquals(400, second.statusCode());
            assertEquals("transport error", echo.reason());
            gone(session);
        }
    }

    @Test
    void pollAndPostTogetherAreTheRule() {
        Http session = Http.connect(app);
        for (int i = 0; i < 100; i++) {
            CompletableFuture<String> poll = session.getAsync();
            session.post("42[\"echo\"," + i + "]");
            assertEquals("42[\"echo\"," + i + "]", Eventually.get(poll));
        }
    }

    @Test
    void bodyInPieces() {
        Http session = Http.connect(app);
        String event = "42[\"echo\",\"ä€😀\"]";
        int length = event.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        try (RawRequest request = RawRequest.begin(
                session.endpoint(), "POST", session.query(), "Content-Length: " + length, "Expect: 100-continue")) {
            assertEquals(100, request.status());
            event.codePoints().forEach(c -> request.write(Character.toString(c)));
            assertEquals(event, session.get());
        }
    }

    @Test
    void abortedPost() {
        Http session = Http.connect(app);
        try (RawRequest request = RawRequest.begin(
                session.endpoint(), "POST", session.query(), "Content-Length: 50", "Expect: 100-continue")) {
            assertEquals(100, request.status());
            request.write("42[\"echo\",");
        }
        assertEquals("transport error", echo.reason());
        gone(session);
    }

    /** No container tells that the client of a parked request has gone; its next request does. */
    @Test
    void abortedPoll() {
        Http session = Http.connect(app);
        int before = app.parkedPolls();
        RawRequest poll = RawRequest.begin(session.endpoint(), "GET", session.query());
        parked(before + 1);
        poll.close();
        assertEquals(400, Eventually.get(session.poll()).statusCode());
        assertEquals("transport error", echo.reason());
        gone(session);
    }
}
