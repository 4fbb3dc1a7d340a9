package io.socketio.jakarta.it.servers;

import static io.socketio.jakarta.it.support.Eventually.take;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import io.socketio.jakarta.it.support.Eventually;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The official Java client, as tests use it. */
final class Clients implements AutoCloseable {
    enum Mode {
        POLLING("polling"),
        WEBSOCKET("websocket"),
        UPGRADE("polling", "websocket");

        final String[] transports;

        Mode(String... transports) {
            this.transports = transports;
        }
    }

    private final URI origin;
    private final String path;
    private final List<Socket> open = new ArrayList<>();

    /** @param server where the server is, path included: {@code http://host:port/application/socket.io/} */
    Clients(URI server) {
        this.origin = server.resolve("/");
        this.path = server.getPath();
    }

    IO.Options options(Mode mode) {
        IO.Options options = new IO.Options();
        options.forceNew = true;
        options.transports = mode.transports;
        options.path = path;
        options.reconnectionDelay = 50;
        options.reconnectionDelayMax = 100;
        return options;
    }

    /** A connected client. */
    Socket connect(Mode mode) {
        return connect(options(mode));
    }

    Socket connect(IO.Options options) {
        Socket socket = socket(options);
        BlockingQueue<Object[]> connected = events(socket, Socket.EVENT_CONNECT);
        BlockingQueue<Object[]> failed = events(socket, Socket.EVENT_CONNECT_ERROR);
        socket.connect();
        Eventually.until("connected to " + origin + path, () -> !connected.isEmpty() || !failed.isEmpty());
        if (connected.isEmpty()) throw new AssertionError("not connected", (Throwable) failed.poll()[0]);
        return socket;
    }

    Socket socket(IO.Options options) {
        Socket socket = IO.socket(origin, options);
        open.add(socket);
        return socket;
    }

    static BlockingQueue<Object[]> events(Socket socket, String event) {
        BlockingQueue<Object[]> queue = new LinkedBlockingQueue<>();
        socket.on(event, queue::add);
        return queue;
    }

    static Object[] call(Socket socket, String event, Object... args) {
        BlockingQueue<Object[]> answers = new LinkedBlockingQueue<>();
        socket.emit(event, args, (Ack) answers::add);
        return take(answers);
    }

    static Map<String, List<String>> header(String name, String value) {
        return Map.of(name, List.of(value));
    }

    @Override
    public void close() {
        open.forEach(Socket::close);
    }
}
