/**
 * Socket.IO messages as CDI events: types say what happened, qualifiers say which and where. Observers are plain observer methods of
 * any bean, so transactions, interceptors and security come along.
 *
 * <pre>{@code
 * @ApplicationScoped
 * public class ChatRoom {
 *     @Inject SocketIoServer io;
 *     @Inject @OfNamespace("/admin") Namespace admin;
 *
 *     void authenticate(@Observes @Priority(100) @OfNamespace("/admin") ConnectRequest r) { // the first exception refuses
 *         if (!r.handshake().isUserInRole("admin")) throw new ConnectRefusedException("not authorized");
 *     }
 *     void joined(@Observes ConnectEvent e) { e.socket().join("lobby"); }
 *     void onChat(@Observes @SocketEvent("chat") Message<ChatLine> m) {
 *         m.socket().to(m.payload().room()).emit("chat", m.payload());
 *         m.ack().send("ok");
 *     }
 *     void left(@Observes DisconnectEvent e) { io.to("lobby").emit("left", e.socket().id(), e.reason()); }
 *     void failed(@Observes HandlerFailure f) { log(f.event(), f.cause()); }
 * }
 * }</pre>
 *
 * <p><b>What can be observed:</b>
 *
 * <table>
 * <caption>Events</caption>
 * <tr><th>observer of</th><th>hears</th></tr>
 * <tr><td>{@link io.socketio.jakarta.ConnectRequest}</td><td>a client that wants in (middleware)</td></tr>
 * <tr><td>{@link io.socketio.jakarta.cdi.ConnectEvent}</td><td>a socket that is connected, or recovered</td></tr>
 * <tr><td>{@link io.socketio.jakarta.Message}</td><td>an event of a client</td></tr>
 * <tr><td>{@link io.socketio.jakarta.cdi.UnhandledMessage}</td><td>one whose name nobody handles</td></tr>
 * <tr><td>{@link io.socketio.jakarta.cdi.OutgoingMessage}</td><td>an event that goes out to a client</td></tr>
 * <tr><td>{@link io.socketio.jakarta.cdi.DisconnectingEvent}</td><td>a socket that is about to be gone, with its rooms</td></tr>
 * <tr><td>{@link io.socketio.jakarta.cdi.DisconnectEvent}</td><td>a socket that is gone</td></tr>
 * <tr><td>{@link io.socketio.jakarta.HandlerFailure}</td><td>what other observers and handlers threw</td></tr>
 * <tr><td>{@link io.socketio.jakarta.cdi.RoomEvent}</td><td>a room that is created or deleted, joined or left</td></tr>
 * <tr><td>{@link io.socketio.jakarta.cdi.NamespaceEvent}</td><td>a namespace that comes into being</td></tr>
 * <tr><td>{@link io.socketio.jakarta.ServerSideMessage}</td><td>an event of another server of the cluster</td></tr>
 * <tr><td>{@link io.socketio.jakarta.EngineConnection}</td><td>a new connection, whatever it will join</td></tr>
 * <tr><td>{@link io.socketio.jakarta.ConnectionError}</td><td>a request that is refused</td></tr>
 * </table>
 *
 * <p><b>Names of events:</b> an observer of {@code Message} or {@code OutgoingMessage} names its event by {@link
 * io.socketio.jakarta.cdi.SocketEvent}, one of {@code ServerSideMessage} must. Without a name, {@code OutgoingMessage} is every event that
 * goes out, {@code Message<?>} every message of any name, and {@code Message<Arguments>} those whose name no observer binds to another type.
 * Messages that nobody observes are dropped unparsed.
 *
 * <p><b>Namespaces:</b> without {@link io.socketio.jakarta.cdi.OfNamespace} an observer observes every namespace, with it just that one, which
 * is made if need be, or with a {@linkplain io.socketio.jakarta.cdi.OfNamespace#pattern pattern} all that match, which clients may bring into
 * being. It does not go with {@code EngineConnection} and {@code ConnectionError}, which are of no namespace. A family by a predicate is made in code, best when the main namespace is there; observers without {@code @OfNamespace} observe its
 * namespaces, too:
 *
 * <pre>{@code
 * void start(@Observes @OfNamespace("/") NamespaceEvent e) {
 *     e.namespace().server().of("tenants", (name, handshake) -> tenants.mayUse(name, handshake.principal()));
 * }
 * }</pre>
 *
 * <p>The {@code EventMetadata} of an event tells its namespace only where that is named by an observer or an injection point.
 *
 * <p><b>What can be injected:</b> {@link io.socketio.jakarta.SocketIoServer} (the one that {@code SocketIoServer.from(context)}
 * answers: the application's only server, or that of the servlet named {@code socketio}), {@link io.socketio.jakarta.Namespace}
 * with {@link io.socketio.jakarta.cdi.OfNamespace} (without it the main namespace), {@link io.socketio.jakarta.ParentNamespace} with a
 * pattern, and {@link io.socketio.jakarta.Socket}, the socket whose event is being delivered on this thread. They may be injected anywhere
 * and at any time; used before the server started they throw {@link java.lang.IllegalStateException}, a {@code Socket} outside of a delivery {@link
 * jakarta.enterprise.context.ContextNotActiveException}. In classes that are no beans (servlets, filters) a namespace can be injected
 * only if a bean or an observer names it as well.
 *
 * <p><b>Threads and order:</b> observers run where handlers do, see {@link io.socketio.jakarta.Namespace}: one at a time for one
 * socket. Those of {@code OutgoingMessage} run on the thread that emits, those of {@code RoomEvent}, {@code ServerSideMessage} and
 * {@code NamespaceEvent} on threads that have nothing to do with sockets: no current {@code Socket} is there. Nor is there one for those of
 * {@code EngineConnection} and {@code ConnectionError}, on network threads, which must not be blocked.
 * Observers of one event run in the order of their {@code @Priority}; those of equal priority in no fixed order, it may change between runs. {@code @ObservesAsync} works too, unordered and beside the socket's other events; the current {@code Socket} and
 * {@link io.socketio.jakarta.cdi.SocketScoped} beans are not there, {@code message.socket()} is.
 *
 * <p><b>Errors:</b> what an observer throws becomes a {@link io.socketio.jakarta.HandlerFailure} with just that as its cause, logged as a
 * warning where nobody observes failures; of {@code RoomEvent}, {@code ServerSideMessage}, {@code EngineConnection} and {@code
 * ConnectionError} it is logged, of {@code NamespaceEvent} it
 * keeps the namespace from coming into being. The first exception of a synchronous observer keeps the later ones from the event (CDI's
 * rule). In an observer of {@code ConnectRequest} it refuses the client: a {@link
 * io.socketio.jakarta.ConnectRefusedException} with its message and data, anything else with "internal error".
 *
 * <p><b>Roles:</b> {@code @RolesAllowed}, {@code @PermitAll} and {@code @DenyAll} of {@code jakarta.annotation.security} on an
 * observer of {@code Message} or {@code UnhandledMessage}, or on the class that declares it (the method wins), say whose messages it gets: those of clients whom
 * the container had put in one of the roles at the first request of their connection, see {@link
 * io.socketio.jakarta.Handshake#isUserInRole}; those roles need not be listed in the option {@code roles}. Any other message is not
 * delivered to it, its bean is not made, and it counts as failed with a {@link java.lang.SecurityException}. On observers of anything
 * else these annotations say nothing here: a client is refused in an observer of {@code ConnectRequest}.
 *
 * <p><b>Validation:</b> where Jakarta Validation 3.0 with a provider is in the application, a payload whose declared type has constraints,
 * or properties that are {@code @Valid}, is bound and validated (group {@code Default}) before any observer of its event gets it. If it
 * violates one, none gets it: that is a failure with a {@link io.socketio.jakarta.cdi.PayloadValidationException}, and if the client asked
 * for an acknowledgement it is told <code>{"error": "validation", "violations": [{"path": "text", "message": "must not be
 * blank"}]}</code>; beyond 100 violations there is one, without a path, that says so. Clients that none of the observers may hear, see
 * above, are told nothing. Paths go by the names of properties in Java, messages by the default locale of the server.
 *
 * <p>Not validated are the elements of a list, an array or a map that is itself the payload (put it into a record, with {@code @Valid}),
 * what only a subclass of the declared type asks for, constraints of the observer's parameter, and what handlers in code get ({@link
 * io.socketio.jakarta.Namespace#on(java.lang.String, java.lang.Class, io.socketio.jakarta.MessageHandler)}). The validator is that of the
 * bean {@code jakarta.validation.ValidatorFactory}, as there is one in Jakarta EE servers: its constraint validators may have injection
 * points, and are asked in the contexts of the observers. Where there is no such bean it is that of the default provider.
 *
 * <p><b>Request context:</b> active during a delivery, one for each, unless the context-param {@code socketio.cdi.requestContext} is
 * {@code false} ({@code true} by default). A request context that is already active is used and left alone.
 *
 * <p><b>Checked at deployment,</b> all at once and naming class and method: two payload types for one event of one namespace; event names
 * that are blank or reserved; namespaces without their leading slash or with a comma; patterns that are no regular expressions, or match no
 * name; several {@code @OfNamespace} on one observer; payload types that JSON-B cannot reach; {@code @SocketEvent} on what has no name of an
 * event, and {@code ServerSideMessage} without it; {@code ConnectRequest} observed asynchronously; several of {@code @RolesAllowed}, {@code @PermitAll}
 * and {@code @DenyAll} in one place. That two payload types meet in a namespace that matches two patterns is found when a client asks for
 * it: it is not made then, and the log tells why.
 */
@NullMarked
package io.socketio.jakarta.cdi;

import org.jspecify.annotations.NullMarked;
