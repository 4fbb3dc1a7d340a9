package io.socketio.jakarta.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpCompressionTest {
    private final HttpCompression compression = new HttpCompression(1_024);
    private static final Answer PLAIN =
            Answer.payload("text/plain", "x".repeat(1_024).getBytes(StandardCharsets.UTF_8));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "gzip, gzip",
                "'gzip, deflate, br', gzip",
                "'deflate, gzip;q=0.5', gzip",
                "deflate, deflate",
                "'gzip;q=0, deflate', deflate",
                "gzip;q=0, -",
                "gzip; q=0, -",
                "'br, gzip;q=0.0', -",
                "'gzip;q=0.000,br', -",
                "GZIP, gzip",
                "br, -",
                "identity, -",
                "'', -",
                "-, -",
            })
    void theCodingIsOneThatTheClientTakes(String accepted, String coding) throws IOException {
        Answer answer = compression.compress(PLAIN, accepted);
        assertEquals(coding, answer.encoding());
        assertEquals(PLAIN.contentType(), answer.contentType());
        if (coding == null) assertSame(PLAIN, answer);
        else {
            ByteArrayInputStream body = new ByteArrayInputStream(answer.body());
            assertArrayEquals(
                    PLAIN.body(),
                    (coding.equals("gzip") ? new GZIPInputStream(body) : new InflaterInputStream(body)).readAllBytes());
        }
    }

    @Test
    void smallAnswersAreNotWorthIt() {
        assertNull(compression
                .compress(Answer.payload("text/plain", new byte[1_023]), "gzip")
                .encoding());
        assertNull(
                new HttpCompression(HttpCompression.OFF).compress(PLAIN, "gzip").encoding());
    }
}
