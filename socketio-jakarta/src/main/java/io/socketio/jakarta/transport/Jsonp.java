package io.socketio.jakarta.transport;

import io.socketio.jakarta.engine.Query;
import io.socketio.jakarta.engine.parser.MalformedPacketException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Long-polling by script elements and forms, of clients without XMLHttpRequest: an answer is a script that calls a function of the page, a POST
 * comes from a form with one field.
 */
final class Jsonp {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final byte[] head;

    /** @param index which of the page's functions is called; only its digits count */
    Jsonp(String index) {
        head = ("___eio[" + index.replaceAll("[^0-9]", "") + "](\"").getBytes(StandardCharsets.UTF_8);
    }

    /** The script that hands a payload over. */
    byte[] script(byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + payload.length / 8 + 32);
        out.writeBytes(head);
        for (int i = 0; i < payload.length; i++) {
            int c = payload[i];
            if (isLineEnd(payload, i)) {
                out.writeBytes(("\\u202" + (payload[i + 2] & 0xF)).getBytes(StandardCharsets.UTF_8));
                i += 2;
            } else if (c == '"' || c == '\\') {
                out.write('\\');
                out.write(c);
            } else if (c >= 0 && c < ' ') {
                out.writeBytes(new byte[] {'\\', 'u', '0', '0', (byte) HEX[c >> 4], (byte) HEX[c & 15]});
            } else {
                out.write(c);
            }
        }
        out.writeBytes("\");".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /** U+2028 and U+2029, in UTF-8: in scripts they end lines. */
    private static boolean isLineEnd(byte[] utf8, int at) {
        return utf8[at] == (byte) 0xE2
                && at + 2 < utf8.length
                && utf8[at + 1] == (byte) 0x80
                && (utf8[at + 2] == (byte) 0xA8 || utf8[at + 2] == (byte) 0xA9);
    }

    /**
     * The payload in a form. Forms may change line ends, so clients write them as {@code \n}, and what looks like that as {@code \\n}.
     *
     * @throws MalformedPacketException if it is not there
     */
    static String payload(String form) throws MalformedPacketException {
        String field = Query.last(form, "d");
        if (field == null) throw new MalformedPacketException("a form without d");
        if (field.indexOf("\\n") < 0) return field;
        StringBuilder payload = new StringBuilder(field.length());
        for (int i = 0; i < field.length(); i++) {
            if (field.startsWith("\\\\n", i)) i++; // the second backslash and the n follow
            else if (field.startsWith("\\n", i)) {
                payload.append('\n');
                i++;
                continue;
            }
            payload.append(field.charAt(i));
        }
        return payload.toString();
    }
}
