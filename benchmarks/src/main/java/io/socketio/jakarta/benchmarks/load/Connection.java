package io.socketio.jakarta.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One TCP connection of a client. */
final class Connection {
    private static final int SMALL = 256;
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    /** What becomes of it. */
    interface Listener {
        /** Takes from the buffer what is complete; the rest comes again, with more. */
        void received(ByteBuffer in);

        /** The server has ended it, or it has failed. */
        void ended(String why);
    }

    private final Loop loop;
    private final Listener listener;
    private final SocketChannel channel;
    private final SelectionKey key;
    private ByteBuffer out = ByteBuffer.allocate(SMALL); // to be filled
    private ByteBuffer rest = NONE; // to be read
    private boolean queued;

    Connection(Loop loop, InetSocketAddress address, Listener listener) {
        this.loop = loop;
        this.listener = listener;
        try {
            channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.connect(address);
            key = channel.register(loop.selector, SelectionKey.OP_CONNECT, this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] bytes) {
        if (out.remaining() < bytes.length)
            out = ByteBuffer.allocate(2 * (out.position() + bytes.length)).put(out.flip());
        out.put(bytes);
        if (queued) return;
        queued = true;
        loop.flushLater(this);
    }

    void flush() {
        queued = false;
        if (!channel.isConnected() || !channel.isOpen()) return;
        try {
            channel.write(out.flip());
            out.compact();
            key.interestOps(out.position() == 0 ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        } catch (IOException e) {
            fail(e.toString());
        }
    }

    void ready(SelectionKey ready) {
        try {
            if (!ready.isValid()) return;
            if (ready.isConnectable()) channel.finishConnect();
            if (ready.isReadable()) read();
            if (ready.isValid() && (ready.isConnectable() || ready.isWritable())) flush();
        } catch (IOException e) {
            fail(e.toString());
        }
    }

    private void read() throws IOException {
        ByteBuffer in = loop.in.clear().put(rest);
        if (channel.read(in) < 0) {
            fail("ended by the server");
            return;
        }
        listener.received(in.flip());
        rest = in.hasRemaining() ? ByteBuffer.allocate(in.remaining()).put(in).flip() : NONE;
    }

    private void fail(String why) {
        close();
        listener.ended(why);
    }

    /** Sends what is left, and ends. */
    void close() {
        try {
            if (channel.isOpen() && channel.isConnected() && out.position() > 0) channel.write(out.flip());
            channel.close();
        } catch (IOException e) {
            // it is over anyway
        }
    }
}
