package io.socketio.jakarta.servlet;

import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.json.JsonbCodec;
import io.socketio.jakarta.server.DefaultServer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A Socket.IO server. An application that registers none gets one by itself, at {@code /socket.io/*}. In web.xml it must support asynchronous
 * requests and be mapped to a path that ends with {@code /*}; its init-params are the options of {@link SocketIoConfig}. Each registered
 * one is a server of its own.
 *
 * <p>In code: {@code new SocketIoServlet(config)}, and {@link #server()} to add handlers.
 */
public final class SocketIoServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private transient @Nullable DefaultServer server;
    private transient @Nullable Gateway gateway;

    /** For containers: the options come from web.xml. */
    public SocketIoServlet() {}

    /**
     * With options made in code; parameters of web.xml are not read.
     *
     * @param config the options
     */
    @SuppressWarnings("this-escape") // the class is final
    public SocketIoServlet(SocketIoConfig config) {
        server = new DefaultServer(config, new JsonbCodec());
    }

    /**
     * The server.
     *
     * @return the same object at every call
     * @throws IllegalStateException if the options come from web.xml and the servlet is not initialized yet
     */
    public SocketIoServer server() {
        if (server == null)
            throw new IllegalStateException("not initialized yet: use SocketIoServer.from(servletContext)");
        return server;
    }

    @Override
    public void init() throws ServletException {
        ServletContext context = getServletContext();
        Map<String, SocketIoServer> servers = servers(context);
        if (server == null) server = (DefaultServer) servers.get(getServletName());
        if (server == null) server = new DefaultServer(ConfigReader.read(getServletConfig()), new JsonbCodec());
        servers.put(getServletName(), server);
        SocketIoRuntime runtime = SocketIoRuntime.of(context);
        runtime.start(server.engineServer());
        ClientBundle client = server.config().serveClient() ? ClientBundle.of(context.getClassLoader()) : null;
        gateway = new Gateway(server.config(), server.engineServer(), server::roles, runtime, client);
    }

    /** The context attribute behind {@link SocketIoServer#from}. */
    @SuppressWarnings("unchecked") // nobody else writes it
    static Map<String, SocketIoServer> servers(ServletContext context) {
        if (context.getAttribute(SocketIoServer.SERVERS) == null)
            context.setAttribute(SocketIoServer.SERVERS, new ConcurrentHashMap<String, SocketIoServer>());
        return (Map<String, SocketIoServer>) context.getAttribute(SocketIoServer.SERVERS);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (gateway != null) gateway.service(request, response);
    }

    @Override
    public void destroy() {
        if (server == null) return;
        SocketIoRuntime.await(List.of(server.stop()), server.config().shutdownGracePeriod());
        server.close();
        SocketIoRuntime.stop(server.engineServer(), getServletContext());
    }
}
