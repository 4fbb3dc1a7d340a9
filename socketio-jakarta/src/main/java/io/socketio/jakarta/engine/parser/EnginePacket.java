package io.socketio.jakarta.engine.parser;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A packet of Engine.IO 4 ("Packet encoding"). Immutable to all who use it: a broadcast puts the same packet into the queues of all its
 * receivers. In Engine.IO 3 only binary looks different ({@link Protocol}).
 */
public final class EnginePacket {
    /** What every packet costs beside its content, for the bounds of queues. */
    private static final int OVERHEAD = 64;

    /** Bytes before the payload of a WebSocket frame that a server sends, of up to 64 KB. */
    private static final int FRAME_HEAD = 4;

    /** The packet types; the codes are those of the protocol. */
    public enum Type {
        OPEN('0'),
        CLOSE('1'),
        PING('2'),
        PONG('3'),
        MESSAGE('4'),
        UPGRADE('5'),
        NOOP('6');

        private static final Type[] BY_CODE = values();

        private final char code;

        Type(char code) {
            this.code = code;
        }
    }

    public static final EnginePacket CLOSE = text(Type.CLOSE, "", true);
    public static final EnginePacket PING = text(Type.PING, "", true);
    public static final EnginePacket PONG = text(Type.PONG, "", true);
    public static final EnginePacket NOOP = text(Type.NOOP, "", true);
    public static final EnginePacket PROBE_ANSWER = text(Type.PONG, "probe", true);

    private final Type type;
    private final @Nullable String text;
    private final byte @Nullable [] binary;
    private final boolean compress;
    private volatile byte @Nullable [] utf8; // when first asked for; all receivers of a broadcast share it
    private int length = -1; // when first asked for

    private EnginePacket(Type type, @Nullable String text, byte @Nullable [] binary, boolean compress) {
        this.type = type;
        this.text = text;
        this.binary = binary;
        this.compress = compress;
    }

    /**
     * A packet with text.
     *
     * @param compress whether HTTP responses that carry it may be compressed
     */
    public static EnginePacket text(Type type, String data, boolean compress) {
        return new EnginePacket(type, type.code + data, null, compress);
    }

    /** A binary message. The array is not copied. */
    public static EnginePacket binary(byte[] data, boolean compress) {
        return new EnginePacket(Type.MESSAGE, null, data, compress);
    }

    /**
     * Reads the text form: a digit and data, or {@code b} and base64.
     *
     * @throws MalformedPacketException if it is neither
     */
    public static EnginePacket decode(String encoded) throws MalformedPacketException {
        char first = encoded.isEmpty() ? 0 : encoded.charAt(0);
        if (first == 'b') return binary(base64(encoded.substring(1)), true);
        if (first < '0' || first > '6') throw new MalformedPacketException("no packet type");
        return new EnginePacket(Type.BY_CODE[first - '0'], encoded, null, true);
    }

    static byte[] base64(String text) throws MalformedPacketException {
        try {
            // as lenient as Node: the Java client 2.1 breaks lines, others use the URL alphabet or no padding
            return Base64.getMimeDecoder().decode(text.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            throw new MalformedPacketException("not base64");
        }
    }

    public Type type() {
        return type;
    }

    public boolean isBinary() {
        return binary != null;
    }

    /** The text behind the digit. */
    public String data() {
        return Objects.requireNonNull(text).substring(1);
    }

    /** The content of a binary message, not copied. */
    public byte[] bytes() {
        return Objects.requireNonNull(binary);
    }

    /** The packet as text: with its digit, or {@code b} and base64. */
    public String encoded() {
        return text != null ? text : "b" + Base64.getEncoder().encodeToString(bytes());
    }

    /** A text with its digit in UTF-8, not copied. */
    public byte[] utf8() {
        byte[] known = utf8;
        if (known == null) utf8 = known = Objects.requireNonNull(text).getBytes(StandardCharsets.UTF_8);
        return known;
    }

    public boolean compress() {
        return compress;
    }

    private int length() {
        int known = length;
        if (known < 0)
            length = known = binary != null
                    ? binary.length
                    : Objects.requireNonNull(text).getBytes(StandardCharsets.UTF_8).length;
        return known;
    }

    /** What it counts in a bounded queue: its bytes in UTF-8 and a constant overhead. */
    public int size() {
        return OVERHEAD + length();
    }

    /** The bytes of its content in UTF-8, without the digit. */
    public int contentSize() {
        return length() - (text == null ? 0 : 1);
    }

    /** About what it takes on a WebSocket: its bytes in UTF-8 and the head of a frame. */
    public int wireSize() {
        return length() + FRAME_HEAD;
    }

    @Override
    public String toString() {
        return type + "(" + size() + ")";
    }
}
