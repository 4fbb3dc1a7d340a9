package io.socketio.jakarta.servlet;

import io.socketio.jakarta.engine.EngineServer;
import io.socketio.jakarta.transport.BlockingReads;
import io.socketio.jakarta.transport.WebSocketUpgrade;
import jakarta.servlet.ServletContext;
import jakarta.websocket.server.ServerContainer;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What all servers of one application share: threads and the WebSocket endpoint. A context attribute. */
final class SocketIoRuntime {
    private static final System.Logger LOG = System.getLogger(SocketIoRuntime.class.getName());

    private static final String ATTRIBUTE = SocketIoRuntime.class.getName();

    /** Servers end by themselves when their time is over; a little later they are not waited for. */
    private static final long PATIENCE_MILLIS = 1_000;

    private final Threads threads;
    private final @Nullable WebSocketUpgrade webSocket;
    private final @Nullable HttpSessions httpSessions;
    private final BlockingReads blockingReads;
    private final Set<EngineServer> engines = ConcurrentHashMap.newKeySet();

    private SocketIoRuntime(ServletContext context) {
        ServerContainer container = (ServerContainer) context.getAttribute(ServerContainer.class.getName());
        this.webSocket = container == null ? null : new WebSocketUpgrade(container);
        this.httpSessions = HttpSessions.of(context);
        this.threads = Threads.of(context); // last: who fails leaves none behind
        this.blockingReads = BlockingReads.of(context, threads.workers());
    }

    /** The runtime of an application; started at the first call, which must be made while the application starts. */
    static SocketIoRuntime of(ServletContext context) {
        if (context.getAttribute(ATTRIBUTE) instanceof SocketIoRuntime existing) return existing;
        SocketIoRuntime created = new SocketIoRuntime(context);
        context.setAttribute(ATTRIBUTE, created);
        return created;
    }

    void start(EngineServer engine) {
        if (webSocket == null && engine.config().transports().contains("websocket"))
            throw new IllegalStateException("this server has no Jakarta WebSocket: add it (for embedded Tomcat,"
                    + " org.apache.tomcat.embed:tomcat-embed-websocket), or set the option transports to polling");
        if (engines.add(engine)) engine.start(threads.workers(), threads.timer());
    }

    WebSocketUpgrade webSocket() {
        return Objects.requireNonNull(webSocket);
    }

    BlockingReads blockingReads() {
        return blockingReads;
    }

    HttpSessions httpSessions() {
        if (httpSessions != null) return httpSessions;
        throw new IllegalStateException("the option disconnectOnHttpSessionEnd needs a listener, which "
                + SocketIoInitializer.class.getName() + " adds: it did not run in this application");
    }

    /** Waits for servers that are being closed: what they need of the application is taken away behind. */
    static void await(List<CompletionStage<Void>> closing, Duration grace) {
        try {
            CompletableFuture.allOf(closing.stream()
                            .map(CompletionStage::toCompletableFuture)
                            .toArray(CompletableFuture<?>[]::new))
                    .get(grace.toMillis() + PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.WARNING, "connections still open at the end of the application", e);
        }
    }

    /** A server is out of service: its servlet was destroyed. The last one takes the threads along. */
    static void stop(EngineServer engine, ServletContext context) {
        if (!(context.getAttribute(ATTRIBUTE) instanceof SocketIoRuntime running)) return;
        if (running.engines.remove(engine) && running.engines.isEmpty()) stop(context);
    }

    /** Whether servlets or listeners end first depends on the container: the second call does nothing. */
    static void stop(ServletContext context) {
        if (!(context.getAttribute(ATTRIBUTE) instanceof SocketIoRuntime running)) return;
        context.removeAttribute(ATTRIBUTE);
        running.threads.stop();
    }
}
