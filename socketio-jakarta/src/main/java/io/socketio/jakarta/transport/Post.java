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
    private @Nullable AsyncContext async;
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
            answer(transport.received(in.readNBytes((int) declared)));
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
                transport.postEnded();
                complete(EngineError.TOO_LARGE);
                return;
            }
        }
    }

    @Override
    public void onAllDataRead() throws IOException {
        if (!isEnded()) complete(transport.received(Arrays.copyOf(body, length)));
    }

    /** Plain writing: a WriteListener that is installed in onAllDataRead hangs on Payara 6 and 7 and GlassFish 7 and 8. */
    private void complete(@Nullable EngineError error) throws IOException {
        synchronized (this) {
            if (ended) return;
            ended = true;
        }
        answer(error);
        Objects.requireNonNull(async).complete();
    }

    private void answer(@Nullable EngineError error) throws IOException {
        (error == null ? Answer.OK : Answer.error(error)).writeTo(response);
    }

    private synchronized boolean isEnded() {
        return ended;
    }

    @Override
    public void onError(Throwable error) {
        synchronized (this) {
            if (ended) return;
            ended = true;
        }
        transport.failed();
        try {
            Objects.requireNonNull(async).complete();
        } catch (IllegalStateException e) {
            // the container has completed it already
        }
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
