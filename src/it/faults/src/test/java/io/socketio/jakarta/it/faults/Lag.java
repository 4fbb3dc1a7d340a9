package io.socketio.jakarta.it.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A long and uneven way to a server: a TCP proxy that holds back what it reads for a while, another one each time. Bytes keep their order,
 * as TCP sees to; connections overtake each other.
 */
final class Lag implements AutoCloseable {
    private static final int PART = 16 * 1024;

    private final ServerSocket listener;
    private final URI server;
    private final int millis;
    private final int jitter;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** What was read; null bytes are the end. */
    private record Part(byte[] bytes, long due) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(due, ((Part) other).due);
        }
    }

    /** @param jitter how much more or less than {@code millis} it may be, in each direction */
    Lag(URI server, int millis, int jitter) {
        this.server = server;
        this.millis = millis;
        this.jitter = jitter;
        try {
            listener = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                Socket from = listener.accept();
                Socket to = new Socket(server.getHost(), server.getPort());
                from.setTcpNoDelay(true);
                to.setTcpNoDelay(true);
                carry(from, to);
                carry(to, from);
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void carry(Socket from, Socket to) {
        BlockingQueue<Part> way = new DelayQueue<>();
        threads.execute(() -> read(from, way));
        threads.execute(() -> write(way, to));
    }

    private void read(Socket from, BlockingQueue<Part> way) {
        Random random = new Random();
        long due = System.nanoTime();
        byte[] buffer = new byte[PART];
        try (from) {
            InputStream in = from.getInputStream();
            while (true) {
                int length = in.read(buffer);
                long lag = TimeUnit.MILLISECONDS.toNanos(millis - jitter + random.nextInt(2 * jitter + 1));
                due = Math.max(due + 1, System.nanoTime() + lag);
                way.add(new Part(length < 0 ? null : Arrays.copyOf(buffer, length), due));
                if (length < 0) return;
            }
        } catch (IOException e) {
            way.add(new Part(null, due + 1));
        }
    }

    private static void write(BlockingQueue<Part> way, Socket to) {
        try (to) {
            OutputStream out = to.getOutputStream();
            for (Part part = way.take(); part.bytes() != null; part = way.take()) out.write(part.bytes());
        } catch (IOException | InterruptedException e) {
            // the other end has gone, or the test is over
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
