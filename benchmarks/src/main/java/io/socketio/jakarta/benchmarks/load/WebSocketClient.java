package io.socketio.jakarta.benchmarks.load;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A client by WebSocket, from the beginning. */
final class WebSocketClient extends Client implements Connection.Listener {
    private static final int TEXT = 0x81;
    private static final int PING = 0x89;
    private static final byte[] CLOSE = Message.frame(0x88, new byte[] {3, (byte) 232});

    private final Connection connection;
    private boolean open;

    WebSocketClient(Loop loop, URI url, int index, Listener listener) {
        super(index, listener);
        connection = new Connection(loop, new InetSocketAddress(url.getHost(), url.getPort()), this);
        connection.write("GET " + url.getPath() + "?EIO=4&transport=websocket HTTP/1.1\r\nHost: " + url.getAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    }

    @Override
    void send(Message message) {
        connection.write(message.frame());
    }

    @Override
    void leave() {
        over();
        connection.write(CLOSE);
        connection.close();
    }

    @Override
    public void ended(String why) {
        fail(why);
    }

    @Override
    public void received(ByteBuffer in) {
        if (!open) open = handshake(in);
        while (open && frame(in)) {}
    }

    /** True if all of the answer was there. */
    private boolean handshake(ByteBuffer in) {
        int end = Http.endOfHead(in);
        if (end < 0) return false;
        String head = StandardCharsets.ISO_8859_1
                .decode(in.slice(in.position(), end - in.position()))
                .toString();
        if (!head.startsWith("HTTP/1.1 101")) fail(head.substring(0, head.indexOf('\r')));
        in.position(end);
        return true;
    }

    /** True if a whole frame was there. */
    private boolean frame(ByteBuffer in) {
        int at = in.position();
        if (in.remaining() < 2) return false;
        int first = in.get(at) & 0xff;
        long length = in.get(at + 1);
        int head = length < 126 ? 2 : length == 126 ? 4 : 10;
        if (in.remaining() < head) return false;
        if (length == 126) length = in.getShort(at + 2) & 0xffff;
        else if (length == 127) length = in.getLong(at + 2);
        if (in.remaining() < head + length) return false;
        int limit = in.limit();
        int end = (int) (at + head + length);
        if (first == TEXT) received(in, at + head, end);
        else if (first != PING) fail("frame " + Integer.toHexString(first));
        in.limit(limit).position(end);
        return true;
    }

    private void received(ByteBuffer in, int from, int to) {
        super.received(in.limit(to).position(from));
    }
}
