package io.socketio.jakarta.benchmarks.load;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client by long-polling, with one connection for polls and one for what it sends. */
final class PollingClient extends Client {
    private static final byte SEPARATOR = 0x1e;
    private static final String POLLING = "EIO=4&transport=polling";

    private final Http polls;
    private final Http posts;
    private final List<String> unsent = new ArrayList<>();
    private String query = POLLING;

    PollingClient(Loop loop, URI url, int index, Listener listener) {
        super(index, listener);
        polls = new Http(loop, url, this::polled, this::fail);
        posts = new Http(loop, url, body -> post(), this::fail);
        polls.get(query);
    }

    private void polled(ByteBuffer body) {
        if (query.equals(POLLING)) query += "&sid=" + sid(body);
        int end = body.limit();
        for (int from = body.position(), to; from < end; from = to + 1) {
            to = from;
            while (to < end && body.get(to) != SEPARATOR) to++;
            received(body.limit(to).position(from));
            body.limit(end);
        }
        polls.get(query);
    }

    private static String sid(ByteBuffer open) {
        String json = StandardCharsets.UTF_8.decode(open.duplicate()).toString();
        return json.replaceFirst("(?s).*\"sid\":\"([^\"]+)\".*", "$1");
    }

    @Override
    void send(Message message) {
        unsent.add(message.packet());
        post();
    }

    private void post() {
        if (posts.isBusy() || unsent.isEmpty()) return;
        posts.post(query, String.join("\u001e", unsent));
        unsent.clear();
    }

    @Override
    void leave() {
        over();
        posts.post(query, "1");
        posts.close();
        polls.close();
    }
}
