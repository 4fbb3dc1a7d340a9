package io.socketio.jakarta.transport;

import io.socketio.jakarta.engine.EngineError;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** HTTP answers, with the headers of the reference server. */
public final class Answers {
    private static final byte[] OK = {'o', 'k'};

    private Answers() {}

    /** An error as JSON: never the container's error page. */
    public static void error(HttpServletResponse response, EngineError error) throws IOException {
        StringBuilder message = new StringBuilder();
        for (char c : error.message().toCharArray()) {
            if (c == '"' || c == '\\') message.append('\\');
            if (c >= ' ') message.append(c);
        }
        response.setStatus(error.status());
        response.setContentType("application/json");
        write(
                response,
                ("{\"code\":" + error.code() + ",\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    static void ok(HttpServletResponse response) throws IOException {
        response.setContentType("text/html");
        response.setHeader("Cache-Control", "no-store");
        write(response, OK);
    }

    /** Sets the head of a polling response. */
    static void payload(HttpServletResponse response, HttpCompression.Body body) {
        response.setContentType("text/plain; charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        if (body.encoding() != null) {
            response.setHeader("Content-Encoding", body.encoding());
            response.addHeader("Vary", "Accept-Encoding");
        }
        response.setContentLength(body.bytes().length);
    }

    private static void write(HttpServletResponse response, byte[] body) throws IOException {
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
