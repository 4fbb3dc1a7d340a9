package io.socketio.jakarta.benchmarks.load;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Requests over HTTP/1.1, one at a time, on one connection for as long as the server keeps it. */
final class Http implements Connection.Listener {
    private final URI url;
    private final Loop loop;
    private @Nullable Connection connection;
    private final Consumer<ByteBuffer> bodies;
    private final Consumer<String> failures;
    private String request = "";
    private boolean waiting;
    private boolean served; // by this connection

    /** @param bodies gets the body of each answer, from the buffer's position to its limit */
    Http(Loop loop, URI url, Consumer<ByteBuffer> bodies, Consumer<String> failures) {
        this.loop = loop;
        this.url = url;
        this.bodies = bodies;
        this.failures = failures;
    }

    private Connection connection() {
        Connection there = connection;
        if (there == null)
            connection = there = new Connection(loop, new InetSocketAddress(url.getHost(), url.getPort()), this);
        return there;
    }

    /** Whether an answer is awaited. */
    boolean isBusy() {
        return waiting;
    }

    void get(String query) {
        send(head("GET", query) + "\r\n");
    }

    void post(String query, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        send(head("POST", query) + "Content-Type: text/plain;charset=UTF-8\r\nContent-Length: " + length + "\r\n\r\n"
                + body);
    }

    private void send(String next) {
        request = next;
        waiting = true;
        connection().write(next);
    }

    private String head(String method, String query) {
        return method + " " + url.getPath() + "?" + query + " HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\n";
    }

    void close() {
        if (connection != null) connection.close();
        connection = null;
        served = false;
    }

    @Override
    public void ended(String why) {
        connection = null;
        boolean kept = served; // but not for long enough: as browsers do, once more
        served = false;
        if (waiting && kept) send(request);
        else if (waiting) failures.accept(why);
    }

    @Override
    public void received(ByteBuffer in) {
        int body = endOfHead(in);
        if (body < 0) return;
        String head = StandardCharsets.ISO_8859_1
                .decode(in.slice(in.position(), body - in.position()))
                .toString()
                .toLowerCase(Locale.ROOT);
        int limit = in.limit();
        String length = header(head, "content-length: ");
        if (!length.isEmpty()) {
            int end = body + Integer.parseInt(length);
            if (limit < end) return;
            answered(head, in.limit(end).position(body));
            in.limit(limit).position(end);
        } else if (header(head, "transfer-encoding: ").equals("chunked")) {
            ByteBuffer whole = ByteBuffer.allocate(in.remaining());
            int end = dechunk(in.duplicate().position(body), whole);
            if (end < 0) return;
            in.position(end);
            answered(head, whole.flip());
        } else {
            failures.accept("no length: " + head);
        }
    }

    private void answered(String head, ByteBuffer body) {
        waiting = false;
        served = true;
        if (header(head, "connection: ").equals("close")) close();
        if (head.startsWith("http/1.1 200")) bodies.accept(body);
        else failures.accept(head.substring(0, head.indexOf('\r')));
    }

    /** Empty if it is not there. */
    private static String header(String head, String name) {
        int at = head.indexOf("\r\n" + name);
        if (at < 0) return "";
        at += 2 + name.length();
        return head.substring(at, head.indexOf('\r', at));
    }

    /** Where the chunks end; negative if they are not complete. */
    private static int dechunk(ByteBuffer in, ByteBuffer whole) {
        while (true) {
            int line = find(in, "\r\n");
            if (line < 0) return -1;
            String size = StandardCharsets.ISO_8859_1
                    .decode(in.slice(in.position(), line - 2 - in.position()))
                    .toString();
            int length = Integer.parseInt(size.strip(), 16);
            if (in.limit() < line + length + 2) return -1;
            whole.put(in.slice(line, length));
            in.position(line + length + 2);
            if (length == 0) return in.position();
        }
    }

    /** Where the body begins; negative if the head is not complete. */
    static int endOfHead(ByteBuffer in) {
        return find(in, "\r\n\r\n");
    }

    /** Behind what is looked for; negative if it is not there. */
    private static int find(ByteBuffer in, String what) {
        for (int at = in.position(); at <= in.limit() - what.length(); at++) {
            int i = 0;
            while (i < what.length() && in.get(at + i) == what.charAt(i)) i++;
            if (i == what.length()) return at + i;
        }
        return -1;
    }
}
