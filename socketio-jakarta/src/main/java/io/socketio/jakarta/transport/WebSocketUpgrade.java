package io.socketio.jakarta.transport;

import io.socketio.jakarta.engine.EngineRequest;
import io.socketio.jakarta.engine.EngineServer;
import io.socketio.jakarta.engine.EngineSocket;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Upgrades requests from inside a servlet, which has checked them, to ONE registered endpoint at a path that nobody can use directly. Tyrus
 * (Payara, GlassFish) silently ignores endpoints that are not registered; this way works everywhere.
 */
public final class WebSocketUpgrade extends ServerEndpointConfig.Configurator {
    private static final System.Logger LOG = System.getLogger(WebSocketUpgrade.class.getName());

    /** No client reaches it: without a ticket the origin check fails. */
    private static final String HIDDEN_PATH = "/io.socketio.jakarta.websocket";

    /**
     * What a request hands over to its WebSocket.
     *
     * @param id of the session that the WebSocket opens; of one that it upgrades {@code null}
     * @param query the raw query string
     * @param since when it came, by {@link System#nanoTime}
     * @param opened gets the session that the WebSocket opens; an upgraded one is none
     */
    public record Ticket(
            EngineServer engine,
            EngineRequest request,
            @Nullable String id,
            @Nullable String query,
            long since,
            boolean perMessageDeflate,
            Consumer<EngineSocket> opened) {}

    /** Set only while {@link #upgrade} runs: the container calls the configurator on the same thread. */
    @SuppressWarnings("ThreadLocalUsage") // a static one would be shared by all servers of the application
    private final ThreadLocal<@Nullable Ticket> current = new ThreadLocal<>();

    private final ServerContainer container;
    private final ServerEndpointConfig config;

    /**
     * Registers the endpoint.
     *
     * @throws IllegalStateException if the container refuses
     */
    public WebSocketUpgrade(ServerContainer container) {
        this.container = container;
        this.config = ServerEndpointConfig.Builder.create(WebSocketEndpoint.class, HIDDEN_PATH)
                .configurator(this)
                .build();
        try {
            container.addEndpoint(config);
        } catch (DeploymentException e) {
            throw new IllegalStateException(
                    "Socket.IO could not register its WebSocket endpoint: " + e.getMessage(), e);
        }
    }

    /**
     * Must run on the request's own thread: Payara mixes up connections otherwise.
     *
     * @return false if the container did not upgrade; it has not answered then
     */
    public boolean upgrade(HttpServletRequest request, HttpServletResponse response, Ticket ticket)
            throws ServletException {
        current.set(ticket);
        try {
            container.upgradeHttpToWebSocket(request, response, config, Map.of());
        } catch (IOException e) { // nobody is left to answer; Payara 6.2025.10 would log this, at length
            LOG.log(Level.DEBUG, "the client has gone before its WebSocket was open", e);
            return true;
        } catch (DeploymentException e) {
            throw new ServletException(e);
        } finally {
            current.remove();
        }
        return response.getStatus() == HttpServletResponse.SC_SWITCHING_PROTOCOLS || response.isCommitted();
    }

    /** Takes it out: each connection would keep its own, Tomcat 10.1 in two places. */
    static Ticket ticket(Session session, EndpointConfig config) {
        String key = Ticket.class.getName();
        Object ticket = Objects.requireNonNull(session.getUserProperties().remove(key), "a WebSocket without a ticket");
        // by identity: a record is not to be compared (ARCHITECTURE, "Records")
        config.getUserProperties().computeIfPresent(key, (same, other) -> other == ticket ? null : other);
        return (Ticket) ticket;
    }

    @Override
    public boolean checkOrigin(String originHeaderValue) {
        return current.get() != null;
    }

    @Override
    public void modifyHandshake(ServerEndpointConfig sec, HandshakeRequest request, HandshakeResponse response) {
        Ticket ticket = current.get();
        if (ticket != null) sec.getUserProperties().put(Ticket.class.getName(), ticket);
    }

    /** Containers would accept permessage-deflate from whoever offers it (Tomcat 10.1). */
    @Override
    public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
        Ticket ticket = current.get();
        if (ticket == null || !ticket.perMessageDeflate()) return List.of();
        return super.getNegotiatedExtensions(installed, requested);
    }

    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
        return "";
    }
}
