package io.socketio.jakarta.msgpack;

import io.socketio.jakarta.parser.JsonStrings;
import io.socketio.jakarta.parser.MalformedPacketException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.ExtensionTypeHeader;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;

/**
 * Turns values of one message into JSON, without recursion; binary values become placeholders. Whatever a length says, nothing is
 * allocated before it is known that so many bytes are there.
 */
final class MsgpackToJson implements AutoCloseable {
    /** Up to here every integral double is exact, and is written as JavaScript writes it. */
    private static final double EXACT = 1L << 53;

    /** As JavaScript writes dates. */
    private static final DateTimeFormatter ISO =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    /** The type of MessagePack's own timestamps. */
    private static final int TIMESTAMP = -1;

    /** The type that notepack 2 uses for undefined, for dates and for ArrayBuffers, told apart by their formats. */
    private static final int NOTEPACK = 0;

    private final int length;
    private final int maxDepth;
    private final MessageUnpacker in;
    private final StringBuilder json = new StringBuilder(64);

    /** The open arrays and maps, outermost first: what is still to come of each. */
    private int[] left = new int[8];

    private boolean[] isMap = new boolean[8];
    private int depth;

    MsgpackToJson(byte[] message, int maxDepth) {
        this.length = message.length;
        this.maxDepth = maxDepth;
        this.in = MessagePack.newDefaultUnpacker(message);
    }

    /** The number of members of the map that comes next. */
    int mapHeader() throws IOException, MalformedPacketException {
        return present(in.unpackMapHeader(), 2);
    }

    /** The key that comes next. */
    String key() throws IOException, MalformedPacketException {
        if (in.getNextFormat().getValueType() != ValueType.STRING)
            throw new MalformedPacketException("a key that is no text");
        return string();
    }

    private String string() throws IOException, MalformedPacketException {
        return new String(bytes(in.unpackRawStringHeader()), StandardCharsets.UTF_8);
    }

    /**
     * The value that comes next.
     *
     * @param attachments gets the binary values in it
     * @return JSON; {@code null} for JavaScript's undefined
     */
    @Nullable
    String value(List<byte[]> attachments) throws IOException, MalformedPacketException {
        json.setLength(0);
        if (!append(attachments)) return null;
        while (depth > 0) {
            boolean map = isMap[depth - 1];
            if (left[depth - 1]-- == 0) {
                json.append(map ? '}' : ']');
                depth--;
                continue;
            }
            int before = json.length();
            char last = json.charAt(before - 1);
            if (last != '[' && last != '{') json.append(',');
            if (map) {
                JsonStrings.quote(key(), json);
                json.append(':');
                if (!append(attachments)) json.setLength(before);
            } else if (!append(attachments)) {
                json.append("null");
            }
        }
        return json.toString();
    }

    void end() throws IOException, MalformedPacketException {
        if (in.hasNext()) throw new MalformedPacketException("bytes behind the packet");
    }

    /** A scalar, or the beginning of an array or map. False, and nothing appended, for undefined. */
    private boolean append(List<byte[]> attachments) throws IOException, MalformedPacketException {
        MessageFormat format = in.getNextFormat();
        switch (format.getValueType()) {
            case NIL -> {
                in.unpackNil();
                json.append("null");
            }
            case BOOLEAN -> json.append(in.unpackBoolean());
            case INTEGER -> {
                if (format == MessageFormat.UINT64) json.append(in.unpackBigInteger());
                else json.append(in.unpackLong());
            }
            case FLOAT -> append(in.unpackDouble());
            case STRING -> JsonStrings.quote(string(), json);
            case BINARY -> attach(bytes(in.unpackBinaryHeader()), attachments);
            case ARRAY -> open('[', present(in.unpackArrayHeader(), 1));
            case MAP -> open('{', mapHeader());
            case EXTENSION -> {
                return appendExtension(format, attachments);
            }
        }
        return true;
    }

    private void append(double number) {
        if (!Double.isFinite(number)) json.append("null");
        else if (number == Math.rint(number) && Math.abs(number) < EXACT) json.append((long) number);
        else json.append(number);
    }

    private boolean appendExtension(MessageFormat format, List<byte[]> attachments)
            throws IOException, MalformedPacketException {
        ExtensionTypeHeader header = in.unpackExtensionTypeHeader();
        byte[] content = bytes(header.getLength());
        if (header.getType() == TIMESTAMP) {
            append(timestamp(ByteBuffer.wrap(content)));
            return true;
        }
        if (header.getType() != NOTEPACK) throw new MalformedPacketException("unknown extension type");
        switch (format) {
            case FIXEXT1 -> {
                return false;
            }
            case FIXEXT8 -> append(Instant.ofEpochMilli(ByteBuffer.wrap(content).getLong()));
            case EXT8, EXT16, EXT32 -> attach(content, attachments);
            default -> throw new MalformedPacketException("unknown extension type");
        }
        return true;
    }

    private static Instant timestamp(ByteBuffer content) throws MalformedPacketException {
        switch (content.remaining()) {
            case 4 -> {
                return Instant.ofEpochSecond(Integer.toUnsignedLong(content.getInt()));
            }
            case 8 -> {
                long both = content.getLong();
                return Instant.ofEpochSecond(both & 0x3_ffff_ffffL, both >>> 34);
            }
            case 12 -> {
                int nanos = content.getInt();
                return Instant.ofEpochSecond(content.getLong(), Integer.toUnsignedLong(nanos));
            }
            default -> throw new MalformedPacketException("illegal timestamp");
        }
    }

    private void append(Instant time) {
        json.append('"');
        ISO.formatTo(time, json);
        json.append('"');
    }

    private void attach(byte[] bytes, List<byte[]> attachments) {
        json.append("{\"_placeholder\":true,\"num\":")
                .append(attachments.size())
                .append('}');
        attachments.add(bytes);
    }

    private void open(char bracket, int size) throws MalformedPacketException {
        if (depth == maxDepth) throw new MalformedPacketException("nested too deeply", "maxJsonDepth");
        if (depth == left.length) {
            left = Arrays.copyOf(left, depth * 2);
            isMap = Arrays.copyOf(isMap, depth * 2);
        }
        json.append(bracket);
        isMap[depth] = bracket == '{';
        left[depth++] = size;
    }

    private byte[] bytes(int count) throws IOException, MalformedPacketException {
        return in.readPayload(present(count, 1));
    }

    /** Checks a length before anything is made of it: each thing takes a byte or more. */
    private int present(int count, int bytesEach) throws MalformedPacketException {
        if ((long) count * bytesEach > length - in.getTotalReadBytes())
            throw new MalformedPacketException("longer than the message");
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
