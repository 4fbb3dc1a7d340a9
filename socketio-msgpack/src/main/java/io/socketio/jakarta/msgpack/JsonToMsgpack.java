package io.socketio.jakarta.msgpack;

import io.socketio.jakarta.parser.JsonStrings;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessagePacker;

/**
 * Packs valid JSON, as notepack does; in the place of placeholders, what they stand for. One pass counts, because lengths come first in
 * MessagePack, a second one packs: neither recurses.
 */
final class JsonToMsgpack {
    private static final String PLACEHOLDER = "{\"_placeholder\":true,\"num\":";

    /** Integers of up to so many characters are longs. */
    private static final int LONG_DIGITS = 18;

    /** The most characters that an integer of 64 bits takes. */
    private static final int MAX_DIGITS = 20;

    /** Up to here integral doubles are written as integers, which is how JavaScript sees them. */
    private static final double EXACT = 1L << 53;

    private final String json;
    private final List<byte[]> attachments;
    private final MessagePacker out;
    private @Nullable CharsetEncoder replacing;

    JsonToMsgpack(String json, List<byte[]> attachments, MessagePacker out) {
        this.json = json;
        this.attachments = attachments;
        this.out = out;
    }

    void run() throws IOException {
        int[] sizes = sizes();
        int opened = 0;
        for (int i = 0; i < json.length(); i++) {
            switch (json.charAt(i)) {
                case '"' -> {
                    int end = stringEnd(i);
                    packString(json.substring(i, end + 1));
                    i = end;
                }
                case '{' -> {
                    int end = placeholderEnd(i);
                    if (end < 0) {
                        out.packMapHeader(sizes[opened++]);
                    } else {
                        packBinary(Integer.parseInt(json, i + PLACEHOLDER.length(), end, 10));
                        i = end;
                    }
                }
                case '[' -> out.packArrayHeader(sizes[opened++]);
                case 't' -> {
                    out.packBoolean(true);
                    i += 3;
                }
                case 'f' -> {
                    out.packBoolean(false);
                    i += 4;
                }
                case 'n' -> {
                    out.packNil();
                    i += 3;
                }
                case ']', '}', ',', ':', ' ', '\t', '\n', '\r' -> {}
                default -> {
                    int end = numberEnd(i);
                    packNumber(json.substring(i, end));
                    i = end - 1;
                }
            }
        }
    }

    /** The sizes of all arrays and objects, in the order in which they open. */
    private int[] sizes() {
        int[] sizes = new int[8];
        int[] open = new int[8]; // which of them, outermost first
        int opened = 0;
        int depth = 0;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            switch (c) {
                case ']', '}' -> depth--;
                case ',' -> sizes[open[depth - 1]]++;
                case ':', ' ', '\t', '\n', '\r' -> {}
                default -> {
                    if (depth > 0 && sizes[open[depth - 1]] == 0) sizes[open[depth - 1]] = 1; // not empty
                    int placeholder = c == '{' ? placeholderEnd(i) : -1;
                    if (placeholder >= 0) {
                        i = placeholder;
                    } else if (c == '"') {
                        i = stringEnd(i);
                    } else if (c == '{' || c == '[') {
                        if (opened == sizes.length) sizes = Arrays.copyOf(sizes, opened * 2);
                        if (depth == open.length) open = Arrays.copyOf(open, depth * 2);
                        open[depth++] = opened++;
                    }
                }
            }
        }
        return sizes;
    }

    /** Where a string ends that begins here: at its second quote. */
    private int stringEnd(int start) {
        int i = start + 1;
        for (; json.charAt(i) != '"'; i++) if (json.charAt(i) == '\\') i++;
        return i;
    }

    private int numberEnd(int start) {
        int i = start;
        while (i < json.length() && "+-.0123456789Ee".indexOf(json.charAt(i)) >= 0) i++;
        return i;
    }

    /** Where a placeholder ends that begins here: at its brace. Negative if none begins here. */
    private int placeholderEnd(int start) {
        if (attachments.isEmpty() || !json.startsWith(PLACEHOLDER, start)) return -1;
        return json.indexOf('}', start);
    }

    private void packBinary(int num) throws IOException {
        byte[] bytes = attachments.get(num);
        out.packBinaryHeader(bytes.length);
        out.writePayload(bytes);
    }

    private void packString(String quoted) throws IOException {
        boolean escaped = quoted.indexOf('\\') >= 0;
        String text = JsonStrings.unquote(quoted);
        ByteBuffer utf8 = escaped ? encodeReplacing(text) : ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        out.packRawStringHeader(utf8.remaining());
        out.writePayload(utf8.array(), utf8.position(), utf8.remaining());
    }

    /** Unpaired surrogates, which are always escaped in JSON, become U+FFFD as they do in Node. */
    private ByteBuffer encodeReplacing(String text) throws CharacterCodingException {
        CharsetEncoder encoder = replacing;
        if (encoder == null)
            replacing = encoder = StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .replaceWith("\ufffd".getBytes(StandardCharsets.UTF_8));
        return encoder.encode(CharBuffer.wrap(text));
    }

    private void packNumber(String text) throws IOException {
        boolean integer = text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
        if (integer && text.length() <= LONG_DIGITS) {
            out.packLong(Long.parseLong(text));
            return;
        }
        if (integer && text.length() <= MAX_DIGITS) {
            BigInteger number = new BigInteger(text);
            if (number.bitLength() < Long.SIZE || (number.signum() > 0 && number.bitLength() == Long.SIZE)) {
                out.packBigInteger(number);
                return;
            }
        }
        double number = Double.parseDouble(text);
        if (number == Math.rint(number) && Math.abs(number) < EXACT) out.packLong((long) number);
        else out.packDouble(number);
    }
}
