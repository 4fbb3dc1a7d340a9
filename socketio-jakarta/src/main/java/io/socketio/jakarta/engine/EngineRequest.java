package io.socketio.jakarta.engine;

import io.socketio.jakarta.engine.parser.Protocol;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An immutable copy of the HTTP request that opened a session: the container's object must not be touched once the request is over.
 *
 * @param url path and query, as requested
 * @param headers by lower-case name
 * @param address who sent it
 * @param secure whether it came over TLS
 * @param foreign whether it came from a page of another origin
 * @param principal the user, if the container knows one
 * @param roles those of the asked-for roles that the user is in
 * @param time when it came
 */
public record EngineRequest(
        String url,
        Map<String, List<String>> headers,
        String address,
        boolean secure,
        boolean foreign,
        @Nullable Principal principal,
        Set<String> roles,
        Instant time) {
    /** The decoded parameters, of a repeated one the last; made anew each time: most connections are never asked. */
    public Map<String, String> query() {
        return Query.all(rawQuery());
    }

    /** One of them. */
    public @Nullable String query(String name) {
        return Query.last(rawQuery(), name);
    }

    private @Nullable String rawQuery() {
        int mark = url.indexOf('?');
        return mark < 0 ? null : url.substring(mark + 1);
    }

    /** The revision that it asks for; {@code null} if there is no such. */
    public @Nullable Protocol protocol() {
        return Protocol.of(query("EIO"));
    }
}
