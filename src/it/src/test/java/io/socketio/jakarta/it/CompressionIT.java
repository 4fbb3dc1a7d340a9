package io.socketio.jakarta.it;

import static io.socketio.jakarta.it.support.App.app;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.it.support.App;
import io.socketio.jakarta.it.support.Http;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers to polls are compressed where it pays and the client can read it. */
class CompressionIT {
    private static final String TEXT = "ä€😀 and so on, ".repeat(20_000);

    private static HttpResponse<byte[]> poll(Http session, String acceptEncoding) {
        HttpRequest.Builder request = session.builder();
        if (!acceptEncoding.isEmpty()) request.header("Accept-Encoding", acceptEncoding);
        return Http.sendForBytes(request.build());
    }

    private static String decoded(HttpResponse<byte[]> response) throws IOException {
        InputStream body = new ByteArrayInputStream(response.body());
        String encoding = response.headers().firstValue("Content-Encoding").orElse("");
        try (InputStream plain = encoding.equals("gzip")
                ? new GZIPInputStream(body)
                : encoding.equals("deflate") ? new InflaterInputStream(body) : body) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gzip                      | gzip
            gzip, deflate, br         | gzip
            br;q=1.0, GZIP;q=0.5      | gzip
            deflate                   | deflate
            gzip;q=0, deflate         | deflate
            gzip;q=0                  | ''
            br                        | ''
            identity                  | ''
            ''                        | ''
            """)
    void byWhatTheClientAccepts(String accepted, String used) throws IOException {
        try (App app = app().start()) {
            Http session = Http.connect(app);
            app.server().emit("text", TEXT);
            HttpResponse<byte[]> response = poll(session, accepted);
            assertEquals(used, response.headers().firstValue("Content-Encoding").orElse(""));
            assertEquals("42[\"text\",\"" + TEXT + "\"]", decoded(response));
            if (!used.isEmpty()) {
                assertTrue(response.body().length < TEXT.length() / 10);
                assertTrue(response.headers().allValues("Vary").contains("Accept-Encoding"));
            }
            app.server().emit("short");
            assertEquals("42[\"short\"]", decoded(poll(session, accepted)), "the session goes on");
        }
    }

    @Test
    void threshold() {
        try (App app = app().option("httpCompressionThreshold", 100).start()) {
            Http session = Http.connect(app);
            for (int length : new int[] {99, 100}) {
                app.server().emit("t", "x".repeat(length - "42[\"t\",\"\"]".length()));
                HttpResponse<byte[]> response = poll(session, "gzip");
                assertEquals(
                        length >= 100,
                        response.headers().firstValue("Content-Encoding").isPresent());
            }
        }
    }

    @Test
    void notOnRequest() throws IOException {
        try (App app = app().start()) {
            Http session = Http.connect(app);
            app.server().compress(false).emit("text", TEXT);
            HttpResponse<byte[]> response = poll(session, "gzip");
            assertTrue(response.headers().firstValue("Content-Encoding").isEmpty());
            assertEquals("42[\"text\",\"" + TEXT + "\"]", decoded(response));
        }
        try (App app = app().option("httpCompression", false).start()) {
            Http session = Http.connect(app);
            app.server().emit("text", TEXT);
            assertTrue(poll(session, "gzip")
                    .headers()
                    .firstValue("Content-Encoding")
                    .isEmpty());
        }
    }
}
