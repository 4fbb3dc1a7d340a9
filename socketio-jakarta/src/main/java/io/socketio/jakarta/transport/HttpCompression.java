package io.socketio.jakarta.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Compression of polling responses (option {@code httpCompression}), and how the browser client is compressed.
 *
 * @param threshold from how many bytes on; {@link #OFF} for never
 */
public record HttpCompression(int threshold) {
    public static final int OFF = Integer.MAX_VALUE;

    /** The same answer, compressed if it is worth it and the client can read it. */
    Answer compress(Answer answer, @Nullable String acceptEncoding) {
        byte[] body = answer.body();
        String coding = body.length < threshold ? null : coding(acceptEncoding);
        return coding == null
                ? answer
                : new Answer(answer.status(), answer.contentType(), coding, encode(body, coding));
    }

    /** The Content-Encoding for a client that sent this Accept-Encoding; {@code null} for none. */
    public static @Nullable String coding(@Nullable String acceptEncoding) {
        if (acceptEncoding == null) return null;
        if (accepts(acceptEncoding, "gzip")) return "gzip";
        return accepts(acceptEncoding, "deflate") ? "deflate" : null;
    }

    /** Compresses by a coding that {@link #coding} chose. */
    public static byte[] encode(byte[] body, String coding) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 2);
        try (DeflaterOutputStream deflater =
                coding.equals("gzip") ? new GZIPOutputStream(out) : new DeflaterOutputStream(out)) {
            deflater.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // in memory: cannot happen
        }
        return out.toByteArray();
    }

    private static boolean accepts(String acceptEncoding, String coding) {
        for (String item :
                acceptEncoding.toLowerCase(Locale.ROOT).replace(" ", "").split(",", -1)) {
            if (!item.startsWith(coding)) continue;
            String weight = item.substring(coding.length());
            boolean positive = weight.startsWith(";q=") && weight.chars().anyMatch(c -> c >= '1' && c <= '9');
            if (weight.isEmpty() || positive) return true;
        }
        return false;
    }
}
