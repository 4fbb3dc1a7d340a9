package io.socketio.jakarta;

import io.socketio.jakarta.adapter.Adapter;
import io.socketio.jakarta.parser.Parser;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The options of a server, under Socket.IO's own names where it has one. Immutable.
 *
 * <p>Each may be set as the context-param {@code socketio.<name>}, as the init-param {@code <name>} of the servlet, or by the
 * {@link SocketIoConfigBuilder}; in parameters durations are milliseconds and lists are separated by commas.
 */
public final class SocketIoConfig {
    /** Where handlers run. */
    public enum Dispatch {
        /** On worker threads: the container's managed executor, or the server's own where there is none. */
        EXECUTOR,
        /** On the thread that received the message. Only for handlers that never block. */
        INLINE
    }

    private final SocketIoConfigBuilder values;

    SocketIoConfig(SocketIoConfigBuilder values) {
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
    public static SocketIoConfigBuilder builder() {
        return new SocketIoConfigBuilder();
    }

    /**
     * Starts from these options.
     *
     * @return a new builder
     */
    public SocketIoConfigBuilder toBuilder() {
        return new SocketIoConfigBuilder(values);
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
     * Whether the browser client is served below the path, as {@code socket.io.js}, {@code socket.io.min.js}, {@code socket.io.esm.min.js}
     * and {@code socket.io.msgpack.min.js}, each with its {@code .map}; {@code true}. It is that of {@code socketio-client-webjar}: without
     * that jar in the application the option has no effect. The files are public: pages of any origin get them, with the headers that
     * {@link #cors()} asks for, and {@link #allowRequest()} is not asked. They are compressed for clients that accept it, whatever {@link
     * #httpCompression()} says.
     *
     * @return the option
     */
    public boolean serveClient() {
        return values.serveClient;
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
     * Whether Socket.IO 2 clients are served too (Engine.IO 3, Socket.IO protocol 4), beside the others and by the same handlers; {@code false}:
     * they get code 5, "Unsupported protocol version". What is different for such a client:
     * <ul>
     *   <li>It is connected to the main namespace at once, without asking. Its handshake alone, a mere GET, calls middlewares and connect
     *       handlers.
     *   <li>{@link Handshake#auth} holds the query parameters that it gave the namespace, as strings; in the main namespace nothing, its
     *       parameters are in {@link Handshake#query()}.
     *   <li>{@link Socket#id()} contains the id of its session, which is the secret of other clients: who knows it can speak for that
     *       client. Do not show it to others.
     *   <li>Who is refused learns the data of the {@link ConnectRefusedException}, or the message if there are none.
     *   <li>It must ping within {@code pingInterval} and {@code pingTimeout} together.
     * </ul>
     *
     * @return the option
     */
    public boolean allowEIO3() {
        return values.allowEIO3;
    }

    /**
     * Whether polling by JSONP is served, which only browsers without XMLHttpRequest (level 2, across origins) need; {@code false}: it gets
     * code 3, "Bad request". Answers are scripts then, and scripts can be read by pages of any origin, with the cookies of the user. So each
     * request must show by {@code Sec-Fetch-Site}, {@code Origin} or {@code Referer} that it comes from a page of the application's own
     * origin, or from a foreign one that {@link #cors()} allows to use credentials; others get 403.
     *
     * @return the option
     */
    public boolean jsonp() {
        return values.jsonp;
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
     * Whether WebSocket messages are compressed (permessage-deflate) for clients that offer it, if the container can; {@code false}: never.
     * It takes memory for each connection, and processor time for each message and each receiver. All or nothing: Jakarta WebSocket has no
     * switch for single messages, so there is no threshold, and {@link Emitter#compress} has no effect on it.
     * {@link #maxHttpBufferSize()} bounds what a message has when it is inflated.
     *
     * @return the option
     */
    public boolean perMessageDeflate() {
        return values.perMessageDeflate;
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
     * How packets are written on the wire, as clients must write them too; as clients do by themselves. Another one is given as an
     * instance, or in parameters as the name of a class with a public constructor without parameters.
     *
     * @return the option
     */
    public Parser parser() {
        return values.parser;
    }

    /**
     * Makes the ids of connections; none: 20 random characters.
     *
     * @return the option
     */
    public Optional<GenerateId> generateId() {
        return Optional.ofNullable(values.generateId);
    }

    /**
     * The roles that {@link Handshake#isUserInRole} can tell, beside those of {@link SocketIoServer#declareRoles}; none.
     *
     * @return the option
     */
    public Set<String> roles() {
        return values.roles;
    }

    /**
     * Whether a connection ends with the HTTP session of the user who opened it; {@code false}. When on: the HTTP session that the first
     * request of the connection carried, if it carried a valid one, is remembered by its id, and none is ever made. Once it is invalidated
     * (logout) or expires, what {@link Socket#disconnect(boolean) disconnect(true)} does is done to the connection, on a worker thread:
     * each of its sockets is told, with the reason {@link DisconnectReason#SERVER_NAMESPACE_DISCONNECT}, and official clients do not come
     * back by themselves. {@code HttpServletRequest.changeSessionId()} ends nothing.
     *
     * <p>Only the first request counts as use of the HTTP session; messages and heartbeats do not, so a user who does nothing but chat
     * loses the session to its timeout, and with it the connection. In a cluster that replicates HTTP sessions those connections end that
     * are on the node whose listeners the container tells.
     *
     * @return the option
     */
    public boolean disconnectOnHttpSessionEnd() {
        return values.disconnectOnHttpSessionEnd;
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
     * Messages of one socket that may wait for its handlers; 10,000. Together those of a connection may have four times
     * {@code maxHttpBufferSize} bytes. Beyond either the connection is not read any more until there is room; if there is
     * none for {@code pingTimeout}, or for too many connections at once, it is closed with {@link
     * DisconnectReason#TRANSPORT_ERROR}.
     *
     * @return the option
     */
    public int maxQueuedMessages() {
        return values.maxQueuedMessages;
    }

    /**
     * Events that one socket may send within a second, at most; 0: any number. The connection of one with more is closed.
     *
     * @return the option
     */
    public int maxEventsPerSecond() {
        return values.maxEventsPerSecond;
    }

    /**
     * Connections of this server, at most; one for each 4 KiB of the heap that the process may have, which bounds what handshakes can cost
     * that nobody goes on with. (A WebSocket costs more, on Tomcat 10.1 70 kB; how many of those there are is the container's to bound,
     * too.) A further handshake is refused with status 503, which clients try again.
     *
     * @return the option
     */
    public int maxConnections() {
        return values.maxConnections;
    }

    /**
     * Connections of one address, at most; 0: no bound but {@link #maxConnections()}. A further handshake is refused with status 429. Of IPv6
     * a network of 64 bits counts as one address. Off by itself, as behind a proxy all clients have its address unless {@link
     * #trustedProxies()} names it.
     *
     * @return the option
     */
    public int maxConnectionsPerAddress() {
        return values.maxConnectionsPerAddress;
    }

    /**
     * Handshakes that one address may ask for within a second, at most; 0: any number. More are refused with status 429. Addresses are
     * counted as in {@link #maxConnectionsPerAddress()}.
     *
     * @return the option
     */
    public int maxHandshakesPerSecond() {
        return values.maxHandshakesPerSecond;
    }

    /**
     * The proxies in front of the server, as addresses or networks ({@code 10.0.0.0/8}); none. When a request comes from one of them, the
     * client's address is the last one in {@code X-Forwarded-For} that is not of such a proxy: what stands before it may be invented. It
     * is what {@link Handshake#address()} tells and what bounds for each address count.
     *
     * @return the option
     */
    public Set<String> trustedProxies() {
        return values.trustedProxies;
    }

    /**
     * How long the end of the application may take to send clients away ({@link SocketIoServer#close(Duration)}); 5 s. Handlers that still
     * run then have three more seconds until their threads are interrupted.
     *
     * @return the option
     */
    public Duration shutdownGracePeriod() {
        return values.shutdownGracePeriod;
    }

    /**
     * Binary attachments of one packet, at most; 10. A packet with more closes the connection. Without meaning for a {@link #parser()}
     * that writes binary values where they are, instead of attaching them.
     *
     * @return the option
     */
    public int maxAttachments() {
        return values.maxAttachments;
    }

    /**
     * Bytes of all attachments of one packet, at most; 10,000,000. A packet with more closes the connection. Without meaning for a {@link
     * #parser()} that writes binary values where they are.
     *
     * @return the option
     */
    public long maxAttachmentBytes() {
        return values.maxAttachmentBytes;
    }

    /**
     * Characters of a number in a packet, at most; 1,000, as to turn a number into one of Java's may take time that grows with the square of
     * its length. A packet with a longer one closes the connection.
     *
     * @return the option
     */
    public int maxNumberLength() {
        return values.maxNumberLength;
    }

    /**
     * Nested arrays and objects of a packet, at most; 1,000. A packet with more closes the connection. What the application sends may be
     * nested as deeply in each argument; to send more throws a {@link PayloadException}, as it would break clients.
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

    /**
     * Makes the adapter of each namespace: which sockets are in which rooms, on this server or in a cluster; none: rooms are in the memory of
     * this server.
     *
     * @return the option
     */
    public Optional<Adapter.Factory> adapter() {
        return Optional.ofNullable(values.adapter);
    }

    /**
     * How connection states are recovered; not at all.
     *
     * @return the option
     */
    public Optional<ConnectionStateRecovery> connectionStateRecovery() {
        return Optional.ofNullable(values.connectionStateRecovery);
    }

    /**
     * Whether a child of a {@link ParentNamespace} is dropped when its last socket goes, if the application has not asked for it by
     * {@link SocketIoServer#of(String)}; {@code true}, other than in Node, where children copy their handlers and clients can make as many as
     * they like.
     *
     * @return the option
     */
    public boolean cleanupEmptyChildNamespaces() {
        return values.cleanupEmptyChildNamespaces;
    }
}
