package io.socketio.jakarta.it.faults;

import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.WebSocket;
import java.net.URI;
import java.util.List;

/** A client over long-polling, with a connection for polls and one for POSTs. */
final class Polling implements AutoCloseable {
    static final String HANDSHAKE = "EIO=4&transport=polling";

    private final URI endpoint;
    private final String from;
    private final String cookie;
    private final Link polls;
    private final String sid;
    private Link posts;

    private Polling(String from, URI endpoint) {
        this.endpoint = endpoint;
        this.from = from;
        try (Link handshake = new Link(from, endpoint)) {
            Link.Response opened = handshake.get(HANDSHAKE);
            if (opened.status() != 200) throw new AssertionError(opened.status() + " " + opened.body());
            sid = Http.sid(opened.body());
            cookie = opened.header("Set-Cookie").split(";")[0];
        }
        polls = link();
    }

    /** Opens an Engine.IO session. */
    static Polling open(URI endpoint) {
        return open("", endpoint);
    }

    /** @param from the address that it comes from; empty for any */
    static Polling open(String from, URI endpoint) {
        return new Polling(from, endpoint);
    }

    /** Opens one and joins the main namespace. */
    static Polling join(URI endpoint) {
        return open(endpoint).joined();
    }

    Polling joined() {
        post("40");
        String answer = event();
        if (!answer.startsWith("40{")) throw new AssertionError(answer);
        return this;
    }

    private Link link() {
        return cookie.isEmpty() ? new Link(from, endpoint) : new Link(from, endpoint, "Cookie: " + cookie);
    }

    String sid() {
        return sid;
    }

    String query() {
        return HANDSHAKE + "&sid=" + sid;
    }

    Link polls() {
        return polls;
    }

    /** Posts packets, which must be taken. */
    synchronized void post(String... packets) {
        Link.Response response = tryPost(packets);
        if (response.status() != 200 || !response.body().equals("ok"))
            throw new AssertionError(response.status() + " " + response.body());
    }

    synchronized Link.Response tryPost(String... packets) {
        if (posts == null) posts = link();
        return posts.post(query(), String.join("\u001e", packets));
    }

    /** The packets of the next poll, which must be answered well. */
    List<String> packets() {
        Link.Response response = polls.get(query());
        if (response.status() != 200) throw new AssertionError(response.status() + " " + response.body());
        return Http.packets(response.body());
    }

    /** The next packet that is no heartbeat, which must come alone; answers those. */
    String event() {
        while (true) {
            for (String packet : packets()) {
                if (packet.equals("2")) post("3");
                else if (!packet.equals("6")) return packet;
            }
        }
    }

    /** Asks for an echo and gets it. */
    void echo() {
        post("420[\"echo\",\"here\"]");
        String answer = event();
        if (!answer.equals("430[\"here\"]")) throw new AssertionError(answer);
    }

    /** The WebSocket that it may be upgraded to. */
    WebSocket candidate() {
        WebSocket candidate = WebSocket.connect(endpoint, "EIO=4&transport=websocket&sid=" + sid);
        if (candidate.status() != 101) throw new AssertionError(candidate.status() + " " + candidate.body());
        return candidate;
    }

    WebSocket probed() {
        WebSocket candidate = candidate();
        candidate.send("2probe");
        String answer = candidate.text();
        if (!answer.equals("3probe")) throw new AssertionError(answer);
        return candidate;
    }

    /** Without a word. */
    @Override
    public void close() {
        polls.close();
        if (posts != null) posts.close();
    }
}
