package io.socketio.jakarta.servlet;

import io.socketio.jakarta.SocketIoExtension;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.server.DefaultServer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletionStage;

/** Starts the servers and the extensions with the application, and stops them with it. */
final class SocketIoLifecycle implements ServletContextListener {
    /** Kept apart from the codec: that class cannot even be loaded without JSON-B. */
    static final String MISSING_JSONB =
            "Socket.IO needs JSON-B 3.0 (Jakarta EE 10), which this server does not have: add"
                    + " org.eclipse:yasson:3.0.4 (it brings org.eclipse.parsson:parsson) to the application";

    private final List<SocketIoExtension> extensions = new ArrayList<>();

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        // here and not in the initializer, where the WebSocket container may still be missing on Tyrus (Payara,
        // GlassFish)
        SocketIoRuntime runtime = SocketIoRuntime.of(context);
        for (SocketIoServer server : SocketIoServer.all(context).values())
            runtime.start(((DefaultServer) server).engineServer());
        for (SocketIoExtension extension : ServiceLoader.load(SocketIoExtension.class, context.getClassLoader())) {
            extension.start(context);
            extensions.add(extension);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        Collection<SocketIoServer> servers = SocketIoServer.all(context).values();
        List<CompletionStage<Void>> closing =
                servers.stream().map(server -> ((DefaultServer) server).stop()).toList();
        Duration longest = servers.stream()
                .map(server -> server.config().shutdownGracePeriod())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        SocketIoRuntime.await(closing, longest);
        servers.forEach(SocketIoServer::close);
        SocketIoRuntime.stop(context);
        extensions.forEach(extension -> extension.stop(context));
        context.removeAttribute(SocketIoServer.SERVERS);
    }
}
