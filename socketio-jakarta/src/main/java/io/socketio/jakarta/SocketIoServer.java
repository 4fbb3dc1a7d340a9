package io.socketio.jakarta;

import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A Socket.IO server. As a {@link Namespace} it is its main namespace, {@code /}.
 *
 * <pre>{@code
 * SocketIoServer io = SocketIoServer.from(servletContext);
 * io.onConnect(socket -> socket.join("lobby"));
 * io.on("chat", ChatLine.class, m -> io.to(m.payload().room()).emit("chat", m.payload()));
 * }</pre>
 */
public interface SocketIoServer extends Namespace {
    /** The name of the servlet that is registered when the application registers none itself. */
    String DEFAULT_SERVLET = "socketio";

    /** The context attribute in which the servlet layer keeps the servers: a map from servlet names. */
    String SERVERS = "io.socketio.jakarta.servers";

    /**
     * The server of an application that has one. May be called as soon as a {@code ServletContextListener} is; servers whose servlet is
     * registered in code are here once that servlet is initialized, and before by {@code SocketIoServlet.server()}.
     *
     * @param context the application
     * @return its only server, or of several that of the servlet named {@value #DEFAULT_SERVLET}
     * @throws IllegalStateException if there is none, or several and none of that name
     */
    static SocketIoServer from(ServletContext context) {
        Map<String, SocketIoServer> all = all(context);
        if (all.size() == 1) return all.values().iterator().next();
        SocketIoServer byDefaultName = all.get(DEFAULT_SERVLET);
        if (byDefaultName != null) return byDefaultName;
        throw new IllegalStateException(
                all.isEmpty()
                        ? "this application has no Socket.IO server: is socketio-jakarta in WEB-INF/lib?"
                        : "this application has several Socket.IO servers, name one of their servlets: "
                                + all.keySet());
    }

    /**
     * One of several servers of an application: each registered Socket.IO servlet is a server of its own.
     *
     * @param context the application
     * @param servletName the name under which the servlet is registered
     * @return its server
     * @throws IllegalStateException if there is no such servlet
     */
    static SocketIoServer from(ServletContext context, String servletName) {
        SocketIoServer server = all(context).get(servletName);
        if (server != null) return server;
        throw new IllegalStateException("no Socket.IO servlet is named \"" + servletName + "\"; there are: "
                + all(context).keySet());
    }

    /**
     * All servers of an application.
     *
     * @param context the application
     * @return by the names of their servlets, a snapshot
     */
    static Map<String, SocketIoServer> all(ServletContext context) {
        Map<String, SocketIoServer> all = new TreeMap<>();
        if (context.getAttribute(SERVERS) instanceof Map<?, ?> servers)
            servers.forEach((name, server) -> all.put((String) name, (SocketIoServer) server));
        return all;
    }

    /**
     * A namespace; it is made if it does not exist yet, and from then on clients may connect to it.
     *
     * @param name the name; a missing leading slash is added
     * @return the same object for the same name
     * @throws IllegalArgumentException if the name holds a comma, which ends it on the wire
     */
    Namespace of(String name);

    /**
     * A family of namespaces: one that a client asks for and that does not exist is made if its whole name matches. Of several families the
     * first one that fits has it. {@link #of(String)} of a name that matches makes a child, too.
     *
     * @param pattern for names with their leading slash, of at most 1,000 characters: longer ones match nothing. It is matched against what
     *     clients send, so it must not be one that takes exponential time.
     * @return a new parent, with the pattern as its name
     */
    ParentNamespace of(Pattern pattern);

    /**
     * As {@link #of(Pattern)}, with a predicate that may ask who the client is.
     *
     * @param name how the family is called, in messages
     * @param matcher decides; not asked by {@link #of(String)}
     * @return a new parent
     */
    ParentNamespace of(String name, NamespaceMatcher matcher);

    /**
     * All namespaces of this server, without parents.
     *
     * @return a live, unmodifiable view
     */
    Collection<Namespace> namespaces();

    /**
     * Adds a handler of namespaces that come into being ({@code new_namespace} in Socket.IO). It runs on the thread that makes one,
     * before any client can connect to it.
     *
     * @param handler gets the namespace
     * @return removes it again
     */
    Registration onNewNamespace(Consumer<Namespace> handler);

    /**
     * The connections underneath: how many there are, new ones, refused requests, headers of answers.
     *
     * @return the same engine at every call
     */
    Engine engine();

    /**
     * Adds to the roles that {@link Handshake#isUserInRole} can tell (option {@code roles}), as {@code ServletContext.declareRoles} adds to
     * those of an application. The container is asked for them at the first request of a connection, so declare them before clients
     * connect: for an earlier connection they read as false.
     *
     * @param roles the names of roles; those that are known already change nothing
     */
    void declareRoles(Collection<String> roles);

    /**
     * The options.
     *
     * @return as they were when the server was made
     */
    SocketIoConfig config();

    /**
     * Closes it without hurry, so that it can be replaced: from now on handshakes are refused with status 503, which clients try again, here
     * or, behind a load balancer, elsewhere. Clients are sent away a few at a time, in random order, 100 a second or as many as it takes to be
     * through in half of the time, so that they do not all come back in the same moment. Before one is, what it had sent is handled and
     * acknowledged; what it sends from then on is not. Those whose handlers do not end are cut off when the time is over. Reasons and ends are
     * as with {@link #close()}.
     *
     * <p>Happens by itself when the application stops, within the option {@code shutdownGracePeriod}; then the container
     * serves no more requests, and who polls and has none pending just then is cut off. Does not block. Closing a second time
     * changes nothing, but {@link #close()} ends it at once.
     *
     * @param grace the time in all, not negative
     * @return done when no connection is left; its stages may run on any thread
     */
    CompletionStage<Void> close(Duration grace);

    /**
     * Disconnects all sockets with the reason {@link DisconnectReason#SERVER_SHUTTING_DOWN}, closes all connections and refuses new ones,
     * at once: what is still to be sent is dropped. A second call does nothing.
     */
    void close();
}
