package io.socketio.jakarta.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpCompressionTest {
    private final HttpCompression compression = new HttpCompression(1_024);
    private final byte[] large = new byte[1_024];

    HttpCompressionTest() {
        Arrays.fill(large, (byte) 'x');
    }

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
        Answer answer = compression.answer(large, accepted);
        assertEquals(coding, answer.encoding());
        if (coding == null) assertSame(large, answer.body());
        else {
            ByteArrayInputStream body = new ByteArrayInputStream(answer.body());
            assertArrayEquals(
                    large,
                    (coding.equals("gzip") ? new GZIPInputStream(body) : new InflaterInputStream(body)).readAllBytes());
        }
    }

    @Test
    void smallAnswersAreNotWorthIt() {
        assertNull(compression.answer(new byte[1_023], "gzip").encoding());
        assertNull(
                new HttpCompression(HttpCompression.OFF).answer(large, "gzip").encoding());
    }
}
