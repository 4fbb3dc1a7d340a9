package io.socketio.jakarta;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a client said and who it was when it connected: an immutable copy of the first HTTP request of the connection, and the auth
 * payload of the namespace's CONNECT packet (Socket.IO protocol 5, "Connection to a namespace").
 */
public interface Handshake {
    /**
     * The headers of the first request.
     *
     * @return by lower-case name
     */
    Map<String, List<String>> headers();

    /**
     * The first value of a header.
     *
     * @param name in any case
     * @return the value, if there is one
     */
    default Optional<String> header(String name) {
        return headers().getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /**
     * The query parameters of the first request, percent-decoded as UTF-8; of a repeated one the last value. {@code EIO}, {@code transport}
     * and {@code t} are among them.
     *
     * @return by name
     */
    Map<String, String> query();

    /**
     * One query parameter.
     *
     * @param name its name
     * @return the value, if there is one
     */
    default Optional<String> query(String name) {
        return Optional.ofNullable(query().get(name));
    }

    /**
     * The auth payload, bound to a type.
     *
     * @param type what it shall be
     * @param <T> that type
     * @return the value; bound from {@code {}} when the client sent none
     * @throws PayloadException if it does not fit the type
     */
    <T> T auth(Class<T> type);

    /**
     * The auth payload as the client sent it.
     *
     * @return a JSON object, <code>{}</code> when the client sent none; of a Socket.IO 2 client the query parameters that it gave the namespace
     */
    String authJson();

    /**
     * The revision of the Engine.IO protocol that the client speaks, in Socket.IO's own server {@code socket.conn.protocol}.
     *
     * @return 4 (Socket.IO 3 and 4 clients), or 3 (Socket.IO 2 clients, with {@link SocketIoConfig#allowEIO3()})
     */
    int protocol();

    /**
     * Who sent the first request.
     *
     * @return the remote address as the container tells it; behind proxies that the option {@code trustedProxies} names, that of their client
     */
    String address();

    /**
     * When the session began.
     *
     * @return by the server's clock
     */
    Instant time();

    /**
     * Whether the first request came over TLS, as the container tells it.
     *
     * @return true for https
     */
    boolean secure();

    /**
     * Whether the first request came from a page of another origin.
     *
     * @return true if it had an {@code Origin} that is not the application's own
     */
    boolean xdomain();

    /**
     * The path and query of the first request.
     *
     * @return as it was requested
     */
    String url();

    /**
     * The user whom the container had authenticated.
     *
     * @return nobody if the first request was anonymous
     */
    Optional<Principal> principal();

    /**
     * Whether the container had put that user in a role, at the time of the first request.
     *
     * @param role one of {@link SocketIoConfig#roles()}, or declared by {@link SocketIoServer#declareRoles}: the Servlet API tells a role only while a request lasts, so they are asked in advance
     * @return as {@code HttpServletRequest.isUserInRole} answered
     * @throws IllegalArgumentException if the role is neither listed in that option nor declared
     */
    boolean isUserInRole(String role);
}
