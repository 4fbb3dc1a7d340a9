package io.socketio.jakarta.transport;

import io.socketio.jakarta.engine.CloseReason;
import io.socketio.jakarta.engine.EngineServer;
import io.socketio.jakarta.engine.EngineSocket;
import io.socketio.jakarta.engine.Transport;
import io.socketio.jakarta.engine.parser.EnginePacket;
import io.socketio.jakarta.engine.parser.Protocol;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * WebSocket (Engine.IO 4, "WebSocket"): each packet is a message. At most one send is in flight: Tomcat 10 throws at a second one, Liberty
 * loses it. The end of a send may be reported before the call returns, inline or on another thread: a counter instead of recursion, which
 * would overflow the stack on Tyrus.
 */
final class WebSocketTransport implements Transport, SendHandler {
    private static final System.Logger LOG = System.getLogger(WebSocketTransport.class.getName());

    private static final long CLOSE_TIMEOUT = 2_000;

    /**
     * Tyrus on Grizzly (GlassFish 8.0.0, Payara 6.2025.10) ends the request of a WebSocket on the thread that closes it. If a thread of the
     * container is still about that request, after the handshake or after a message, it goes on with it when it serves another connection,
     * whose handshake then stays without an answer, or ends. So that thread gets time to leave, in ms.
     */
    private static final long TYRUS_LEAVES = 100;

    private final Session session;
    private final RemoteEndpoint.Async remote;
    private final RemoteEndpoint.Basic blocking;
    private final @Nullable TomcatText tomcat;
    private final EngineServer engine;
    private final Protocol protocol;
    private final boolean base64;
    private final boolean undertow;
    private final boolean tyrus;
    private final AtomicInteger steps = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable EngineSocket socket;

    private volatile List<EnginePacket> batch = List.of(); // in flight
    // handed from step to step by the counter
    private int next;
    private boolean batching;

    /** Also true while the answer to a probe is in flight, which goes past the session's queue. */
    private volatile boolean busy;

    /** @param base64 whether the client cannot receive binary frames (parameter {@code b64}) */
    WebSocketTransport(Session session, EngineServer engine, Protocol protocol, boolean base64) {
        this.session = session;
        this.remote = session.getAsyncRemote();
        this.blocking = session.getBasicRemote();
        this.tomcat = TomcatText.of(blocking);
        this.engine = engine;
        this.protocol = protocol;
        this.base64 = base64;
        // WildFly 39.0.1: reports the end of a batched send only after a flush, and forgets one close in 1,500
        this.undertow = session.getClass().getName().startsWith("io.undertow.");
        this.tyrus = session.getClass().getName().startsWith("org.glassfish.tyrus.");
    }

    void attach(EngineSocket socket) {
        this.socket = socket;
    }

    private EngineSocket socket() {
        return Objects.requireNonNull(socket);
    }

    @Override
    public String name() {
        return WEBSOCKET;
    }

    @Override
    public boolean isWritable() {
        return !busy;
    }

    @Override
    public boolean send(List<EnginePacket> packets, boolean direct) {
        if (busy) return false;
        try {
            if (direct && packets.size() == 1) {
                sendNow(packets.get(
                        0)); // not busy meanwhile: the session waits for the end, and there is no probe any more
                socket().sent(this);
                return true;
            }
            busy = true;
            batching = direct && !undertow;
            if (batching) remote.setBatchingAllowed(true);
        } catch (IOException | RuntimeException e) {
            fail(e);
            return true;
        }
        batch = packets;
        next = 0;
        step();
        return true;
    }

    /** Tomcat ends each asynchronous send on another thread, which costs more than the send. */
    private void sendNow(EnginePacket packet) throws IOException {
        if (packet.isBinary() && !base64) blocking.sendBinary(ByteBuffer.wrap(protocol.bytes(packet)));
        else if (tomcat != null && TomcatText.takes(packet)) tomcat.send(protocol.utf8(packet));
        else blocking.sendText(protocol.text(packet));
    }

    /** Sends the next packet, or ends the batch; once at first, and once for each packet that was sent. */
    private void step() {
        if (steps.getAndIncrement() != 0) return;
        try {
            do {
                List<EnginePacket> all = batch;
                if (next < all.size()) sendNext(all.get(next++));
                else end();
            } while (steps.decrementAndGet() != 0);
        } catch (RuntimeException | Error e) { // nobody would take the next step
            fail(e);
            throw e;
        }
    }

    private void sendNext(EnginePacket packet) {
        try {
            if (packet.isBinary() && !base64) remote.sendBinary(ByteBuffer.wrap(protocol.bytes(packet)), this);
            else if (tomcat != null && TomcatText.takes(packet)) tomcat.send(protocol.utf8(packet), this);
            else remote.sendText(protocol.text(packet), this);
        } catch (RuntimeException e) { // a closed session: Tyrus and Tomcat throw, others report
            fail(e);
        }
    }

    @Override
    public void onResult(SendResult result) {
        if (result.isOK()) step();
        else fail(result.getException());
    }

    private void end() {
        if (batching) {
            batching = false;
            try {
                remote.flushBatch();
                remote.setBatchingAllowed(false);
            } catch (IOException | RuntimeException e) {
                fail(e);
                return;
            }
        }
        batch = List.of();
        busy = false;
        socket().sent(this);
    }

    /** Tomcat 10 leaves a session half open after a failed send, and tells nobody: it is closed here. */
    private void fail(@Nullable Throwable cause) {
        LOG.log(Level.DEBUG, "WebSocket send failed", cause);
        socket().transportClosed(this, CloseReason.TRANSPORT_ERROR);
        close(CloseReason.TRANSPORT_ERROR);
    }

    /** It is closed already. */
    void gone() {
        closed.set(true);
    }

    @Override
    public void close(CloseReason reason) {
        if (!closed.compareAndSet(false, true)) return;
        batch = List.of(); // Tomcat 10.1 keeps a session whose client is gone for half a minute
        if (tyrus) engine.endLater(this::closeByWorker, TYRUS_LEAVES);
        else closeByWorker();
    }

    private void closeByWorker() {
        try {
            engine.closings().execute(this::closeSession); // may wait for a slow client, and calls onClose inside
        } catch (RejectedExecutionException e) {
            closeSession(); // the application is stopping
        }
    }

    /**
     * Closes with a code of the WebSocket protocol what the client must not go on with. The session ends first: the container calls onClose
     * inside, which would give another reason.
     */
    void refuse(jakarta.websocket.CloseReason.CloseCode code) {
        if (!closed.compareAndSet(false, true)) return;
        if (socket != null) socket.transportClosed(this, CloseReason.TRANSPORT_ERROR);
        try {
            session.close(new jakarta.websocket.CloseReason(code, ""));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "WebSocket close failed", e);
        }
    }

    private void closeSession() {
        try {
            if (undertow) session.setMaxIdleTimeout(CLOSE_TIMEOUT); // or it would keep the connection
            session.close();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "WebSocket close failed", e);
        }
    }
}
