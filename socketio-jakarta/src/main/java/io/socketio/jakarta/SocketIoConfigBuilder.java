package io.socketio.jakarta;

import io.socketio.jakarta.SocketIoConfig.Dispatch;
import io.socketio.jakarta.adapter.Adapter;
import io.socketio.jakarta.parser.Parser;
import io.socketio.jakarta.parser.TextParser;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects the options of a {@link SocketIoConfig}; each setter checks its own. Not safe for use from several threads. */
public final class SocketIoConfigBuilder {
    /** Heap for each connection that may be: twice what one takes that was opened and never used. */
    private static final long BYTES_EACH = 4 * 1024;

    private static final Pattern NETWORK = Pattern.compile("[0-9a-fA-F.:]+(/\\d{1,3})?");

    String path = "/socket.io";
    boolean serveClient = true;
    Duration pingInterval = Duration.ofSeconds(25);
    Duration pingTimeout = Duration.ofSeconds(20);
    Duration upgradeTimeout = Duration.ofSeconds(10);
    Duration connectTimeout = Duration.ofSeconds(45);
    int maxHttpBufferSize = 1_000_000;
    Set<String> transports = Set.of("polling", "websocket");
    boolean allowUpgrades = true;
    boolean allowEIO3;
    boolean jsonp;
    boolean httpCompression = true;
    int httpCompressionThreshold = 1_024;
    boolean perMessageDeflate;

    @Nullable
    Cookie cookie;

    @Nullable
    Cors cors;

    Set<String> publicOrigins = Set.of();

    @Nullable
    AllowRequest allowRequest;

    Parser parser = new TextParser();

    @Nullable
    GenerateId generateId;

    Set<String> roles = Set.of();
    boolean disconnectOnHttpSessionEnd;
    Dispatch dispatch = Dispatch.EXECUTOR;
    long maxOutboundBytes = 4L << 20;
    int maxQueuedMessages = 10_000;
    int maxEventsPerSecond;
    int maxConnections = (int)
            Math.max(1_000, Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / BYTES_EACH));
    int maxConnectionsPerAddress;
    int maxHandshakesPerSecond;
    Set<String> trustedProxies = Set.of();
    Duration shutdownGracePeriod = Duration.ofSeconds(5);
    int maxAttachments = 10;
    long maxAttachmentBytes = 10_000_000;
    int maxNumberLength = 1_000;
    int maxJsonDepth = 1_000;
    int maxNamespaces = 100;
    int maxRooms = 10_000;
    int maxPendingAcks = 1_000;
    boolean cleanupEmptyChildNamespaces = true;

    Adapter.@Nullable Factory adapter;

    @Nullable
    ConnectionStateRecovery connectionStateRecovery;

    SocketIoConfigBuilder() {}

    SocketIoConfigBuilder(SocketIoConfigBuilder from) {
        path = from.path;
        serveClient = from.serveClient;
        pingInterval = from.pingInterval;
        pingTimeout = from.pingTimeout;
        upgradeTimeout = from.upgradeTimeout;
        connectTimeout = from.connectTimeout;
        maxHttpBufferSize = from.maxHttpBufferSize;
        transports = from.transports;
        allowUpgrades = from.allowUpgrades;
        allowEIO3 = from.allowEIO3;
        jsonp = from.jsonp;
        httpCompression = from.httpCompression;
        httpCompressionThreshold = from.httpCompressionThreshold;
        perMessageDeflate = from.perMessageDeflate;
        cookie = from.cookie;
        cors = from.cors;
        publicOrigins = from.publicOrigins;
        allowRequest = from.allowRequest;
        parser = from.parser;
        generateId = from.generateId;
        roles = from.roles;
        disconnectOnHttpSessionEnd = from.disconnectOnHttpSessionEnd;
        dispatch = from.dispatch;
        maxOutboundBytes = from.maxOutboundBytes;
        maxQueuedMessages = from.maxQueuedMessages;
        maxEventsPerSecond = from.maxEventsPerSecond;
        maxConnections = from.maxConnections;
        maxConnectionsPerAddress = from.maxConnectionsPerAddress;
        maxHandshakesPerSecond = from.maxHandshakesPerSecond;
        trustedProxies = from.trustedProxies;
        shutdownGracePeriod = from.shutdownGracePeriod;
        maxAttachments = from.maxAttachments;
        maxAttachmentBytes = from.maxAttachmentBytes;
        maxNumberLength = from.maxNumberLength;
        maxJsonDepth = from.maxJsonDepth;
        maxNamespaces = from.maxNamespaces;
        maxRooms = from.maxRooms;
        maxPendingAcks = from.maxPendingAcks;
        adapter = from.adapter;
        cleanupEmptyChildNamespaces = from.cleanupEmptyChildNamespaces;
        connectionStateRecovery = from.connectionStateRecovery;
    }

    /**
     * Sets {@link SocketIoConfig#path()}.
     *
     * @param path the option
     * @return this
     * @throws IllegalArgumentException if it does not start with a slash, or holds a star, a query or a blank
     */
    public SocketIoConfigBuilder path(String path) {
        this.path = checkedPath(path);
        return this;
    }

    /**
     * Sets {@link SocketIoConfig#serveClient()}.
     *
     * @param serveClient the option
     * @return this
     */
    public SocketIoConfigBuilder serveClient(boolean serveClient) {
        this.serveClient = serveClient;
        return this;
    }

    /**
     * Sets {@link SocketIoConfig#pingInterval()}.
     *
     * @param pingInterval the option
     * @return this
     * @throws IllegalArgumentException if it is not from 1 ms to 24 days
     */
    public SocketIoConfigBuilder pingInterval(Duration pingInterval) {
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
    public SocketIoConfigBuilder pingTimeout(Duration pingTimeout) {
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
    public SocketIoConfigBuilder upgradeTimeout(Duration upgradeTimeout) {
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
    public SocketIoConfigBuilder connectTimeout(Duration connectTimeout) {
        this.connectTimeout = positive("connectTimeout", connectTimeout);
        return this;
    }

    /**
     * Sets {@link SocketIoConfig#maxHttpBufferSize()}.
     *
     * @param maxHttpBufferSize the option
     * @return this
     * @throws IllegalArgumentException if it is less than 1 or more than 1 GiB
     */
    public SocketIoConfigBuilder maxHttpBufferSize(int maxHttpBufferSize) {
        if (maxHttpBufferSize > 1 << 30)
            throw new IllegalArgumentException("maxHttpBufferSize must be at most 1 GiB, not " + maxHttpBufferSize);
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
    public SocketIoConfigBuilder transports(Collection<String> transports) {
        this.transports = checkedTransports(transports);
        return this;
    }

    /**
     * Sets {@link SocketIoConfig#allowUpgrades()}.
     *
     * @param allowUpgrades the option
     * @return this
     */
    public SocketIoConfigBuilder allowUpgrades(boolean allowUpgrades) {
        this.allowUpgrades = allowUpgrades;
        return this;
    }

    /**
     * Sets {@link SocketIoConfig#allowEIO3()}.
     *
     * @param allowEIO3 the option
     * @return this
     */
    public SocketIoConfigBuilder allowEIO3(boolean allowEIO3) {
        this.allowEIO3 = allowEIO3;
        return this;
    }

    /**
     * Sets {@link SocketIoConfig#jsonp()}.
     *
     * @param jsonp the option
     * @return this
     */
    public SocketIoConfigBuilder jsonp(boolean jsonp) {
        this.jsonp = jsonp;
        return this;
    }

    /**
     * Sets {@link SocketIoConfig#httpCompression()}.
     *
     * @param httpCompression the option
     * @return this
     */
    public SocketIoConfigBuilder httpCompression(boolean httpCompression) {
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
    public SocketIoConfigBuilder httpCompressionThreshold(int httpCompressionThreshold) {
        this.httpCompressionThreshold = (int) atLeast("httpCompressionThreshold", 0, httpCompressionThreshold);
        return this;
    }

    /**
     * Sets {@link SocketIoConfig#perMessageDeflate()}.
     *
     * @param perMessageDeflate the option
     * @return this
     */
    public SocketIoConfigBuilder perMessageDeflate(boolean perMessageDeflate) {
        this.perMessageDeflate = perMessageDeflate;
        return this;
    }

    /**
     * Sets {@link SocketIoConfig#cookie()}.
     *
     * @param cookie the option
     * @return this
     */
    public SocketIoConfigBuilder cookie(Cookie cookie) {
        this.cookie = cookie;
        return this;
    }

    /**
     * Sets {@link SocketIoConfig#cors()}.
     *
     * @param cors the option
     * @return this
     */
    public SocketIoConfigBuilder cors(Cors cors) {
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
    public SocketIoConfigBuilder publicOrigins(Collection<String> publicOrigins) {
        this.publicOrigins = checkedOrigins("publicOrigins", publicOrigins);
        return this;
    }

    /**
     * Sets {@link SocketIoConfig#allowRequest()}.
     *
     * @param allowRequest the option
     * @return this
     */
    public SocketIoConfigBuilder allowRequest(AllowRequest allowRequest) {
        this.allowRequest = allowRequest;
        return this;
    }

    /**
     * Sets {@link SocketIoConfig#parser()}.
     *
     * @param parser the option
     * @return this
     */
    public SocketIoConfigBuilder parser(Parser parser) {
        this.parser = parser;
        return this;
    }

    /**
     * Sets {@link SocketIoConfig#generateId()}.
     *
     * @param generateId the option
     * @return this
     */
    public SocketIoConfigBuilder generateId(GenerateId generateId) {
        this.generateId = generateId;
        return this;
    }

    /**
     * Sets {@link SocketIoConfig#roles()}.
     *
     * @param roles the option
     * @return this
     */
    public SocketIoConfigBuilder roles(Collection<String> roles) {
        this.roles = Set.copyOf(roles);
        return this;
    }

    /**
     * Sets {@link SocketIoConfig#disconnectOnHttpSessionEnd()}.
     *
     * @param disconnectOnHttpSessionEnd the option
     * @return this
     */
    public SocketIoConfigBuilder disconnectOnHttpSessionEnd(boolean disconnectOnHttpSessionEnd) {
        this.disconnectOnHttpSessionEnd = disconnectOnHttpSessionEnd;
        return this;
    }

    /**
     * Sets {@link SocketIoConfig#dispatch()}.
     *
     * @param dispatch the option
     * @return this
     */
    public SocketIoConfigBuilder dispatch(Dispatch dispatch) {
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
    public SocketIoConfigBuilder maxOutboundBytes(long maxOutboundBytes) {
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
    public SocketIoConfigBuilder maxQueuedMessages(int maxQueuedMessages) {
        this.maxQueuedMessages = (int) atLeast("maxQueuedMessages", 1, maxQueuedMessages);
        return this;
    }

    /**
     * Sets {@link SocketIoConfig#maxEventsPerSecond()}.
     *
     * @param maxEventsPerSecond the option
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public SocketIoConfigBuilder maxEventsPerSecond(int maxEventsPerSecond) {
        this.maxEventsPerSecond = (int) atLeast("maxEventsPerSecond", 0, maxEventsPerSecond);
        return this;
    }

    /**
     * Sets {@link SocketIoConfig#maxConnections()}.
     *
     * @param maxConnections the option
     * @return this
     * @throws IllegalArgumentException if it is less than 1
     */
    public SocketIoConfigBuilder maxConnections(int maxConnections) {
        this.maxConnections = (int) atLeast("maxConnections", 1, maxConnections);
        return this;
    }

    /**
     * Sets {@link SocketIoConfig#maxConnectionsPerAddress()}.
     *
     * @param maxConnectionsPerAddress the option
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public SocketIoConfigBuilder maxConnectionsPerAddress(int maxConnectionsPerAddress) {
        this.maxConnectionsPerAddress = (int) atLeast("maxConnectionsPerAddress", 0, maxConnectionsPerAddress);
        return this;
    }

    /**
     * Sets {@link SocketIoConfig#maxHandshakesPerSecond()}.
     *
     * @param maxHandshakesPerSecond the option
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public SocketIoConfigBuilder maxHandshakesPerSecond(int maxHandshakesPerSecond) {
        this.maxHandshakesPerSecond = (int) atLeast("maxHandshakesPerSecond", 0, maxHandshakesPerSecond);
        return this;
    }

    /**
     * Sets {@link SocketIoConfig#trustedProxies()}.
     *
     * @param trustedProxies the option
     * @return this
     * @throws IllegalArgumentException if they are neither addresses nor networks
     */
    public SocketIoConfigBuilder trustedProxies(Collection<String> trustedProxies) {
        this.trustedProxies = checkedNetworks(trustedProxies);
        return this;
    }

    /**
     * Sets {@link SocketIoConfig#shutdownGracePeriod()}.
     *
     * @param shutdownGracePeriod the option
     * @return this
     * @throws IllegalArgumentException if it is negative or more than 24 days
     */
    public SocketIoConfigBuilder shutdownGracePeriod(Duration shutdownGracePeriod) {
        this.shutdownGracePeriod = shutdownGracePeriod.isZero()
                ? shutdownGracePeriod
                : positive("shutdownGracePeriod", shutdownGracePeriod);
        return this;
    }

    /**
     * Sets {@link SocketIoConfig#maxAttachmentBytes()}.
     *
     * @param maxAttachmentBytes the option
     * @return this
     * @throws IllegalArgumentException if it is less than 1
     */
    public SocketIoConfigBuilder maxAttachmentBytes(long maxAttachmentBytes) {
        this.maxAttachmentBytes = atLeast("maxAttachmentBytes", 1, maxAttachmentBytes);
        return this;
    }

    /**
     * Sets {@link SocketIoConfig#maxNumberLength()}.
     *
     * @param maxNumberLength the option
     * @return this
     * @throws IllegalArgumentException if it is less than 1
     */
    public SocketIoConfigBuilder maxNumberLength(int maxNumberLength) {
        this.maxNumberLength = (int) atLeast("maxNumberLength", 1, maxNumberLength);
        return this;
    }

    /**
     * Sets {@link SocketIoConfig#maxAttachments()}.
     *
     * @param maxAttachments the option
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public SocketIoConfigBuilder maxAttachments(int maxAttachments) {
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
    public SocketIoConfigBuilder maxJsonDepth(int maxJsonDepth) {
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
    public SocketIoConfigBuilder maxNamespaces(int maxNamespaces) {
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
    public SocketIoConfigBuilder maxRooms(int maxRooms) {
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
    public SocketIoConfigBuilder maxPendingAcks(int maxPendingAcks) {
        this.maxPendingAcks = (int) atLeast("maxPendingAcks", 1, maxPendingAcks);
        return this;
    }

    /**
     * Sets {@link SocketIoConfig#adapter()}.
     *
     * @param adapter the option
     * @return this
     */
    public SocketIoConfigBuilder adapter(Adapter.Factory adapter) {
        this.adapter = adapter;
        return this;
    }

    /**
     * Sets {@link SocketIoConfig#connectionStateRecovery()}.
     *
     * @param connectionStateRecovery the option
     * @return this
     */
    public SocketIoConfigBuilder connectionStateRecovery(ConnectionStateRecovery connectionStateRecovery) {
        this.connectionStateRecovery = connectionStateRecovery;
        return this;
    }

    /**
     * Sets {@link SocketIoConfig#cleanupEmptyChildNamespaces()}.
     *
     * @param cleanupEmptyChildNamespaces the option
     * @return this
     */
    public SocketIoConfigBuilder cleanupEmptyChildNamespaces(boolean cleanupEmptyChildNamespaces) {
        this.cleanupEmptyChildNamespaces = cleanupEmptyChildNamespaces;
        return this;
    }

    /**
     * The options as set so far.
     *
     * @return an immutable copy
     */
    public SocketIoConfig build() {
        return new SocketIoConfig(new SocketIoConfigBuilder(this));
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

    private static Set<String> checkedNetworks(Collection<String> networks) {
        for (String network : networks)
            if (!NETWORK.matcher(network).matches())
                throw new IllegalArgumentException(
                        "trustedProxies must be addresses or networks like 10.0.0.0/8, not " + network);
        return Set.copyOf(networks);
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
