package io.socketio.jakarta.it.faults;

import io.socketio.jakarta.it.support.Eventually;
import io.socketio.jakarta.it.support.Wire;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One connection for HTTP, kept alive: cheap enough for thousands, and without retries of its own. */
final class Link implements AutoCloseable {
    /** An answer. */
    record Response(int status, List<String> headers, String body) {
        /** The value of a header; empty without one. */
        String header(String name) {
            return headers.stream()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).trim())
                    .findFirst()
                    .orElse("");
        }
    }

    private final String from;
    private final URI endpoint;
    private final String more;
    private int patience = Eventually.SECONDS;
    private Socket socket;
    private InputStream in;
    private boolean used; // the server has said that no more requests are taken: Tomcat after a hundred

    Link(URI endpoint, String... headers) {
        this("", endpoint, headers);
    }

    /** @param from the address that it comes from; empty for any */
    Link(String from, URI endpoint, String... headers) {
        this.from = from;
        this.endpoint = endpoint;
        this.more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        connect();
    }

    private void connect() {
        try {
            socket = new Socket();
            if (!from.isEmpty()) socket.bind(new InetSocketAddress(from, 0));
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()));
            socket.setSoTimeout(patience * 1_000);
            in = new BufferedInputStream(socket.getInputStream());
            used = false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How long an answer may take, in seconds, from the next connection on. */
    Link patience(int seconds) {
        patience = seconds;
        used = true;
        return this;
    }

    Response get(String query) {
        send("GET", query, "");
        return receive();
    }

    Response post(String query, String body) {
        send("POST", query, body);
        return receive();
    }

    void send(String method, String query, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String length = method.equals("GET") ? "" : "Content-Length: " + bytes.length + "\r\n";
        write(method, query, length, bytes);
    }

    /** Sends a POST whose body will never come as a whole. */
    void stall(String query, int declared, String begin) {
        write("POST", query, "Content-Length: " + declared + "\r\n", begin.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String method, String query, String headers, byte[] body) {
        if (used) {
            close();
            connect();
        }
        byte[] head = (method + " " + endpoint.getRawPath() + "?" + query + " HTTP/1.1\r\nHost: "
                        + endpoint.getAuthority() + "\r\n" + more + headers + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        try {
            socket.getOutputStream().write(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Response receive() {
        try {
            int status = Integer.parseInt(Wire.line(in).split(" ")[1]);
            List<String> headers = new ArrayList<>();
            for (String line = Wire.line(in); !line.isEmpty(); line = Wire.line(in)) headers.add(line);
            Response head = new Response(status, headers, "");
            used = head.header("Connection").equalsIgnoreCase("close");
            byte[] body;
            if (head.header("Transfer-Encoding").equalsIgnoreCase("chunked")) body = chunks();
            else body = in.readNBytes(length(head));
            return new Response(status, headers, new String(body, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int length(Response head) {
        String length = head.header("Content-Length");
        return length.isEmpty() ? 0 : Integer.parseInt(length);
    }

    private byte[] chunks() throws IOException {
        var body = new java.io.ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.writeBytes(in.readNBytes(size));
            Wire.line(in);
        }
        Wire.line(in);
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(Wire.line(in).split(";")[0].trim(), 16);
    }

    /** Without a word. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With a reset. */
    void abort() {
        Wire.abort(socket);
    }
}
