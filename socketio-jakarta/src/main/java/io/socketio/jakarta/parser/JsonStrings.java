package io.socketio.jakarta.parser;

/** JSON strings (RFC 8259, section 7) to and from Java's. */
public final class JsonStrings {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private JsonStrings() {}

    /**
     * Turns a JSON string into the Java string that it means.
     *
     * @param json a valid JSON string, with its quotes
     * @return the string
     */
    public static String unquote(String json) {
        int escape = json.indexOf('\\');
        if (escape < 0) return json.substring(1, json.length() - 1);
        StringBuilder out = new StringBuilder(json.length());
        out.append(json, 1, escape);
        for (int i = escape; i < json.length() - 1; i++) {
            char c = json.charAt(i);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            c = json.charAt(++i);
            switch (c) {
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case 'u' -> {
                    out.append((char) Integer.parseInt(json, i + 1, i + 5, 16));
                    i += 4;
                }
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    /**
     * Appends a Java string as a JSON string. Unpaired surrogates, which UTF-8 cannot carry, are escaped, as JavaScript does.
     *
     * @param text any text
     * @param out gets the JSON string, with its quotes
     */
    public static void quote(CharSequence text, StringBuilder out) {
        out.append('"');
        int done = 0;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\' && !isUnpaired(text, i)) continue;
            out.append(text, done, i);
            escape(c, out);
            done = i + 1;
        }
        if (done == 0) out.append(text); // which copies at once
        else out.append(text, done, length);
        out.append('"');
    }

    /**
     * Escapes unpaired surrogates in JSON, where they can only be inside strings.
     *
     * @param json valid JSON
     * @return the same JSON, of which UTF-8 can carry everything
     */
    public static String escapeUnpaired(String json) {
        for (int i = 0; i < json.length(); i++) {
            if (!isUnpaired(json, i)) continue;
            StringBuilder out = new StringBuilder(json.length() + 16).append(json, 0, i);
            for (int j = i; j < json.length(); j++) {
                if (isUnpaired(json, j)) escape(json.charAt(j), out);
                else out.append(json.charAt(j));
            }
            return out.toString();
        }
        return json;
    }

    private static boolean isUnpaired(CharSequence text, int i) {
        char c = text.charAt(i);
        if (!Character.isSurrogate(c)) return false;
        if (Character.isHighSurrogate(c))
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        return i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
    }

    private static void escape(char c, StringBuilder out) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                out.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) out.append(HEX[c >> shift & 15]);
            }
        }
    }
}
