package io.socketio.jakarta.transport;

import io.socketio.jakarta.engine.EngineError;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/** One POST: its body is read as it comes, counted in bytes, and refused at the first byte too many. */
final class Post extends Exchange implements ReadListener {
    /** The content type of payloads that are no text. */
    static final String BINARY = "application/octet-stream";

    private static final int CHUNK = 8 * 1024;

    private final int limit;
    private final boolean binary;
    private int bound; // no more is expected: the declared length, or else the limit
    private byte[] body = {};
    private int length;
    private volatile boolean complete; // the body is: it is being handled, and answered then
    private volatile boolean waiting; // a worker reads it, and ends it
    private boolean leaving;

    Post(PollingTransport transport, HttpServletRequest request, HttpServletResponse response, int limit) {
        super(transport, request, response);
        this.limit = limit;
        this.bound = limit;
        this.binary = BINARY.equals(request.getContentType());
    }

    boolean isBinary() {
        return binary;
    }

    void read(BlockingReads blocking) throws IOException {
        long declared = LateBody.declared(request);
        if (declared > limit) {
            transport.bodyTooLarge();
            Answer.refuse(EngineError.TOO_LARGE, request, response);
            return;
        }
        ServletInputStream in = request.getInputStream();
        if (declared >= 0) {
            bound = (int) declared;
            try {
                // what is here needs no detour; how much it is Tomcat does not tell (10.1.55), only that it is
                // something
                while (length < declared && in.available() > 0 && readMore(in)) {}
            } catch (IOException e) {
                onError(e);
                return;
            }
            if (length == declared) {
                transport.received(this, body());
                return;
            }
        }
        park();
        waiting = true;
        if (blocking.start(this::readWaiting)) return;
        waiting = false;
        in.setReadListener(this);
        if (transport.isClosed()) abort(); // it ended just before this could be told
    }

    /** On a worker. Nobody else may end it meanwhile: the container would have the request back while it is read. */
    private void readWaiting() {
        try {
            ServletInputStream in = request.getInputStream();
            while (!transport.isClosed() && readMore(in)) {}
            waiting = false;
            if (transport.isClosed()) abort();
            else if (length <= limit) onAllDataRead();
        } catch (IOException | RuntimeException e) {
            onError(e);
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        if (isEnded()) return;
        ServletInputStream in = request.getInputStream();
        // isFinished() is true on Payara 7.2025.1 when all has come, whether it was read or not
        boolean more = true;
        while (more && in.isReady()) more = readMore(in);
    }

    /** False when there is no more to read. */
    private boolean readMore(ServletInputStream in) throws IOException {
        if (length == body.length) body = Arrays.copyOf(body, (int) Math.min(Math.max(CHUNK, length * 2L), bound + 1L));
        int read = in.read(body, length, body.length - length);
        if (read < 0) return false;
        length += read;
        if (length <= limit) return true;
        body = new byte[0];
        if (end()) {
            transport.bodyTooLarge();
            LateBody.endConnection(request, response);
            Answer.error(EngineError.TOO_LARGE).writeTo(response);
            complete();
        }
        return false;
    }

    @Override
    public void onAllDataRead() throws IOException {
        if (length < request.getContentLengthLong()) {
            onError(new EOFException("the body was cut off"));
            return;
        }
        complete = true;
        if (!isEnded()) transport.received(this, body());
    }

    private byte[] body() {
        return Arrays.copyOf(body, length);
    }

    /** It will be answered later: to be called on the thread that has the body. */
    void leave() {
        leaving = true;
        if (!isParked()) park();
    }

    boolean isLeaving() {
        return leaving;
    }

    /**
     * Plain writing: a WriteListener that is installed in onAllDataRead hangs on Payara 6 and 7 and GlassFish 7 and 8. No flush: on these the
     * client's next request is not read if it comes before this one is complete.
     */
    void answer(Answer answer) throws IOException {
        if (!end()) return;
        try {
            answer.writeTo(response);
        } finally {
            complete();
        }
    }

    /** From another thread than the request's. */
    void answerLate(Answer answer) {
        try {
            answer(answer);
        } catch (IOException | RuntimeException e) {
            // the client is gone, which it said
        }
    }

    /** The session is over, and the rest of the body still to come. */
    void abort() {
        if (complete || waiting || !isParked() || !end()) return;
        try {
            Answer.error(EngineError.UNKNOWN_SID).writeTo(response);
        } catch (IOException | RuntimeException e) {
            // the client is gone as well
        }
        complete();
    }
}
