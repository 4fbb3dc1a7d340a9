package io.socketio.jakarta.transport;

import io.socketio.jakarta.engine.CloseReason;
import io.socketio.jakarta.engine.EngineError;
import io.socketio.jakarta.engine.EngineRequest;
import io.socketio.jakarta.engine.EngineSocket;
import io.socketio.jakarta.engine.Transport;
import io.socketio.jakarta.engine.parser.EnginePacket;
import io.socketio.jakarta.engine.parser.MalformedPacketException;
import io.socketio.jakarta.engine.parser.Protocol;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * HTTP long-polling (Engine.IO 4, "HTTP long-polling"): packets go out in the answer to a pending GET and come in by POST. Of Engine.IO 3 too,
 * and by JSONP.
 */
public final class PollingTransport implements Transport {
    private static final System.Logger LOG = System.getLogger(PollingTransport.class.getName());

    /**
     * How long a goodbye waits for the poll that the client sent just before, in ms: the two come over different connections, and the later one
     * may overtake.
     */
    private static final long GOODBYE = 100;

    private final HttpCompression compression;
    private final BlockingReads blockingReads;
    private final Protocol protocol;
    private final boolean base64;
    private final @Nullable Jsonp jsonp;
    private @Nullable EngineSocket socket;

    // guarded by this
    private @Nullable Poll pending;
    private @Nullable Poll answering; // its answer is on the way
    private @Nullable Post posting;
    private @Nullable Post leaving; // it said goodbye, and no poll was there to be told
    private boolean closed;
    private boolean retired;

    /** @param handshake says what the client can read */
    public PollingTransport(HttpCompression compression, BlockingReads blockingReads, EngineRequest handshake) {
        this.compression = compression;
        this.blockingReads = blockingReads;
        this.protocol = Objects.requireNonNull(handshake.protocol());
        String index = handshake.query("j");
        this.jsonp = index == null ? null : new Jsonp(index);
        this.base64 = jsonp != null || handshake.query("b64") != null;
    }

    /** Tells whose it is, before anything else happens. */
    public void attach(EngineSocket socket) {
        this.socket = socket;
    }

    private EngineSocket socket() {
        return Objects.requireNonNull(socket);
    }

    @Override
    public String name() {
        return POLLING;
    }

    /** Whether its answers are scripts. */
    public boolean isJsonp() {
        return jsonp != null;
    }

    @Override
    public synchronized boolean isWritable() {
        return pending != null;
    }

    /** Serves a GET: answers at once if packets are queued, else when some are. No thread waits. */
    public void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Poll poll = new Poll(this, request, response);
        boolean overlap;
        boolean over;
        synchronized (this) {
            over = closed || retired;
            overlap = !over && pending != null;
            if (!over && !overlap) pending = poll;
        }
        if (over) {
            refuseLate(request, response);
            return;
        }
        if (overlap) {
            socket().close(CloseReason.TRANSPORT_ERROR); // first: the client's next request may come with the answer
            Answer.refuse(EngineError.BAD_REQUEST, request, response);
            return;
        }
        socket().flush();
        leave();
        poll.answerOrPark();
    }

    /** The session has ended, or moved to WebSocket, since the request was checked. */
    private void refuseLate(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answer.refuse(socket().isOpen() ? EngineError.BAD_REQUEST : EngineError.UNKNOWN_SID, request, response);
    }

    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public boolean send(List<EnginePacket> batch, boolean direct) {
        Poll poll;
        synchronized (this) {
            poll = pending;
            pending = null;
            answering = poll;
        }
        if (poll == null) return false;
        answer(poll, batch, true);
        return true;
    }

    private synchronized @Nullable Poll take() {
        Poll poll = pending;
        pending = null;
        return poll;
    }

    private void answer(Poll poll, List<EnginePacket> batch, boolean report) {
        boolean compressible = false;
        for (EnginePacket packet : batch) compressible |= packet.compress();
        Answer answer = answer(protocol.encode(batch, base64));
        poll.answer(compressible ? compression.compress(answer, poll.acceptEncoding()) : answer, report);
    }

    private Answer answer(Protocol.Payload payload) {
        if (jsonp != null) return Answer.payload("text/javascript; charset=UTF-8", jsonp.script(payload.body()));
        return Answer.payload(payload.binary() ? Post.BINARY : "text/plain; charset=UTF-8", payload.body());
    }

    /** Serves a POST: reads the body without blocking a thread, hands the packets over, then answers. */
    public void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Post post = new Post(this, request, response, socket().maxHttpBufferSize());
        boolean overlap;
        boolean over;
        synchronized (this) {
            over = closed || retired;
            overlap = posting != null;
            if (!over && !overlap) posting = post;
        }
        if (over) {
            refuseLate(request, response);
            return;
        }
        if (overlap || (post.isBinary() && (jsonp != null || !protocol.hasBinaryPayloads()))) {
            socket().close(CloseReason.TRANSPORT_ERROR); // first: the client's next request may come with the answer
            Answer.refuse(EngineError.BAD_REQUEST, request, response);
            return;
        }
        post.read(blockingReads);
    }

    /**
     * The body is there: handles it and answers. What handlers send meanwhile follows the answer, as in the reference server: the
     * Python client, when it is told something while its request still runs, may forget to say goodbye.
     */
    void received(Post post, byte[] body) throws IOException {
        socket().cork();
        try {
            Answer answer = Answer.OK;
            try {
                decode(post, body);
            } catch (MalformedPacketException e) {
                socket().close(CloseReason.PARSE_ERROR);
                answer = Answer.error(EngineError.BAD_REQUEST);
            } catch (RuntimeException | StackOverflowError e) {
                LOG.log(Level.WARNING, "a message could not be processed", e);
                socket().close(CloseReason.TRANSPORT_ERROR);
                answer = Answer.error(EngineError.BAD_REQUEST);
            }
            postEnded();
            if (!post.isLeaving()) post.answer(answer);
        } finally {
            socket().uncork();
        }
    }

    private void decode(Post post, byte[] body) throws MalformedPacketException {
        if (post.isBinary()) {
            protocol.decode(body, packet -> receive(post, packet));
            return;
        }
        String text = new String(body, StandardCharsets.UTF_8);
        protocol.decode(jsonp == null ? text : Jsonp.payload(text), packet -> receive(post, packet));
    }

    private void receive(Post post, EnginePacket packet) {
        if (post.isLeaving()) return; // what comes behind a goodbye
        if (packet.type() != EnginePacket.Type.CLOSE || isWritable()) {
            socket().receive(this, packet);
            return;
        }
        post.leave();
        boolean over;
        synchronized (this) {
            over = closed || retired;
            if (!over) leaving = post;
        }
        if (over) post.answerLate(Answer.OK);
        else socket().later(this::leave, GOODBYE);
    }

    /** The client has said goodbye, and its poll is here, or none has come. */
    private void leave() {
        Post post = takeLeaving();
        if (post == null) return;
        socket().receive(this, EnginePacket.CLOSE);
        post.answerLate(Answer.OK);
    }

    private synchronized @Nullable Post takeLeaving() {
        Post post = leaving;
        leaving = null;
        return post;
    }

    /** The session stays: that is what the reference server does, too. */
    void bodyTooLarge() {
        socket().limits().reached("maxHttpBufferSize");
        postEnded();
    }

    private void postEnded() {
        synchronized (this) {
            posting = null;
        }
    }

    /** A poll was answered. */
    void sent() {
        synchronized (this) {
            answering = null;
        }
        socket().sent(this);
    }

    /** A request broke off, or its answer could not be written. */
    void failed() {
        socket().transportClosed(this, CloseReason.TRANSPORT_ERROR);
    }

    /** The application stops. */
    void stopped() {
        socket().close(CloseReason.SERVER_SHUTTING_DOWN);
    }

    @Override
    public void close(CloseReason reason) {
        Post unfinished;
        Poll unread;
        synchronized (this) {
            closed = true;
            unfinished = posting;
            unread = answering;
        }
        if (unfinished != null) unfinished.abort();
        if (unread != null) unread.abort();
        Post goodbye = takeLeaving();
        if (goodbye != null) goodbye.answerLate(Answer.OK);
        Poll poll = take();
        // who closed it knows; everybody else is told
        EnginePacket last = reason == CloseReason.TRANSPORT_CLOSE ? EnginePacket.NOOP : EnginePacket.CLOSE;
        if (poll != null) answer(poll, List.of(last), false);
    }

    @Override
    public void retire(long upgradeBegan) {
        synchronized (this) {
            retired = true;
        }
        Poll poll = take();
        if (poll == null) return;
        // a request that overtook the client's last packet gets what it would have got behind it
        if (poll.isSince(upgradeBegan)) poll.answer(Answer.error(EngineError.BAD_REQUEST), false);
        else answer(poll, List.of(EnginePacket.NOOP), false);
    }
}
