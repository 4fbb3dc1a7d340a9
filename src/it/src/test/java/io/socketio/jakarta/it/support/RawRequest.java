package io.socketio.jakarta.it.support;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** An HTTP request of which a test sends as much as it likes. */
public final class RawRequest implements AutoCloseable {
    /**
     * What came.
     *
     * @param status 0 if the server hung up instead
     * @param body as far as its length was told
     */
    public record Answer(int status, Map<String, String> headers, String body) {
        private static final Answer NONE = new Answer(0, Map.of(), "");
    }

    private final Socket socket;
    private final InputStream in;

    private RawRequest(URI endpoint) throws IOException {
        socket = new Socket(endpoint.getHost(), endpoint.getPort());
        socket.setSoTimeout(Eventually.SECONDS * 1_000);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends the head of a request. */
    public static RawRequest begin(URI endpoint, String method, String query, String... headerLines) {
        try {
            RawRequest request = new RawRequest(endpoint);
            StringBuilder head = new StringBuilder(method + " " + endpoint.getRawPath() + "?" + query
                    + " HTTP/1.1\r\nHost: " + endpoint.getAuthority() + "\r\n");
            for (String line : headerLines) head.append(line).append("\r\n");
            return request.write(head.append("\r\n").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends whatever it is, head included. */
    public static RawRequest send(URI endpoint, String bytes) {
        try {
            return new RawRequest(endpoint).write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RawRequest write(String bytes) {
        return write(bytes.getBytes(StandardCharsets.UTF_8));
    }

    public RawRequest write(byte... bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The status of the answer. */
    public int status() {
        try {
            return Integer.parseInt(Wire.line(in).split(" ")[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next answer of this connection, or that there is none. */
    public Answer answer() {
        try {
            String first = Wire.line(in);
            if (!first.startsWith("HTTP/")) return Answer.NONE; // HTTP 0.9, for what has no known version
            int status = Integer.parseInt(first.split(" ")[1]);
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            Wire.headers(in, headers);
            byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
            return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
        } catch (EOFException | SocketException e) {
            return Answer.NONE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves with a reset instead of a FIN. */
    public void abort() {
        Wire.abort(socket);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
