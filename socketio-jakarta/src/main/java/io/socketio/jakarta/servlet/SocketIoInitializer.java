package io.socketio.jakarta.servlet;

import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.json.JsonbCodec;
import io.socketio.jakarta.server.DefaultServer;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Starts with every application that has the jar: makes the servers of the servlets that web.xml declares, or registers one servlet itself
 * if there is none.
 */
public final class SocketIoInitializer implements ServletContainerInitializer {
    /** For containers. */
    public SocketIoInitializer() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) throws ServletException {
        checkServices();
        Map<String, String> contextParams = ConfigReader.contextParams(context);
        Map<String, SocketIoServer> servers = SocketIoServlet.servers(context);
        for (ServletRegistration servlet : context.getServletRegistrations().values()) {
            if (!SocketIoServlet.class.getName().equals(servlet.getClassName())) continue;
            // a forgotten <async-supported> is mended where the container lets us: Tomcat and WildFly do, Tyrus'
            // servers do not
            if (servlet instanceof ServletRegistration.Dynamic dynamic) dynamic.setAsyncSupported(true);
            servers.put(
                    servlet.getName(),
                    server(ConfigReader.read(contextParams, new TreeMap<>(servlet.getInitParameters()))));
        }
        boolean register = !"false"
                .equals(contextParams
                        .getOrDefault(ConfigReader.REGISTER, "true")
                        .trim());
        if (servers.isEmpty()) {
            SocketIoConfig config = ConfigReader.read(contextParams, Map.of());
            if (register) register(context, config, servers);
        }
        context.addListener(new SocketIoLifecycle());
        // always: a servlet that is registered in code may want it, and is not seen here
        context.addListener(HttpSessions.create(context));
    }

    private static void register(ServletContext context, SocketIoConfig config, Map<String, SocketIoServer> servers)
            throws ServletException {
        ServletRegistration.Dynamic servlet = context.addServlet(SocketIoServer.DEFAULT_SERVLET, new SocketIoServlet());
        if (servlet == null)
            throw new ServletException(
                    "the name \"" + SocketIoServer.DEFAULT_SERVLET + "\" is taken by another servlet");
        servlet.setAsyncSupported(true);
        String mapping = config.path() + "/*";
        if (!servlet.addMapping(mapping).isEmpty())
            throw new ServletException("another servlet is mapped to " + mapping
                    + ": move Socket.IO with the context-param" + " socketio.path");
        servers.put(SocketIoServer.DEFAULT_SERVLET, server(config));
    }

    private static DefaultServer server(SocketIoConfig config) {
        return new DefaultServer(config, new JsonbCodec());
    }

    private static void checkServices() throws ServletException {
        try {
            Class.forName("jakarta.json.bind.JsonbBuilder", false, SocketIoInitializer.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new ServletException(SocketIoLifecycle.MISSING_JSONB, e);
        }
    }
}
