package io.socketio.jakarta.it.servers;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.RawRequest;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is hardly HTTP. The server may answer it by itself, or hang up, as long as that is the offender's loss alone. */
class HostileSyntaxIT extends Hostile {
    private RawRequest.Answer answer(URI endpoint, String head) {
        try (RawRequest offender = RawRequest.send(endpoint, filled(endpoint, head))) {
            return offender.answer();
        } catch (UncheckedIOException e) { // it hung up before it had everything
            return new RawRequest.Answer(0, Map.of(), "");
        }
    }

    private static String filled(URI endpoint, String head) {
        return head.replace("PATH", endpoint.getRawPath()).replace("HOST", "Host: " + endpoint.getAuthority());
    }

    /** A session that it opens all the same does not live long. */
    private void mayBeRefused(String head) {
        RawRequest.Answer answer = answer(timing(), head);
        boolean sound = Set.of(0, 101, 200, 400, 403, 404, 405, 413, 414, 417, 431, 501, 505)
                .contains(answer.status());
        assertTrue(sound, () -> answer + " for " + head.substring(0, Math.min(200, head.length())));
        assertFalse(answer.body().contains("at io.socketio"), answer.body());
    }

    @Test
    void malformedRequests() {
        String handshake = "PATH?EIO=4&transport=polling";
        String end = " HTTP/1.1\r\nHOST\r\nConnection: close\r\n\r\n";
        mayBeRefused("GET " + handshake + "&x=%zz" + end);
        mayBeRefused("GET " + handshake + "&x=%" + end);
        mayBeRefused("GET " + handshake + "&x=%ff%fe" + end);
        mayBeRefused("GET " + handshake + "&x=\u0001" + end);
        mayBeRefused("GET " + handshake + "&x=ä" + end);
        mayBeRefused("GET PATH?transport[]=polling&EIO=4" + end);
        mayBeRefused("GET PATH?transport={}|\\^`&EIO=4" + end);
        mayBeRefused("GET " + handshake + "&x=" + "x".repeat(100_000) + end);
        mayBeRefused("GET " + handshake + "&x=1".repeat(2_000) + end);
        mayBeRefused("GET PATH" + "x/".repeat(5_000) + "?EIO=4&transport=polling" + end);
        mayBeRefused("GET " + handshake + " HTTP/9.9\r\nHOST\r\n\r\n");
        mayBeRefused("get " + handshake + end);
        mayBeRefused("G\u0000T " + handshake + end);
        mayBeRefused("TRACE " + handshake + end);
    }

    @Test
    void otherProtocols() {
        String tls = "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n";
        String oldHttp = filled(timing(), "GET PATH?EIO=4&transport=polling\r\n\r\n");
        for (String bytes : List.of(tls, oldHttp, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\u0000".repeat(100_000)))
            RawRequest.send(probe(), bytes).abort();
    }

    /** CVE-2024-37890. */
    @Test
    void floodsOfHeaders() {
        String request = "GET PATH?EIO=4&transport=polling HTTP/1.1\r\nHOST\r\nConnection: close\r\n";
        mayBeRefused(request + "x: y\r\n".repeat(5_000) + "\r\n");
        mayBeRefused(request + "x: " + "y".repeat(100_000) + "\r\n\r\n");
        mayBeRefused(request + "x".repeat(100_000) + ": y\r\n\r\n");
        mayBeRefused(request + "Cookie: " + "a=b; ".repeat(20_000) + "\r\n\r\n");
        mayBeRefused(request + "Origin: http://" + "x".repeat(7_000) + "\r\n\r\n");
        mayBeRefused(request + "no colon\r\n\r\n");
        mayBeRefused(request + ": no name\r\n\r\n");
        mayBeRefused(request + "x: \u0000\r\n\r\n");
        mayBeRefused(request + "Expect: the-unexpected\r\n\r\n");
        mayBeRefused(request.replace("HOST\r\n", "") + "\r\n");
        String upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n";
        mayBeRefused("GET PATH?EIO=4&transport=websocket HTTP/1.1\r\nHOST\r\n" + upgrade + "x: y\r\n".repeat(5_000)
                + "\r\n");
    }

    /** What one side may take for the end of a body and the other not: no second request comes out of it. */
    @Test
    void smuggledRequests() {
        String smuggled = "GET " + probe().resolve("../stats").getRawPath() + " HTTP/1.1\r\nHOST\r\n\r\n";
        for (String lengths : List.of(
                "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n",
                "Content-Length: 1\r\nContent-Length: 200\r\n",
                "Content-Length: 1, 200\r\n",
                "Content-Length: +1\r\n",
                "Content-Length: -1\r\n",
                "Content-Length: 18446744073709551617\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "Transfer-Encoding : chunked\r\n")) {
            Http session = joinPolling(probe());
            String head = "POST PATH?" + session.query() + " HTTP/1.1\r\nHOST\r\n" + lengths + "\r\n";
            try (RawRequest offender =
                    RawRequest.send(probe(), filled(probe(), head + "1\r\n3\r\n0\r\n\r\n" + smuggled))) {
                RawRequest.Answer first = offender.answer();
                assertTrue(
                        Set.of(0, 200, 400, 411, 413, 501).contains(first.status()), () -> first + " for " + lengths);
                if (first.status() != 0) {
                    RawRequest.Answer second = offender.answer();
                    // read as chunks it ends where they end, and what follows is a request (WildFly 39.0.1, Payara
                    // 6.2025.10)
                    if (!lengths.contains("chunked"))
                        assertFalse(second.body().contains("\"pid\""), () -> second + " for " + lengths);
                }
            }
            session.tryPost("1"); // it may be over
        }
    }

    @Test
    void chunksThatAreNone() {
        for (String body : List.of(
                "z\r\n3\r\n",
                "-1\r\n3\r\n",
                "ffffffffffffffff1\r\n3",
                "1;" + "x".repeat(50_000) + "\r\n3\r\n0\r\n\r\n",
                "2\r\n3\r\n0\r\n\r\n")) {
            Http session = joinPolling(probe());
            RawRequest.Answer answer = answer(
                    probe(),
                    "POST PATH?" + session.query()
                            + " HTTP/1.1\r\nHOST\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n" + body);
            assertTrue(Set.of(0, 200, 400, 413).contains(answer.status()), () -> answer + " for " + body);
            session.tryPost("1"); // it may be over
        }
    }
}
