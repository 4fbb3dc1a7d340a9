package io.socketio.jakarta;

import java.util.List;
import java.util.Map;

/** Gives headers to HTTP answers, see {@link Engine#onHeaders}. */
@FunctionalInterface
public interface HeadersHandler {
    /**
     * Called for one answer, on the request's thread.
     *
     * @param headers what is added to the headers of the answer: what other handlers gave so far, to be changed, such as
     *     {@code headers.put("X-Node", List.of("a"))}. The server's own are not in it, and win. What is no header, such as a value of two
     *     lines, is left out and logged.
     * @param request the request that is answered; it has no auth payload, which reads as <code>{}</code>
     * @throws Exception anything; it is logged, and the request is answered all the same
     */
    void handle(Map<String, List<String>> headers, Handshake request) throws Exception;
}
