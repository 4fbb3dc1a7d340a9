package io.socketio.jakarta.it.support;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Map;

/** What clients on bare connections share. */
public final class Wire {
    private Wire() {}

    /** A line of an HTTP head, without its end. */
    public static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) throw new EOFException("no HTTP answer: " + line);
            if (c != '\r') line.append((char) c);
        }
        return line.toString();
    }

    /** Reads the headers behind the first line. */
    static void headers(InputStream in, Map<String, String> into) throws IOException {
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            into.put(line.substring(0, colon), line.substring(colon + 1).trim());
        }
    }

    /** Leaves with a reset instead of a FIN. */
    public static void abort(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
