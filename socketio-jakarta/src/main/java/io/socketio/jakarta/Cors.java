package io.socketio.jakarta;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which foreign origins are served (option {@code cors}), by polling and by WebSocket alike; the application's own origin always is. A page
 * of any other origin is refused (403), stricter than in Node, where WebSocket handshakes are not checked.
 *
 * @param origin what is allowed
 * @param origins the allowed ones, for {@link Origin#LIST}
 * @param credentials whether browsers may send cookies and logins along ({@code Access-Control-Allow-Credentials})
 * @param methods {@code Access-Control-Allow-Methods}
 * @param allowedHeaders {@code Access-Control-Allow-Headers}; empty: those that the browser asks for
 * @param exposedHeaders {@code Access-Control-Expose-Headers}
 * @param maxAge how long browsers may keep the answer; {@code null}: not said
 */
public record Cors(
        Origin origin,
        Set<String> origins,
        boolean credentials,
        List<String> methods,
        List<String> allowedHeaders,
        List<String> exposedHeaders,
        @Nullable Duration maxAge) {
    /** What an allow-list may say. */
    public enum Origin {
        /** Anybody, as {@code *}: not together with credentials. */
        ANY,
        /** Anybody, by echoing the origin: with credentials too. */
        REFLECT,
        /** The listed ones, compared exactly. */
        LIST
    }

    /** What Node's cors package sends. */
    private static final List<String> DEFAULT_METHODS = List.of("GET", "HEAD", "PUT", "PATCH", "POST", "DELETE");

    /**
     * Checks and copies.
     *
     * @param origin as above
     * @param origins as above
     * @param credentials as above
     * @param methods as above
     * @param allowedHeaders as above
     * @param exposedHeaders as above
     * @param maxAge as above
     * @throws IllegalArgumentException naming the option that is wrong
     */
    public Cors {
        if (origin == Origin.ANY && credentials)
            throw new IllegalArgumentException(
                    "cors.credentials and cors.origin=* do not go together: list the origins");
        origins = SocketIoConfigBuilder.checkedOrigins("cors.origin", origins);
        if (origins.isEmpty() == (origin == Origin.LIST))
            throw new IllegalArgumentException("cors.origin must be *, true or a list of origins");
        methods = List.copyOf(methods);
        allowedHeaders = List.copyOf(allowedHeaders);
        exposedHeaders = List.copyOf(exposedHeaders);
    }

    /**
     * Anybody, without credentials.
     *
     * @return {@code Access-Control-Allow-Origin: *}
     */
    public static Cors any() {
        return new Cors(Origin.ANY, Set.of(), false, DEFAULT_METHODS, List.of(), List.of(), null);
    }

    /**
     * Anybody, by echoing the origin.
     *
     * @return without credentials
     */
    public static Cors reflect() {
        return new Cors(Origin.REFLECT, Set.of(), false, DEFAULT_METHODS, List.of(), List.of(), null);
    }

    /**
     * Some.
     *
     * @param origins such as {@code https://app.example.com}, compared exactly
     * @return without credentials
     */
    public static Cors of(Collection<String> origins) {
        return new Cors(Origin.LIST, Set.copyOf(origins), false, DEFAULT_METHODS, List.of(), List.of(), null);
    }

    /**
     * The same with credentials.
     *
     * @return a copy
     */
    public Cors withCredentials() {
        return new Cors(origin, origins, true, methods, allowedHeaders, exposedHeaders, maxAge);
    }
}
