package io.socketio.jakarta.servlet;

import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.engine.EngineListener;
import io.socketio.jakarta.engine.EngineServer;
import io.socketio.jakarta.engine.EngineSocket;
import io.socketio.jakarta.server.EngineOptions;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Engine.IO alone: sessions with messages, without namespaces, events or acknowledgements. To be registered in code, with support for
 * asynchronous requests and a mapping that ends with {@code /*}. Of the options those of the engine have effect; {@code allowRequest} and
 * {@code generateId} are of Socket.IO and have none.
 */
public final class EngineServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient SocketIoConfig config;
    private final transient EngineServer engine;
    private transient @Nullable Gateway gateway;

    /**
     * With options made in code.
     *
     * @param config the options
     * @param listeners makes what a new session talks to
     */
    public EngineServlet(SocketIoConfig config, Function<EngineSocket, EngineListener> listeners) {
        this.config = config;
        this.engine = new EngineServer(EngineOptions.of(config, request -> null, null), listeners);
    }

    @Override
    public void init() throws ServletException {
        SocketIoRuntime runtime = SocketIoRuntime.of(getServletContext());
        runtime.start(engine);
        gateway = new Gateway(config, engine, config::roles, runtime, null);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (gateway != null) gateway.service(request, response);
    }

    @Override
    public void destroy() {
        Duration grace = config.shutdownGracePeriod();
        SocketIoRuntime.await(List.of(engine.close(grace, false)), grace);
        engine.close();
        SocketIoRuntime.stop(engine, getServletContext());
    }
}
