package io.socketio.jakarta.it.faults;

import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The application of the server under test. What blocks and throws in beans is in {@link Observers}. */
final class Handlers implements Consumer<SocketIoServer> {
    private static final String CHUNK = "x".repeat(100_000);
    private static final int TICK_MILLIS = 5;

    private final AtomicLong emitted = new AtomicLong();
    private final AtomicInteger ticks = new AtomicInteger();
    private final Map<String, Integer> reasons = new TreeMap<>(); // guarded by itself
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "ticks");
        thread.setDaemon(true);
        return thread;
    });

    @Override
    public void accept(SocketIoServer io) {
        io.onDisconnect((socket, reason) -> {
            synchronized (reasons) {
                reasons.merge(reason.toString(), 1, Integer::sum);
            }
        });
        io.on("echo", m -> {
            if (m.ack().isRequested()) m.ack().send(m.args());
            else m.socket().emit("echo", m.args());
        });
        io.on("address", m -> m.ack().send(m.socket().handshake().address()));
        io.on("send me megabytes", Integer.class, m -> send(m.payload(), m.socket()));
        // one number for all who want them, every few milliseconds
        io.on("ticks", Boolean.class, m -> {
            if (m.payload()) m.socket().join("ticks");
            else m.socket().leave("ticks");
            m.ack().send();
        });
        io.on("start ticks", m -> {
            timer.scheduleAtFixedRate(
                    () -> io.to("ticks").emit("tick", ticks.getAndIncrement()), 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
            m.ack().send();
        });
        io.on("take", Integer.class, m -> {
            if (new CountDownLatch(1).await(m.payload(), TimeUnit.MILLISECONDS)) throw new IllegalStateException();
            if (m.ack().isRequested()) m.ack().send();
        });
    }

    private void send(int megabytes, Socket socket) {
        for (int i = 0; i < megabytes * 10; i++) {
            socket.emit("news", CHUNK, i); // encoded anew each time
            emitted.addAndGet(CHUNK.length());
        }
    }

    /** Characters that clients were sent on request, or would have been. */
    long emitted() {
        return emitted.get();
    }

    /** Why sockets went, and how many. */
    String reasons() {
        synchronized (reasons) {
            return reasons.toString();
        }
    }
}
