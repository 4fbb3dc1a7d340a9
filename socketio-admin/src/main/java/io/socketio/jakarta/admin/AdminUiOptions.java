package io.socketio.jakarta.admin;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the admin UI may see and do. Immutable; begins with {@link #basic} or {@link #withoutAuth}.
 *
 * @param auth who comes in; {@code null}: everybody
 * @param namespaceName where the UI connects to
 * @param readonly whether it may only look
 * @param serverId how the UI calls this server, unique among those of a cluster; {@code null}: as the host is called
 * @param mode how much it sees
 */
public record AdminUiOptions(
        @Nullable BasicAuth auth,
        String namespaceName,
        boolean readonly,
        @Nullable String serverId,
        Mode mode) {
    /** How much the UI sees. */
    public enum Mode {
        /**
         * All sockets with their rooms and what their first request was, and all events with their arguments, as they come and go. It takes
         * time and memory for each event, and shows whatever clients and server tell each other.
         */
        DEVELOPMENT,
        /** Numbers: clients, namespaces, packets, bytes. */
        PRODUCTION
    }

    /**
     * A user who may log in.
     *
     * @param username the name
     * @param password the password as a bcrypt hash
     */
    public record BasicAuth(String username, String password) {
        private static final Pattern BCRYPT =
                Pattern.compile("\\$2[abxy]\\$(0[4-9]|[12]\\d|3[01])\\$[./A-Za-z0-9]{53}");

        /**
         * Checks.
         *
         * @param username as above
         * @param password as above
         * @throws IllegalArgumentException if the name is blank or the password is no bcrypt hash
         */
        public BasicAuth {
            if (username.isBlank()) throw new IllegalArgumentException("the username must not be blank");
            if (!BCRYPT.matcher(password).matches())
                throw new IllegalArgumentException("the password must be a bcrypt hash, such as $2b$10$...");
        }

        /** Without the hash. */
        @Override
        public String toString() {
            return "BasicAuth(" + username + ")";
        }
    }

    /**
     * Checks.
     *
     * @param auth as above
     * @param namespaceName as above
     * @param readonly as above
     * @param serverId as above
     * @param mode as above
     * @throws IllegalArgumentException if the name of the namespace is {@code /} or holds a comma
     */
    public AdminUiOptions {
        if (namespaceName.isBlank() || namespaceName.equals("/") || namespaceName.indexOf(',') >= 0)
            throw new IllegalArgumentException(
                    "the namespace must be one of its own, such as /admin, not " + namespaceName);
    }

    /**
     * For one user, in the namespace {@code /admin}, in production mode.
     *
     * @param username the name
     * @param password the password as a bcrypt hash
     * @return options
     * @throws IllegalArgumentException if the name is blank or the password is no bcrypt hash
     */
    public static AdminUiOptions basic(String username, String password) {
        return new AdminUiOptions(new BasicAuth(username, password), "/admin", false, null, Mode.PRODUCTION);
    }

    /**
     * For everybody who can reach the server, in the namespace {@code /admin}, in production mode. Nobody should: unless something else, such
     * as {@link io.socketio.jakarta.Namespace#use} or the container, decides who comes in.
     *
     * @return options
     */
    public static AdminUiOptions withoutAuth() {
        return new AdminUiOptions(null, "/admin", false, null, Mode.PRODUCTION);
    }

    /**
     * Changes {@link #namespaceName()}.
     *
     * @param other the option
     * @return other options
     */
    public AdminUiOptions withNamespaceName(String other) {
        return new AdminUiOptions(auth, other, readonly, serverId, mode);
    }

    /**
     * Changes {@link #readonly()}.
     *
     * @param other the option
     * @return other options
     */
    public AdminUiOptions withReadonly(boolean other) {
        return new AdminUiOptions(auth, namespaceName, other, serverId, mode);
    }

    /**
     * Changes {@link #serverId()}.
     *
     * @param other the option
     * @return other options
     */
    public AdminUiOptions withServerId(String other) {
        return new AdminUiOptions(auth, namespaceName, readonly, other, mode);
    }

    /**
     * Changes {@link #mode()}.
     *
     * @param other the option
     * @return other options
     */
    public AdminUiOptions withMode(Mode other) {
        return new AdminUiOptions(auth, namespaceName, readonly, serverId, other);
    }
}
