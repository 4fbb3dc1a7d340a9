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
 * <p><b>What can be observed:</b> {@link io.socketio.jakarta.ConnectRequest} (middleware), {@link
 * io.socketio.jakarta.cdi.ConnectEvent}, {@link io.socketio.jakarta.Message}, {@link io.socketio.jakarta.cdi.DisconnectEvent} and
 * {@link io.socketio.jakarta.HandlerFailure}. Without {@link io.socketio.jakarta.cdi.OfNamespace} an observer observes every
 * namespace, with it just that one, which is made if need be. A {@code Message} observer names its event by {@link
 * io.socketio.jakarta.cdi.SocketEvent}; without one, {@code Message<?>} sees every message of any name, and {@code
 * Message<Arguments>} those whose name no observer binds to another type. Messages that nobody observes are dropped unparsed.
 *
 * <p><b>What can be injected:</b> {@link io.socketio.jakarta.SocketIoServer} (the one that {@code SocketIoServer.from(context)}
 * answers: the application's only server, or that of the servlet named {@code socketio}), {@link io.socketio.jakarta.Namespace}
 * with {@link io.socketio.jakarta.cdi.OfNamespace} (without it the main namespace), and {@link io.socketio.jakarta.Socket}, the
 * socket whose event is being delivered on this thread. They may be injected anywhere and at any time; used before the server
 * started they throw {@link java.lang.IllegalStateException}, a {@code Socket} outside of a delivery {@link
 * jakarta.enterprise.context.ContextNotActiveException}. In classes that are no beans (servlets, filters) a namespace can be injected
 * only if a bean or an observer names it as well.
 *
 * <p><b>Threads and order:</b> observers run where handlers do, see {@link io.socketio.jakarta.Namespace}: one at a time for one
 * socket. Observers of one event run in the order of their {@code @Priority}; those of equal priority in no fixed order, it may change
 * between runs. {@code @ObservesAsync} works too, unordered and beside the socket's other events; the current {@code Socket} and
 * {@link io.socketio.jakarta.cdi.SocketScoped} beans are not there, {@code message.socket()} is.
 *
 * <p><b>Errors:</b> what an observer throws becomes a {@link io.socketio.jakarta.HandlerFailure} with just that as its cause, logged as a
 * warning where nobody observes failures. The first exception of a synchronous observer keeps the later ones from the event (CDI's
 * rule). In an observer of {@code ConnectRequest} it refuses the client: a {@link
 * io.socketio.jakarta.ConnectRefusedException} with its message and data, anything else with "internal error".
 *
 * <p><b>Roles:</b> {@code @RolesAllowed}, {@code @PermitAll} and {@code @DenyAll} of {@code jakarta.annotation.security} on an
 * observer of {@code Message}, or on the class that declares it (the method wins), say whose messages it gets: those of clients whom
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
 * that are blank or reserved; namespaces without their leading slash; payload types that JSON-B cannot reach; {@code @SocketEvent}
 * on what is no {@code Message}; {@code ConnectRequest} observed asynchronously; several of {@code @RolesAllowed}, {@code @PermitAll}
 * and {@code @DenyAll} in one place.
 */
@NullMarked
package io.socketio.jakarta.cdi;

import org.jspecify.annotations.NullMarked;
