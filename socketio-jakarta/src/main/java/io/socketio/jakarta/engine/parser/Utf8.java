package io.socketio.jakarta.engine.parser;

/** Lengths in UTF-8 without encoding. */
public final class Utf8 {
    /** The bytes that a character takes at most. */
    public static final int MOST = 3;

    private Utf8() {}

    /** The bytes that the text takes in UTF-8; an unpaired surrogate counts 3. */
    public static int length(CharSequence text) {
        int chars = text.length();
        int bytes = chars;
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c < 0x80) continue;
            if (c < 0x800) bytes++;
            else if (Character.isHighSurrogate(c) && i + 1 < chars && Character.isLowSurrogate(text.charAt(i + 1))) {
                bytes += 2; // two chars, four bytes
                i++;
            } else bytes += 2;
        }
        return bytes;
    }
}
