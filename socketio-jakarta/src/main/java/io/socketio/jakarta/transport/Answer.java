package io.socketio.jakarta.transport;

import io.socketio.jakarta.engine.EngineError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer, with the headers of the reference server.
 *
 * @param encoding the Content-Encoding, or {@code null}
 */
public record Answer(
        int status, String contentType, @Nullable String encoding, byte[] body) {
    static final Answer OK = new Answer(200, "text/html", null, new byte[] {'o', 'k'});

    /** Packets for a poll. */
    static Answer payload(String contentType, byte[] body) {
        return new Answer(200, contentType, null, body);
    }

    /** An error as JSON: never the container's error page. */
    static Answer error(EngineError error) {
        StringBuilder message = new StringBuilder();
        for (char c : error.message().toCharArray()) {
            if (c == '"' || c == '\\') message.append('\\');
            if (c >= ' ') message.append(c);
        }
        String json = "{\"code\":" + error.code() + ",\"message\":\"" + message + "\"}";
        return new Answer(error.status(), "application/json", null, json.getBytes(StandardCharsets.UTF_8));
    }

    /** Sets everything but the body. */
    void head(HttpServletResponse response) {
        response.setStatus(status);
        response.setContentType(contentType);
        response.setContentLength(body.length);
        if (status == 200) response.setHeader("Cache-Control", "no-store");
        if (encoding == null) return;
        response.setHeader("Content-Encoding", encoding);
        response.addHeader("Vary", "Accept-Encoding");
    }

    /** Refuses a request, on its own thread, without its body. */
    public static void refuse(EngineError error, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LateBody.answer(error(error), request, response);
    }

    /** Writes all of it on this thread. */
    void writeTo(HttpServletResponse response) throws IOException {
        head(response);
        response.getOutputStream().write(body);
    }
}
