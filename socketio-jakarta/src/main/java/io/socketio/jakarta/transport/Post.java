package io.socketio.jakarta.transport;

import io.socketio.jakarta.engine.EngineError;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One POST: its body is read as it comes, counted in bytes, and refused at the first byte too many. */
final class Post implements ReadListener, AsyncListener {
    private static final int CHUNK = 8 * 1024;

    private final PollingTransport transport;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final int limit;

    private byte[] body = {};
    private int length;
    private volatile @Nullable AsyncContext async;
    private boolean ended; // guarded by this

    Post(PollingTransport transport, HttpServletRequest request, HttpServletResponse response, int limit) {
        this.transport = transport;
        this.request = request;
        this.response = response;
        this.limit = limit;
    }

    void read() throws IOException {
        long declared = request.getContentLengthLong();
        if (declared > limit) {
            transport.postEnded();
            Answer.error(EngineError.TOO_LARGE).writeTo(response);
            return;
        }
        ServletInputStream in = request.getInputStream();
        if (declared >= 0 && in.available() >= declared) { // nothing to wait for, no detour
            transport.received(in.readNBytes((int) declared), response);
            return;
        }
        AsyncContext started = request.startAsync();
        async = started;
        started.setTimeout(0); // the heartbeat ends the session, and with it this
        started.addListener(this);
        in.setReadListener(this);
    }

    @Override
    public void onDataAvailable() throws IOException {
        if (isEnded()) return;
        ServletInputStream in = request.getInputStream();
        while (in.isReady() && !in.isFinished()) {
            if (length == body.length) body = Arrays.copyOf(body, Math.min(Math.max(CHUNK, length * 2), limit + 1));
            int read = in.read(body, length, body.length - length);
            if (read < 0) return;
            length += read;
            if (length > limit) {
                body = new byte[0];
                if (!end()) return;
                transport.postEnded();
                Answer.error(EngineError.TOO_LARGE).writeTo(response);
                complete();
                return;
            }
        }
    }

    @Override
    public void onAllDataRead() throws IOException {
        if (!end()) return;
        // plain writing: a WriteListener that is installed here hangs on Payara 6 and 7 and GlassFish 7 and 8
        transport.received(Arrays.copyOf(body, length), response);
        complete();
    }

    /** The session is over, and the rest of the body still to come. */
    void abort() {
        if (async == null || !end()) return;
        try {
            Answer.error(EngineError.UNKNOWN_SID).writeTo(response);
        } catch (IOException | RuntimeException e) {
            // the client is gone as well
        }
        complete();
    }

    /** False if it had ended before. */
    private synchronized boolean end() {
        boolean first = !ended;
        ended = true;
        return first;
    }

    private void complete() {
        try {
            Objects.requireNonNull(async).complete();
        } catch (IllegalStateException e) {
            // the container has completed it already
        }
    }

    private synchronized boolean isEnded() {
        return ended;
    }

    @Override
    public void onError(Throwable error) {
        if (!end()) return;
        transport.failed();
        complete();
    }

    @Override
    public void onError(AsyncEvent event) {
        onError(event.getThrowable());
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        onError(new IOException("the container timed the request out"));
    }

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
