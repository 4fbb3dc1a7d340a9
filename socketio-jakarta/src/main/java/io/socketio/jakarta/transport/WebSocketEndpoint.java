package io.socketio.jakarta.transport;

import io.socketio.jakarta.engine.CloseReason;
import io.socketio.jakarta.engine.EngineServer;
import io.socketio.jakarta.engine.EngineSocket;
import io.socketio.jakarta.engine.Query;
import io.socketio.jakarta.engine.parser.Protocol;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The container's end of a WebSocket. Public, with a public constructor, because Jetty 12 refuses others. */
public final class WebSocketEndpoint extends Endpoint {
    private static final System.Logger LOG = System.getLogger(WebSocketEndpoint.class.getName());

    /**
     * How long Tomcat lets a blocking send (a flush, a close) wait for a client, in ms, instead of 20 s: it holds up a thread that others
     * need.
     */
    private static final Long BLOCKING_SEND_TIMEOUT = 2_000L; // one for all

    private @Nullable WebSocketTransport transport;
    private @Nullable EngineSocket socket;

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        WebSocketUpgrade.Ticket ticket = WebSocketUpgrade.ticket(session, config);
        session.getUserProperties().put("org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", BLOCKING_SEND_TIMEOUT);
        session.setMaxIdleTimeout(0); // Jetty 12 closes after 30 s otherwise: the heartbeat decides here

        EngineServer engine = ticket.engine();
        Protocol protocol = Objects.requireNonNull(ticket.request().protocol());
        boolean base64 = ticket.request().query("b64") != null;
        WebSocketTransport opened = new WebSocketTransport(session, engine, protocol, base64);
        WebSocketReceiver receiver =
                new WebSocketReceiver(this, protocol, engine.config().maxHttpBufferSize());
        session.addMessageHandler(String.class, (MessageHandler.Partial<String>) receiver::text);
        session.addMessageHandler(ByteBuffer.class, (MessageHandler.Partial<ByteBuffer>) receiver::binary);
        transport = opened;
        String sid = Query.sid(ticket.query());
        if (ticket.id() != null) {
            EngineSocket fresh = engine.open(ticket.request(), ticket.id(), opened, created -> {
                socket = created;
                opened.attach(created);
            });
            if (fresh == null) opened.close(CloseReason.FORCED_CLOSE); // its id was given to another meanwhile
            else ticket.opened().accept(fresh);
            return;
        }
        EngineSocket existing = engine.session(sid);
        if (existing == null) {
            opened.close(CloseReason.FORCED_CLOSE); // it has just ended
            return;
        }
        socket = existing;
        opened.attach(existing);
        existing.upgrade(opened, ticket.since());
    }

    WebSocketTransport transport() {
        return Objects.requireNonNull(transport);
    }

    /** {@code null} if the session had ended before this could join it. */
    @Nullable
    EngineSocket socket() {
        return socket;
    }

    /** The connection is of no use any more. */
    void failed(CloseReason reason) {
        if (socket != null) socket.transportClosed(transport(), reason);
    }

    @Override
    public void onClose(Session session, jakarta.websocket.CloseReason closeReason) {
        // our close might overtake the server's, which says what was wrong (Tyrus: Payara 6.2025.10)
        if (transport != null) transport.gone();
        failed(CloseReason.TRANSPORT_CLOSE);
    }

    @Override
    public void onError(Session session, Throwable error) {
        // a lost connection, as a rule: onClose follows
        LOG.log(Level.DEBUG, "WebSocket error", error);
    }
}
