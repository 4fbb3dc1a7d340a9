package io.socketio.jakarta.engine;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Query strings: of a repeated parameter the last value counts. */
public final class Query {
    private Query() {}

    /** One parameter, without decoding the others. */
    public static @Nullable String last(@Nullable String query, String name) {
        if (query == null) return null;
        for (int end = query.length(); end >= 0; ) {
            int start = query.lastIndexOf('&', end - 1) + 1;
            int nameEnd = start;
            while (nameEnd < end && query.charAt(nameEnd) != '=') nameEnd++;
            if (isName(query, start, nameEnd, name))
                return nameEnd == end ? "" : decode(query.substring(nameEnd + 1, end));
            end = start - 1;
        }
        return null;
    }

    private static boolean isName(String query, int start, int end, String name) {
        for (int i = start; i < end; i++)
            if (isEncoded(query.charAt(i))) return name.equals(decode(query.substring(start, end)));
        return end - start == name.length() && query.startsWith(name, start);
    }

    /** The id of the session that a request names; an empty one counts as none, as in the reference server. */
    public static @Nullable String sid(@Nullable String query) {
        String sid = last(query, "sid");
        return sid == null || sid.isEmpty() ? null : sid;
    }

    /** Whether the answer is to be a script (JSONP). */
    public static boolean isJsonp(@Nullable String query) {
        return last(query, "j") != null;
    }

    /** All parameters, decoded. */
    public static Map<String, String> all(@Nullable String query) {
        if (query == null) return Map.of();
        Map<String, String> all = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (pair.isEmpty()) continue;
            all.put(
                    decode(equals < 0 ? pair : pair.substring(0, equals)),
                    equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return Collections.unmodifiableMap(all);
    }

    private static boolean isEncoded(char c) {
        return c == '%' || c == '+';
    }

    /** Percent-decoding; what is not well encoded stays as it is. */
    private static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) return text;
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
