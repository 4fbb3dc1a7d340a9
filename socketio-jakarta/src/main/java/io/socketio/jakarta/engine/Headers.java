package io.socketio.jakarta.engine;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The headers of a request by lower-case name, immutable. Each connection keeps its own: they are as small as can be, not as fast. */
public final class Headers extends AbstractMap<String, List<String>> {
    /** Names that most requests have, once for all of them. */
    private static final Map<String, String> COMMON = Stream.of(
                    "accept",
                    "accept-encoding",
                    "accept-language",
                    "cache-control",
                    "connection",
                    "content-length",
                    "content-type",
                    "cookie",
                    "host",
                    "origin",
                    "pragma",
                    "referer",
                    "sec-fetch-dest",
                    "sec-fetch-mode",
                    "sec-fetch-site",
                    "sec-websocket-extensions",
                    "sec-websocket-key",
                    "sec-websocket-version",
                    "upgrade",
                    "user-agent",
                    "x-forwarded-for",
                    "x-forwarded-host",
                    "x-forwarded-port",
                    "x-forwarded-proto")
            .collect(Collectors.toMap(name -> name, name -> name));

    private final String[] pairs; // name, value, name, value

    /** @param pairs names and values by turns, a name for each of its values */
    public Headers(List<String> pairs) {
        this.pairs = pairs.toArray(String[]::new);
        for (int i = 0; i < this.pairs.length; i += 2) {
            String name = this.pairs[i].toLowerCase(Locale.ROOT);
            this.pairs[i] = COMMON.getOrDefault(name, name);
        }
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    public @Nullable List<String> get(@Nullable Object name) {
        List<String> values = new ArrayList<>(1);
        for (int i = 0; i < pairs.length; i += 2) if (pairs[i].equals(name)) values.add(pairs[i + 1]);
        return values.isEmpty() ? null : Collections.unmodifiableList(values);
    }

    @Override
    public Set<Entry<String, List<String>>> entrySet() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2)
            all.computeIfAbsent(pairs[i], name -> new ArrayList<>(1)).add(pairs[i + 1]);
        all.replaceAll((name, values) -> Collections.unmodifiableList(values));
        return Collections.unmodifiableMap(all).entrySet();
    }
}
