package io.socketio.jakarta.server;

import io.socketio.jakarta.Cors;
import io.socketio.jakarta.SocketIoConfig;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Whose pages are served, and what browsers are told (options {@code cors} and {@code publicOrigins}). */
public final class CorsPolicy {
    private final @Nullable Cors cors;
    private final Set<String> publicOrigins;

    public CorsPolicy(SocketIoConfig config) {
        this.cors = config.cors().orElse(null);
        this.publicOrigins = config.publicOrigins();
    }

    /** Whether preflight requests are answered. */
    public boolean isConfigured() {
        return cors != null;
    }

    /** Whether a page of another origin sent this. */
    public boolean isForeign(@Nullable String origin, @Nullable String host) {
        if (origin == null) return false; // no browser, or a GET of the same origin
        if (!publicOrigins.isEmpty()) return !publicOrigins.contains(origin);
        // the scheme is left out: behind a proxy that ends TLS the container sees http
        int authority = origin.indexOf("://");
        return authority < 0 || !origin.substring(authority + 3).equalsIgnoreCase(host);
    }

    /** Whether it is served all the same. */
    public boolean allows(@Nullable String origin, @Nullable String host) {
        return !isForeign(origin, host) || (cors != null && origin != null && allowsForeign(cors, origin));
    }

    /** Whether a page of another origin caused this without seeing the answer, by an image, say; as far as browsers tell, which is over TLS. */
    public static boolean isBlind(@Nullable String secFetchSite, @Nullable String origin) {
        return origin == null && ("cross-site".equals(secFetchSite) || "same-site".equals(secFetchSite));
    }

    /**
     * Whether a page may read an answer that is a script. For scripts browsers ask nobody, send the user's cookies and leave {@code Origin} out:
     * the page must show by another header whose it is, and a foreign one be allowed to use credentials.
     */
    public boolean allowsScript(
            @Nullable String secFetchSite, @Nullable String origin, @Nullable String referer, @Nullable String host) {
        if ("same-origin".equals(secFetchSite)) return true;
        String page = origin != null ? origin : origin(referer);
        if (page == null) return false;
        return !isForeign(page, host) || (cors != null && cors.credentials() && allowsForeign(cors, page));
    }

    private static @Nullable String origin(@Nullable String referer) {
        if (referer == null) return null;
        int authority = referer.indexOf("://") + 3;
        int end = authority;
        while (end < referer.length() && "/?#".indexOf(referer.charAt(end)) < 0) end++;
        return authority < 3 ? null : referer.substring(0, end);
    }

    private static boolean allowsForeign(Cors cors, String origin) {
        return cors.origin() != Cors.Origin.LIST || cors.origins().contains(origin);
    }

    /** The headers of every answer. */
    public void headers(@Nullable String origin, BiConsumer<String, String> out) {
        if (cors == null) return;
        if (cors.origin() == Cors.Origin.ANY) {
            out.accept("Access-Control-Allow-Origin", "*");
        } else {
            out.accept("Vary", "Origin");
            if (origin == null || !allowsForeign(cors, origin)) return;
            out.accept("Access-Control-Allow-Origin", origin);
        }
        if (cors.credentials()) out.accept("Access-Control-Allow-Credentials", "true");
        if (!cors.exposedHeaders().isEmpty())
            out.accept("Access-Control-Expose-Headers", String.join(",", cors.exposedHeaders()));
    }

    /** The headers that the answer to a preflight request has in addition. */
    public void preflightHeaders(@Nullable String requestedHeaders, BiConsumer<String, String> out) {
        if (cors == null) return;
        out.accept(
                "Access-Control-Allow-Methods", String.join(",", cors.methods()).toUpperCase(Locale.ROOT));
        if (!cors.allowedHeaders().isEmpty()) {
            out.accept("Access-Control-Allow-Headers", String.join(",", cors.allowedHeaders()));
        } else if (requestedHeaders != null) {
            out.accept("Vary", "Access-Control-Request-Headers");
            out.accept("Access-Control-Allow-Headers", requestedHeaders);
        }
        if (cors.maxAge() != null)
            out.accept("Access-Control-Max-Age", Long.toString(cors.maxAge().toSeconds()));
    }
}
