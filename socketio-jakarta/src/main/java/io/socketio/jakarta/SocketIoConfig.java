package io.socketio.jakarta;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The options of a server, under Socket.IO's own names where it has one. Immutable.
 *
 * <p>Each may be set as the context-param {@code socketio.<name>}, as the init-param {@code <name>} of the servlet, or by the
 * {@link Builder}; in parameters durations are milliseconds and lists are separated by commas.
 */
public final class SocketIoConfig {
    /** Where handlers run. */
    public enum Dispatch {
        /** On worker threads: the container's managed executor, or the server's own where there is none. */
        EXECUTOR,
        /** On the thread that received the message. Only for handlers that never block. */
        INLINE
    }

    private final Builder values;

    private SocketIoConfig(Builder values) {
        this.values = values;
    }

    /**
     * All options at their defaults.
     *
     * @return the defaults
     */
    public static SocketIoConfig defaults() {
        return builder().build();
    }

    /**
     * Starts from the defaults.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts from these options.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        return new Builder(values);
    }

    /**
     * Where the servlet is mapped when the application maps none itself, without the trailing {@code /*}; {@code
     * /socket.io}.
     *
     * @return the option
     */
    public String path() {
        return values.path;
    }

    /**
     * Pause between a pong and the next ping (Engine.IO 4, heartbeat); 25 s.
     *
     * @return the option
     */
    public Duration pingInterval() {
        return values.pingInterval;
    }

    /**
     * How long a pong is awaited; 20 s.
     *
     * @return the option
     */
    public Duration pingTimeout() {
        return values.pingTimeout;
    }

    /**
     * How long an upgrade to WebSocket may take; 10 s. After it only the new connection is closed.
     *
     * @return the option
     */
    public Duration upgradeTimeout() {
        return values.upgradeTimeout;
    }

    /**
     * Connections that join no namespace for so long are closed; 45 s.
     *
     * @return the option
     */
    public Duration connectTimeout() {
        return values.connectTimeout;
    }

    /**
     * Bytes of a POST body or a WebSocket message, at most; told to clients as {@code maxPayload}; 1,000,000. A larger
     * POST gets 413 and leaves the session, a larger WebSocket message ends it (1009).
     *
     * @return the option
     */
    public int maxHttpBufferSize() {
        return values.maxHttpBufferSize;
    }

    /**
     * The enabled transports, of {@code polling} and {@code websocket}; both.
     *
     * @return the option
     */
    public Set<String> transports() {
        return values.transports;
    }

    /**
     * Whether polling sessions may move to WebSocket; {@code true}.
     *
     * @return the option
     */
    public boolean allowUpgrades() {
        return values.allowUpgrades;
    }

    /**
     * Whether polling responses are compressed for clients that accept gzip or deflate; {@code true}.
     *
     * @return the option
     */
    public boolean httpCompression() {
        return values.httpCompression;
    }

    /**
     * From how many bytes on polling responses are compressed; 1,024.
     *
     * @return the option
     */
    public int httpCompressionThreshold() {
        return values.httpCompressionThreshold;
    }

    /**
     * The cookie with the session's id that polling handshakes set, for load balancers with sticky sessions; none. The
     * server never reads it.
     *
     * @return the option
     */
    public Optional<Cookie> cookie() {
        return Optional.ofNullable(values.cookie);
    }

    /**
     * Which foreign origins are served; none: only pages of the application's own origin, and clients that are no
     * browsers.
     *
     * @return the option
     */
    public Optional<Cors> cors() {
        return Optional.ofNullable(values.cors);
    }

    /**
     * The origins under which browsers see the application, such as {@code https://chat.example.com}. Empty: an {@code
     * Origin} is the application's own if its host and port are those of the {@code Host} header. To be set behind a
     * proxy that rewrites {@code Host}.
     *
     * @return the option
     */
    public Set<String> publicOrigins() {
        return values.publicOrigins;
    }

    /**
     * Decides about handshakes before there is a session; none.
     *
     * @return the option
     */
    public Optional<AllowRequest> allowRequest() {
        return Optional.ofNullable(values.allowRequest);
    }

    /**
     * The roles that {@link Handshake#isUserInRole} can tell; none.
     *
     * @return the option
     */
    public Set<String> roles() {
        return values.roles;
    }

    /**
     * Where handlers run; on worker threads.
     *
     * @return the option
     */
    public Dispatch dispatch() {
        return values.dispatch;
    }

    /**
     * Bytes that may wait for one client, 64 for each packet's overhead included; 4 MiB. Beyond it volatile events are
     * dropped and anything else closes the connection with {@link DisconnectReason#TRANSPORT_ERROR}.
     *
     * @return the option
     */
    public long maxOutboundBytes() {
        return values.maxOutboundBytes;
    }

    /**
     * Messages of one socket that may wait for its handlers; 10,000. Beyond it the connection is not read any more until
     * there is room; if there is none for {@code pingTimeout}, it is closed with {@link
     * DisconnectReason#TRANSPORT_ERROR}.
     *
     * @return the option
     */
    public int maxQueuedMessages() {
        return values.maxQueuedMessages;
    }

    /**
     * Binary attachments of one packet, at most; 10. A packet with more closes the connection.
     *
     * @return the option
     */
    public int maxAttachments() {
        return values.maxAttachments;
    }

    /**
     * Nested arrays and objects of a packet, at most; 1,000. A packet with more closes the connection.
     *
     * @return the option
     */
    public int maxJsonDepth() {
        return values.maxJsonDepth;
    }

    /**
     * Namespaces that one connection may have joined, at most; 100. A further one is refused.
     *
     * @return the option
     */
    public int maxNamespaces() {
        return values.maxNamespaces;
    }

    /**
     * Rooms that one socket may be in, at most; 10,000. {@link Socket#join} throws beyond it.
     *
     * @return the option
     */
    public int maxRooms() {
        return values.maxRooms;
    }

    /**
     * Acknowledgements that one socket may owe, at most; 1,000. {@link SocketEmitter#emitWithAck} fails beyond it.
     *
     * @return the option
     */
    public int maxPendingAcks() {
        return values.maxPendingAcks;
    }

    /** Collects options; each setter checks its own. Not safe for use from several threads. */
    public static final class Builder {
        private String path = "/socket.io";
        private Duration pingInterval = Duration.ofSeconds(25);
        private Duration pingTimeout = Duration.ofSeconds(20);
        private Duration upgradeTimeout = Duration.ofSeconds(10);
        private Duration connectTimeout = Duration.ofSeconds(45);
        private int maxHttpBufferSize = 1_000_000;
        private Set<String> transports = Set.of("polling", "websocket");
        private boolean allowUpgrades = true;
        private boolean httpCompression = true;
        private int httpCompressionThreshold = 1_024;
        private @Nullable Cookie cookie;
        private @Nullable Cors cors;
        private Set<String> publicOrigins = Set.of();
        private @Nullable AllowRequest allowRequest;
        private Set<String> roles = Set.of();
        private Dispatch dispatch = Dispatch.EXECUTOR;
        private long maxOutboundBytes = 4L << 20;
        private int maxQueuedMessages = 10_000;
        private int maxAttachments = 10;
        private int maxJsonDepth = 1_000;
        private int maxNamespaces = 100;
        private int maxRooms = 10_000;
        private int maxPendingAcks = 1_000;

        private Builder() {}

        private Builder(Builder from) {
            path = from.path;
            pingInterval = from.pingInterval;
            pingTimeout = from.pingTimeout;
            upgradeTimeout = from.upgradeTimeout;
            connectTimeout = from.connectTimeout;
            maxHttpBufferSize = from.maxHttpBufferSize;
            transports = from.transports;
            allowUpgrades = from.allowUpgrades;
            httpCompression = from.httpCompression;
            httpCompressionThreshold = from.httpCompressionThreshold;
            cookie = from.cookie;
            cors = from.cors;
            publicOrigins = from.publicOrigins;
            allowRequest = from.allowRequest;
            roles = from.roles;
            dispatch = from.dispatch;
            maxOutboundBytes = from.maxOutboundBytes;
            maxQueuedMessages = from.maxQueuedMessages;
            maxAttachments = from.maxAttachments;
            maxJsonDepth = from.maxJsonDepth;
            maxNamespaces = from.maxNamespaces;
            maxRooms = from.maxRooms;
            maxPendingAcks = from.maxPendingAcks;
        }

        /**
         * Sets {@link SocketIoConfig#path()}.
         *
         * @param path the option
         * @return this
         * @throws IllegalArgumentException if it does not start with a slash, or holds a star, a query or a blank
         */
        public Builder path(String path) {
            this.path = checkedPath(path);
            return this;
        }

        /**
         * Sets {@link SocketIoConfig#pingInterval()}.
         *
         * @param pingInterval the option
         * @return this
         * @throws IllegalArgumentException if it is not from 1 ms to 24 days
         */
        public Builder pingInterval(Duration pingInterval) {
            this.pingInterval = positive("pingInterval", pingInterval);
            return this;
        }

        /**
         * Sets {@link SocketIoConfig#pingTimeout()}.
         *
         * @param pingTimeout the option
         * @return this
         * @throws IllegalArgumentException if it is not from 1 ms to 24 days
         */
        public Builder pingTimeout(Duration pingTimeout) {
            this.pingTimeout = positive("pingTimeout", pingTimeout);
            return this;
        }

        /**
         * Sets {@link SocketIoConfig#upgradeTimeout()}.
         *
         * @param upgradeTimeout the option
         * @return this
         * @throws IllegalArgumentException if it is not from 1 ms to 24 days
         */
        public Builder upgradeTimeout(Duration upgradeTimeout) {
            this.upgradeTimeout = positive("upgradeTimeout", upgradeTimeout);
            return this;
        }

        /**
         * Sets {@link SocketIoConfig#connectTimeout()}.
         *
         * @param connectTimeout the option
         * @return this
         * @throws IllegalArgumentException if it is not from 1 ms to 24 days
         */
        public Builder connectTimeout(Duration connectTimeout) {
            this.connectTimeout = positive("connectTimeout", connectTimeout);
            return this;
        }

        /**
         * Sets {@link SocketIoConfig#maxHttpBufferSize()}.
         *
         * @param maxHttpBufferSize the option
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxHttpBufferSize(int maxHttpBufferSize) {
            this.maxHttpBufferSize = (int) atLeast("maxHttpBufferSize", 1, maxHttpBufferSize);
            return this;
        }

        /**
         * Sets {@link SocketIoConfig#transports()}.
         *
         * @param transports the option
         * @return this
         * @throws IllegalArgumentException if it is empty or names another one
         */
        public Builder transports(Collection<String> transports) {
            this.transports = checkedTransports(transports);
            return this;
        }

        /**
         * Sets {@link SocketIoConfig#allowUpgrades()}.
         *
         * @param allowUpgrades the option
         * @return this
         */
        public Builder allowUpgrades(boolean allowUpgrades) {
            this.allowUpgrades = allowUpgrades;
            return this;
        }

        /**
         * Sets {@link SocketIoConfig#httpCompression()}.
         *
         * @param httpCompression the option
         * @return this
         */
        public Builder httpCompression(boolean httpCompression) {
            this.httpCompression = httpCompression;
            return this;
        }

        /**
         * Sets {@link SocketIoConfig#httpCompressionThreshold()}.
         *
         * @param httpCompressionThreshold the option
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        public Builder httpCompressionThreshold(int httpCompressionThreshold) {
            this.httpCompressionThreshold = (int) atLeast("httpCompressionThreshold", 0, httpCompressionThreshold);
            return this;
        }

        /**
         * Sets {@link SocketIoConfig#cookie()}.
         *
         * @param cookie the option
         * @return this
         */
        public Builder cookie(Cookie cookie) {
            this.cookie = cookie;
            return this;
        }

        /**
         * Sets {@link SocketIoConfig#cors()}.
         *
         * @param cors the option
         * @return this
         */
        public Builder cors(Cors cors) {
            this.cors = cors;
            return this;
        }

        /**
         * Sets {@link SocketIoConfig#publicOrigins()}.
         *
         * @param publicOrigins the option
         * @return this
         * @throws IllegalArgumentException if one is not of the form {@code https://host[:port]}
         */
        public Builder publicOrigins(Collection<String> publicOrigins) {
            this.publicOrigins = checkedOrigins("publicOrigins", publicOrigins);
            return this;
        }

        /**
         * Sets {@link SocketIoConfig#allowRequest()}.
         *
         * @param allowRequest the option
         * @return this
         */
        public Builder allowRequest(AllowRequest allowRequest) {
            this.allowRequest = allowRequest;
            return this;
        }

        /**
         * Sets {@link SocketIoConfig#roles()}.
         *
         * @param roles the option
         * @return this
         */
        public Builder roles(Collection<String> roles) {
            this.roles = Set.copyOf(roles);
            return this;
        }

        /**
         * Sets {@link SocketIoConfig#dispatch()}.
         *
         * @param dispatch the option
         * @return this
         */
        public Builder dispatch(Dispatch dispatch) {
            this.dispatch = dispatch;
            return this;
        }

        /**
         * Sets {@link SocketIoConfig#maxOutboundBytes()}.
         *
         * @param maxOutboundBytes the option
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxOutboundBytes(long maxOutboundBytes) {
            this.maxOutboundBytes = atLeast("maxOutboundBytes", 1, maxOutboundBytes);
            return this;
        }

        /**
         * Sets {@link SocketIoConfig#maxQueuedMessages()}.
         *
         * @param maxQueuedMessages the option
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxQueuedMessages(int maxQueuedMessages) {
            this.maxQueuedMessages = (int) atLeast("maxQueuedMessages", 1, maxQueuedMessages);
            return this;
        }

        /**
         * Sets {@link SocketIoConfig#maxAttachments()}.
         *
         * @param maxAttachments the option
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        public Builder maxAttachments(int maxAttachments) {
            this.maxAttachments = (int) atLeast("maxAttachments", 0, maxAttachments);
            return this;
        }

        /**
         * Sets {@link SocketIoConfig#maxJsonDepth()}.
         *
         * @param maxJsonDepth the option
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxJsonDepth(int maxJsonDepth) {
            this.maxJsonDepth = (int) atLeast("maxJsonDepth", 1, maxJsonDepth);
            return this;
        }

        /**
         * Sets {@link SocketIoConfig#maxNamespaces()}.
         *
         * @param maxNamespaces the option
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxNamespaces(int maxNamespaces) {
            this.maxNamespaces = (int) atLeast("maxNamespaces", 1, maxNamespaces);
            return this;
        }

        /**
         * Sets {@link SocketIoConfig#maxRooms()}.
         *
         * @param maxRooms the option
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxRooms(int maxRooms) {
            this.maxRooms = (int) atLeast("maxRooms", 1, maxRooms);
            return this;
        }

        /**
         * Sets {@link SocketIoConfig#maxPendingAcks()}.
         *
         * @param maxPendingAcks the option
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxPendingAcks(int maxPendingAcks) {
            this.maxPendingAcks = (int) atLeast("maxPendingAcks", 1, maxPendingAcks);
            return this;
        }

        /**
         * The options as set so far.
         *
         * @return an immutable copy
         */
        public SocketIoConfig build() {
            return new SocketIoConfig(new Builder(this));
        }

        private static Duration positive(String name, Duration value) {
            // 24 days: what fits an int of milliseconds, the unit of the handshake
            if (value.toMillis() >= 1 && value.compareTo(Duration.ofDays(24)) <= 0) return value;
            throw new IllegalArgumentException(name + " must be from 1 ms to 24 days, not " + value);
        }

        private static long atLeast(String name, int least, long value) {
            if (value >= least) return value;
            throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
        }

        private static Set<String> checkedTransports(Collection<String> transports) {
            if (!transports.isEmpty() && Set.of("polling", "websocket").containsAll(transports))
                return Set.copyOf(transports);
            throw new IllegalArgumentException("transports must be polling, websocket or both, not " + transports);
        }

        private static String checkedPath(String path) {
            String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
            if (bare.startsWith("/")
                    && bare.length() > 1
                    && bare.chars().noneMatch(c -> c <= ' ' || "*?#;%".indexOf(c) >= 0)) return bare;
            throw new IllegalArgumentException("path must be like /socket.io, not " + path);
        }
    }

    static Set<String> checkedOrigins(String name, Collection<String> origins) {
        for (String origin : origins) {
            try {
                URI uri = new URI(origin);
                if (uri.getScheme() != null
                        && uri.getHost() != null
                        && origin.equals(uri.getScheme() + "://" + uri.getAuthority())) continue;
            } catch (java.net.URISyntaxException e) {
                // answered below, as any other that is no origin
            }
            throw new IllegalArgumentException(name + " must be like https://chat.example.com, not " + origin);
        }
        return Set.copyOf(origins);
    }
}
