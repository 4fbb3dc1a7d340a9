package io.socketio.jakarta.it.support;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** An HTTP request of which a test sends as much as it likes. */
public final class RawRequest implements AutoCloseable {
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

    public RawRequest write(String bytes) {
        try {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The status of the answer. */
    public int status() {
        try {
            return Integer.parseInt(WebSocket.line(in).split(" ")[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
