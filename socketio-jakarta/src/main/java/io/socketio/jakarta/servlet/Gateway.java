package io.socketio.jakarta.servlet;

import io.socketio.jakarta.Cookie;
import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.engine.EngineError;
import io.socketio.jakarta.engine.EngineRequest;
import io.socketio.jakarta.engine.EngineServer;
import io.socketio.jakarta.engine.EngineSocket;
import io.socketio.jakarta.engine.Headers;
import io.socketio.jakarta.engine.Query;
import io.socketio.jakarta.engine.parser.Protocol;
import io.socketio.jakarta.server.CorsPolicy;
import io.socketio.jakarta.transport.Answer;
import io.socketio.jakarta.transport.HttpCompression;
import io.socketio.jakarta.transport.LateBody;
import io.socketio.jakarta.transport.PollingTransport;
import io.socketio.jakarta.transport.WebSocketUpgrade;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes the requests of one server in: checks them, answers what is refused, and hands the others to their transport. */
final class Gateway {
    private static final System.Logger LOG = System.getLogger(Gateway.class.getName());

    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private final SocketIoConfig config;
    private final CorsPolicy cors;
    private final TrustedProxies proxies;
    private final HttpCompression compression;
    private final EngineServer engine;
    private final Supplier<Set<String>> roles;
    private final SocketIoRuntime runtime;
    private final @Nullable HttpSessions httpSessions;
    private final @Nullable ClientBundle client;

    /**
     * @param roles what the container is asked for at a handshake; it may grow
     * @param client served to browsers; {@code null}: none is
     */
    Gateway(
            SocketIoConfig config,
            EngineServer engine,
            Supplier<Set<String>> roles,
            SocketIoRuntime runtime,
            @Nullable ClientBundle client) {
        this.config = config;
        this.cors = new CorsPolicy(config);
        this.proxies = new TrustedProxies(config.trustedProxies());
        this.compression =
                new HttpCompression(config.httpCompression() ? config.httpCompressionThreshold() : HttpCompression.OFF);
        this.engine = engine;
        this.roles = roles;
        this.runtime = runtime;
        this.httpSessions = config.disconnectOnHttpSessionEnd() ? runtime.httpSessions() : null;
        if (httpSessions != null) httpSessions.serve(engine);
        this.client = client;
    }

    void service(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        String origin = request.getHeader("Origin");
        cors.headers(origin, response::addHeader);
        if (!request.getMethod().equals("POST") && LateBody.isLate(request)) {
            refuse(EngineError.BAD_REQUEST, request, response); // nobody would read it
            return;
        }
        // whatever its origin, which guards sessions: these files are public, and a script element sends no Origin
        if (client != null && client.serve(request, response)) return;
        if (!cors.allows(origin, request.getHeader("Host"))) {
            refuse(EngineError.FORBIDDEN, request, response);
        } else if (cors.isConfigured() && request.getMethod().equals("OPTIONS")) {
            cors.preflightHeaders(request.getHeader("Access-Control-Request-Headers"), response::addHeader);
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            serve(request, response);
        }
    }

    private void serve(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        boolean webSocket = "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
        EngineError error = engine.verify(request.getMethod(), request.getQueryString(), webSocket);
        if (error == null) error = webSocket ? checkWebSocket(request) : checkPage(request);
        String sid = Query.sid(request.getQueryString());
        if (error == null && sid == null) error = engine.checkRoom(proxies.client(request));
        if (error != null) {
            refuse(error, request, response);
            return;
        }
        if (sid != null && !webSocket) {
            headers(false, request, response);
            poll(engine.session(sid), request, response);
            return;
        }
        // first: who logs out while the rest is copied and checked is noticed
        Consumer<EngineSocket> opened =
                sid == null && httpSessions != null ? httpSessions.holder(request, engine) : session -> {};
        EngineRequest copy = copy(request);
        error = sid == null ? engine.admit(copy) : null;
        String id = sid == null && error == null ? engine.idFor(copy) : null;
        if (error != null) refuse(error, request, response);
        else if (sid == null && id == null) refuse(EngineError.BAD_REQUEST, request, response);
        else if (webSocket) upgrade(copy, id, opened, request, response);
        else handshake(copy, Objects.requireNonNull(id), opened, request, response);
    }

    private void refuse(EngineError error, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        engine.hooks().refused(error, request.getMethod(), () -> copy(request));
        Answer.refuse(error, request, response);
    }

    /** The headers that the application gives. */
    private void headers(boolean initial, HttpServletRequest request, HttpServletResponse response) {
        engine.hooks().headersFor(initial, () -> copy(request)).forEach((name, values) -> {
            for (String value : values == null ? Collections.<@Nullable String>singletonList(null) : values) {
                if (isHeader(name, value)) response.addHeader(name, value);
                else LOG.log(Level.WARNING, "no header, left out: {0}", name);
            }
        });
    }

    /** Some containers would send two lines as two headers, and applications may have put nulls. */
    private static boolean isHeader(@Nullable String name, @Nullable String value) {
        return name != null
                && value != null
                && HEADER_NAME.matcher(name).matches()
                && value.chars().noneMatch(c -> c < ' ' && c != '\t');
    }

    private void handshake(
            EngineRequest copy,
            String id,
            Consumer<EngineSocket> opened,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        requireAsync(request);
        PollingTransport transport = new PollingTransport(compression, runtime.blockingReads(), copy);
        EngineSocket socket = engine.open(copy, id, transport, transport::attach);
        if (socket == null) { // another has got its id, or the last room, meanwhile
            refuse(EngineError.BAD_REQUEST, request, response);
            return;
        }
        opened.accept(socket);
        config.cookie().ifPresent(cookie -> response.addHeader("Set-Cookie", header(cookie, socket.id())));
        headers(true, request, response);
        poll(transport, request, response);
    }

    private void poll(@Nullable EngineSocket session, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (session == null) refuse(EngineError.UNKNOWN_SID, request, response); // it has ended since it was checked
        else if (session.transport() instanceof PollingTransport transport
                && transport.isJsonp() == Query.isJsonp(request.getQueryString())) poll(transport, request, response);
        else refuse(EngineError.BAD_REQUEST, request, response); // it was upgraded since, or is no script all at once
    }

    private static void requireAsync(HttpServletRequest request) {
        if (!request.isAsyncSupported())
            throw new IllegalStateException(
                    "the Socket.IO servlet, or a filter before it, does not support asynchronous"
                            + " requests: set <async-supported>true</async-supported>");
    }

    private void poll(PollingTransport transport, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        requireAsync(request);
        String agent = request.getHeader("User-Agent");
        if (agent != null && (agent.contains(";MSIE") || agent.contains("Trident/")))
            response.setHeader("X-XSS-Protection", "0"); // old browsers mistake payloads for scripts
        switch (request.getMethod()) {
            case "GET" -> transport.get(request, response);
            case "POST" -> transport.post(request, response);
            default -> refuse(EngineError.BAD_HANDSHAKE_METHOD, request, response);
        }
    }

    private void upgrade(
            EngineRequest copy,
            @Nullable String id,
            Consumer<EngineSocket> opened,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, ServletException {
        headers(id != null, request, response);
        var ticket = new WebSocketUpgrade.Ticket(
                engine, copy, id, request.getQueryString(), System.nanoTime(), config.perMessageDeflate(), opened);
        boolean upgraded;
        try {
            upgraded = runtime.webSocket().upgrade(request, response, ticket);
        } catch (RuntimeException e) { // headers that it cannot parse (Tomcat 10.1.55: "Sec-WebSocket-Extensions: ;")
            if (response.isCommitted()) throw e;
            LOG.log(Level.DEBUG, "WebSocket handshake failed", e);
            upgraded = false;
        }
        if (!upgraded) refuse(EngineError.BAD_REQUEST, request, response);
    }

    /** What some containers do not check (Tomcat upgrades a POST), or answer with a 500 (Jetty, a wrong version). */
    private static @Nullable EngineError checkWebSocket(HttpServletRequest request) {
        String connection = request.getHeader("Connection");
        boolean wellFormed = request.getMethod().equals("GET")
                && connection != null
                && connection.toLowerCase(Locale.ROOT).contains("upgrade")
                && isKey(request.getHeader("Sec-WebSocket-Key"));
        if (!wellFormed) return EngineError.BAD_REQUEST;
        return "13".equals(request.getHeader("Sec-WebSocket-Version")) ? null : EngineError.WEBSOCKET_VERSION;
    }

    /** 16 bytes in base64. */
    private static boolean isKey(@Nullable String key) {
        if (key == null || key.length() != 24) return false;
        try {
            return Base64.getDecoder().decode(key).length == 16;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** What pages of others could do without an Origin: read scripts, and connect a user of Engine.IO 3, which takes a mere GET. */
    private @Nullable EngineError checkPage(HttpServletRequest request) {
        String query = request.getQueryString();
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        boolean allowed = true;
        if (Query.isJsonp(query))
            allowed = cors.allowsScript(site, origin, request.getHeader("Referer"), request.getHeader("Host"));
        else if (Protocol.of(Query.last(query, "EIO")) == Protocol.V3) allowed = !CorsPolicy.isBlind(site, origin);
        return allowed ? null : EngineError.FORBIDDEN;
    }

    private EngineRequest copy(HttpServletRequest request) {
        // a container may tell a name once for each way in which it was written, and each time all its values
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(Collections.list(request.getHeaderNames()));
        List<String> headers = new ArrayList<>();
        for (String name : names)
            for (String value : Collections.list(request.getHeaders(name))) Collections.addAll(headers, name, value);
        String query = request.getQueryString();
        Set<String> granted =
                roles.get().stream().filter(request::isUserInRole).collect(Collectors.toUnmodifiableSet());
        return new EngineRequest(
                query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query,
                new Headers(headers),
                proxies.client(request),
                request.isSecure(),
                cors.isForeign(request.getHeader("Origin"), request.getHeader("Host")),
                request.getUserPrincipal(),
                granted,
                Instant.now());
    }

    private static String header(Cookie cookie, String value) {
        StringBuilder header = new StringBuilder(cookie.name()).append('=').append(value);
        header.append("; Path=").append(cookie.path());
        if (cookie.domain() != null) header.append("; Domain=").append(cookie.domain());
        if (cookie.maxAge() != null) header.append("; Max-Age=").append(cookie.maxAge());
        if (cookie.httpOnly()) header.append("; HttpOnly");
        if (cookie.secure()) header.append("; Secure");
        if (cookie.sameSite() != null) header.append("; SameSite=").append(cookie.sameSite());
        return header.toString();
    }
}
