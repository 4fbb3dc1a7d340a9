package io.socketio.jakarta;

import org.jspecify.annotations.Nullable;

/**
 * The cookie that a polling handshake sets (option {@code cookie}).
 *
 * @param name its name; {@code io} by default
 * @param path its Path
 * @param httpOnly whether scripts are kept from it
 * @param secure whether it goes over TLS only
 * @param sameSite {@code Strict}, {@code Lax} or {@code None}; {@code null}: not said
 * @param domain its Domain; {@code null}: the host alone
 * @param maxAge seconds to keep it; {@code null}: as long as the browser runs
 */
public record Cookie(
        String name,
        String path,
        boolean httpOnly,
        boolean secure,
        @Nullable String sameSite,
        @Nullable String domain,
        @Nullable Integer maxAge) {
    /** The values that Socket.IO uses for {@code cookie: true}. */
    public static final Cookie DEFAULT = new Cookie("io", "/", true, false, "Lax", null, null);

    /**
     * Checks what would break the header.
     *
     * @param name as above
     * @param path as above
     * @param httpOnly as above
     * @param secure as above
     * @param sameSite as above
     * @param domain as above
     * @param maxAge as above
     * @throws IllegalArgumentException naming the option that is wrong
     */
    public Cookie {
        if (name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || c >= 127 || "()<>@,;:\\\"/[]?={}".indexOf(c) >= 0))
            throw new IllegalArgumentException("cookie.name must be a token, not \"" + name + "\"");
        for (String value : new String[] {path, domain == null ? "" : domain})
            if (value.chars().anyMatch(c -> c < ' ' || c >= 127 || c == ';'))
                throw new IllegalArgumentException("cookie.path and cookie.domain must not hold \"" + value + "\"");
        if (sameSite != null && !java.util.Set.of("Strict", "Lax", "None").contains(sameSite))
            throw new IllegalArgumentException("cookie.sameSite must be Strict, Lax or None, not " + sameSite);
    }
}
