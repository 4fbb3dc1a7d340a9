package io.socketio.jakarta.it.support;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** RFC 6455 by hand: shows every frame, sends whatever a test wants, and reads only when told to. */
public final class WebSocket implements AutoCloseable {
    /** What came: text, binary, or the end. */
    public sealed interface Frame {}

    public record Text(String data) implements Frame {}

    public record Binary(byte[] data) implements Frame {}

    /** @param code 1005 for a close frame without one, 1006 for none at all */
    public record Closed(int code) implements Frame {}

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final int status;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Inflater inflater = new Inflater(true);
    private boolean compressed;
    private int compressedBytes;
    private int frames;
    private String body = "";

    private WebSocket(Socket socket, URI uri, String... headers) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(Eventually.SECONDS * 1_000);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = socket.getOutputStream();
        Map<String, String> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sent.put("Host", uri.getAuthority());
        sent.put("Upgrade", "websocket");
        sent.put("Connection", "Upgrade");
        sent.put("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        sent.put("Sec-WebSocket-Version", "13");
        String method = "GET";
        for (int i = 0; i < headers.length; i += 2) {
            if (headers[i].equals(":method")) method = headers[i + 1];
            else if (headers[i + 1].isEmpty()) sent.remove(headers[i]);
            else sent.put(headers[i], headers[i + 1]);
        }
        StringBuilder head =
                new StringBuilder(method + " " + uri.getRawPath() + "?" + uri.getRawQuery() + " HTTP/1.1\r\n");
        sent.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        status = Integer.parseInt(Wire.line(in).split(" ")[1]);
        Wire.headers(in, this.headers);
        if (status != 101)
            body = new String(
                    in.readNBytes(Integer.parseInt(this.headers.getOrDefault("Content-Length", "0"))),
                    StandardCharsets.UTF_8);
    }

    /** @param headers names and values; an empty value leaves the header out; {@code :method} is another method */
    public static WebSocket connect(URI endpoint, String query, String... headers) {
        return connect(0, endpoint, query, headers);
    }

    /** @param receiveBuffer bytes that the system may take for a client that does not read; 0: as usual */
    public static WebSocket connect(int receiveBuffer, URI endpoint, String query, String... headers) {
        try {
            Socket socket = new Socket();
            if (receiveBuffer > 0) socket.setReceiveBufferSize(receiveBuffer);
            socket.connect(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()));
            return new WebSocket(socket, URI.create(endpoint + "?" + query), headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new session over WebSocket alone; its open packet was read. */
    public static WebSocket open(App app) {
        return open(app, "/socket.io/");
    }

    public static WebSocket open(App app, String path) {
        WebSocket opened = connect(URI.create(app.uri() + path), "EIO=4&transport=websocket");
        if (opened.status != 101) throw new AssertionError(opened.status + " " + opened.body);
        if (!opened.text().startsWith("0{")) throw new AssertionError("no open packet");
        return opened;
    }

    /** As {@link #open}, and joins the main namespace. */
    public static WebSocket join(App app) {
        WebSocket joined = open(app);
        joined.send("40");
        String answer = joined.event();
        if (!answer.startsWith("40{")) throw new AssertionError(answer);
        return joined;
    }

    /** How long a read may wait, in seconds; 0: for ever. */
    public void patience(int seconds) {
        try {
            socket.setSoTimeout(seconds * 1_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int status() {
        return status;
    }

    public String header(String name) {
        return headers.get(name);
    }

    /** Of a refusal. */
    public String body() {
        return body;
    }

    // ---- out

    public void send(String text) {
        frame(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    public void send(byte[] binary) {
        frame(0x82, binary);
    }

    /** With permessage-deflate (RFC 7692). */
    public void sendDeflated(String text) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        byte[] part = new byte[8_192];
        int length;
        do {
            length = deflater.deflate(part, 0, part.length, Deflater.SYNC_FLUSH);
            deflated.write(part, 0, length);
        } while (length == part.length);
        deflater.end();
        frame(0xc1, Arrays.copyOf(deflated.toByteArray(), deflated.size() - 4)); // without 00 00 ff ff
    }

    public void close(int code) {
        frame(0x88, new byte[] {(byte) (code >> 8), (byte) code});
    }

    /** @param first the first byte of a frame: FIN and opcode */
    public void frame(int first, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 14);
        frame.write(first);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else if (payload.length < 65536) {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        } else {
            frame.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) frame.write((int) ((long) payload.length >> shift));
        }
        frame.writeBytes(new byte[4]); // the mask: all zero
        frame.writeBytes(payload);
        write(frame.toByteArray());
    }

    /** Bytes that need not be frames. */
    public void write(byte... bytes) {
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- in

    /** The next message or the end; pings of the WebSocket protocol are passed over. */
    public Frame next() {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        int kind = 0;
        frames = 0;
        try {
            while (true) {
                int first = in.readUnsignedByte();
                long length = in.readUnsignedByte() & 0x7f;
                if (length == 126) length = in.readUnsignedShort();
                else if (length == 127) length = in.readLong();
                byte[] payload = in.readNBytes((int) length);
                if (payload.length < length) return new Closed(1006);
                int opcode = first & 15;
                if (opcode == 8) {
                    int code = length < 2 ? 1005 : (payload[0] & 0xff) << 8 | payload[1] & 0xff;
                    answerClose(payload);
                    return new Closed(code);
                }
                if (opcode >= 8) continue;
                frames++;
                if (opcode != 0) kind = opcode;
                if (opcode != 0) compressed = (first & 0x40) != 0;
                message.writeBytes(payload);
                if ((first & 0x80) == 0) continue;
                compressedBytes = message.size();
                if (compressed) return new Text(inflate(message.toByteArray()));
                return kind == 1
                        ? new Text(message.toString(StandardCharsets.UTF_8))
                        : new Binary(message.toByteArray());
            }
        } catch (EOFException | SocketException e) {
            return new Closed(1006);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answerClose(byte[] payload) {
        try {
            frame(0x88, payload);
        } catch (UncheckedIOException e) {
            // it did not wait for it
        }
    }

    /** The next message, which must be text. */
    public String text() {
        Frame frame = next();
        if (frame instanceof Text text) return text.data();
        throw new AssertionError("text expected: " + frame);
    }

    /** The next message, which must be text that was compressed, with the context of the messages before. */
    public String inflated() {
        String text = text();
        if (compressed) return text;
        throw new AssertionError("not compressed: " + text);
    }

    /** In how many frames the last message came. */
    public int frames() {
        return frames;
    }

    /** What the last message had on the wire. */
    public int compressedBytes() {
        return compressedBytes;
    }

    private String inflate(byte[] deflated) throws IOException {
        byte[] all = Arrays.copyOf(deflated, deflated.length + 4);
        all[all.length - 2] = all[all.length - 1] = (byte) 0xff;
        inflater.setInput(all);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        byte[] part = new byte[8_192];
        try {
            for (int length = inflater.inflate(part); length > 0; length = inflater.inflate(part))
                text.write(part, 0, length);
        } catch (DataFormatException e) {
            throw new IOException(e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /** The next text that is no heartbeat; answers those. */
    public String event() {
        while (true) {
            String text = text();
            if (!text.equals("2")) return text;
            send("3");
        }
    }

    /** The end, which must be next, whatever heartbeats come before. */
    public int closed() {
        while (true) {
            Frame frame = next();
            if (frame instanceof Closed closed) return closed.code();
            if (!(frame instanceof Text text) || !text.data().equals("2"))
                throw new AssertionError("unexpected: " + frame);
        }
    }

    public byte[] binary() {
        Frame frame = next();
        if (frame instanceof Binary binary) return binary.data();
        throw new AssertionError("binary expected: " + frame);
    }

    /** Without a word. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With a reset instead of a FIN. */
    public void abort() {
        Wire.abort(socket);
    }

    @Override
    public String toString() {
        return status + " " + headers.toString().toLowerCase(Locale.ROOT);
    }
}
