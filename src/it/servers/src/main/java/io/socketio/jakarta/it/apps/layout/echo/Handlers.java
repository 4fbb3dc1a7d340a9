package io.socketio.jakarta.it.apps.layout.echo;

import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.security.Principal;
import java.util.Map;

/** Installs handlers, as applications without CDI do. */
@WebListener
public class Handlers implements ServletContextListener {
    /** The context attribute with the number of bytes that went through a filter. */
    public static final String FILTERED_BYTES = "filtered bytes";

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        install(SocketIoServer.from(context), context);
        if (SocketIoServer.all(context).containsKey("sync")) install(SocketIoServer.from(context, "sync"), context);
    }

    private static void install(SocketIoServer io, ServletContext context) {
        io.on("echo", m -> m.ack().send(m.args()));
        io.on("whoami", m -> m.ack().send(describe(m.socket(), context)));
        io.on("say", m -> {
            io.emit("said", m.args());
            m.ack().send();
        });
    }

    private static Map<String, Object> describe(Socket socket, ServletContext context) {
        Handshake handshake = socket.handshake();
        Object filtered = context.getAttribute(FILTERED_BYTES);
        return Map.of(
                "transport", socket.transport(),
                "context", context.getContextPath(),
                "principal", handshake.principal().map(Principal::getName).orElse(""),
                "added", handshake.header("X-Added").orElse(""),
                "filteredBytes", filtered == null ? "0" : filtered.toString());
    }
}
