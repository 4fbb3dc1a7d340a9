package io.socketio.jakarta.transport;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One GET. It is answered once: on the request's own thread if the answer was there before it would have been parked, else from whichever
 * thread has it.
 */
final class Poll implements AsyncListener, WriteListener {
    /** What containers buffer anyway: written plainly. More is written only when the connection can take it. */
    private static final int PLAIN_WRITE = 8 * 1024;

    private final PollingTransport transport;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final @Nullable String acceptEncoding;
    private final long since = System.nanoTime();

    // guarded by this
    private @Nullable AsyncContext async;
    private @Nullable Answer answer;
    private boolean report;
    private boolean ended;

    private int written; // of a large body; the container calls one at a time

    Poll(PollingTransport transport, HttpServletRequest request, HttpServletResponse response) {
        this.transport = transport;
        this.request = request;
        this.response = response;
        this.acceptEncoding = request.getHeader("Accept-Encoding"); // not to be asked later: the request may be gone
    }

    @Nullable
    String acceptEncoding() {
        return acceptEncoding;
    }

    /** Whether it came after a moment of {@link System#nanoTime}. */
    boolean isSince(long moment) {
        return since - moment > 0;
    }

    /** On the request's thread, last: answers if the answer has come, else leaves the request to whoever brings it. */
    void answerOrPark() {
        Answer here;
        synchronized (this) {
            here = answer;
            if (here == null || here.body().length > PLAIN_WRITE) {
                AsyncContext parked = request.startAsync();
                parked.setTimeout(0); // the heartbeat ends it
                parked.addListener(this);
                async = parked;
            }
        }
        if (here != null) tryToWrite(here);
    }

    /** @param report whether the session awaits the end of this batch */
    void answer(Answer it, boolean report) {
        boolean parked;
        synchronized (this) {
            answer = it;
            this.report = report;
            parked = async != null;
        }
        if (parked) tryToWrite(it); // else the request's thread sees to it
    }

    private void tryToWrite(Answer it) {
        try {
            write(it);
        } catch (IOException | RuntimeException e) { // containers throw all kinds when the client is gone
            onError(e);
        }
    }

    private void write(Answer it) throws IOException {
        it.head(response);
        if (it.body().length > PLAIN_WRITE) {
            response.getOutputStream().setWriteListener(this);
        } else {
            response.getOutputStream().write(it.body());
            end();
        }
    }

    @Override
    public void onWritePossible() throws IOException {
        Answer it;
        synchronized (this) {
            it = answer;
            if (it == null || ended) return;
        }
        ServletOutputStream out = response.getOutputStream();
        while (out.isReady()) {
            int left = it.body().length - written;
            if (left == 0) {
                end();
                return;
            }
            int chunk = Math.min(left, PLAIN_WRITE);
            out.write(it.body(), written, chunk);
            written += chunk;
        }
    }

    private void end() {
        AsyncContext parked;
        synchronized (this) {
            if (ended) return;
            ended = true;
            parked = async;
        }
        // before the client can come back: its next request must find the session ready
        if (report) transport.sent();
        if (parked != null) parked.complete();
    }

    @Override
    public void onError(Throwable error) {
        AsyncContext parked;
        synchronized (this) {
            if (ended) return;
            ended = true;
            parked = async;
        }
        transport.failed();
        try {
            if (parked != null) parked.complete();
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
