package io.socketio.jakarta.it.faults;

import io.socketio.jakarta.it.support.Eventually;
import io.socketio.jakarta.it.support.WebSocket;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** A well-behaved client over WebSocket: a thread of its own reads, and answers heartbeats. */
final class Member implements AutoCloseable {
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private final WebSocket socket;
    private volatile int heartbeats;

    private Member(WebSocket socket) {
        this.socket = socket;
        socket.patience(0);
        Thread reader = new Thread(this::read, "member");
        reader.setDaemon(true);
        reader.start();
    }

    static Member join(URI endpoint, String... headers) {
        WebSocket socket = WebSocket.connect(endpoint, "EIO=4&transport=websocket", headers);
        if (socket.status() != 101) throw new AssertionError(socket.status() + " " + socket.body());
        if (!socket.text().startsWith("0{")) throw new AssertionError("no open packet");
        socket.send("40");
        String answer = socket.event();
        if (!answer.startsWith("40{")) throw new AssertionError(answer);
        return new Member(socket);
    }

    private void read() {
        int code = 1006;
        try {
            while (true) {
                WebSocket.Frame frame = socket.next();
                if (frame instanceof WebSocket.Closed closed) {
                    code = closed.code();
                    return;
                }
                if (!(frame instanceof WebSocket.Text text)) continue;
                if (text.data().equals("2")) {
                    heartbeats++;
                    socket.send("3");
                } else {
                    events.add(text.data());
                }
            }
        } catch (UncheckedIOException e) {
            // it was closed here, or reset
        } finally {
            ended.complete(code);
        }
    }

    void send(String packet) {
        socket.send(packet);
    }

    /** The next packet that is no heartbeat. */
    String event() {
        return Eventually.take(events);
    }

    /** Asks for an echo and gets it; how long that took, in ns. */
    long echo() {
        long start = System.nanoTime();
        send("429[\"echo\",\"here\"]");
        String answer = event();
        if (!answer.equals("439[\"here\"]")) throw new AssertionError(answer);
        return System.nanoTime() - start;
    }

    /** Pings that it answered. */
    int heartbeats() {
        return heartbeats;
    }

    boolean isConnected() {
        return !ended.isDone();
    }

    /** The code of the end. */
    CompletableFuture<Integer> ended() {
        return ended;
    }

    /** Without a word. */
    @Override
    public void close() {
        socket.close();
    }
}
