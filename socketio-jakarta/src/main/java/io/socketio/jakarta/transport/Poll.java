package io.socketio.jakarta.transport;

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
final class Poll extends Exchange implements WriteListener {
    /** What containers buffer anyway: written plainly. More is written only when the connection can take it. */
    private static final int PLAIN_WRITE = 8 * 1024;

    private final @Nullable String acceptEncoding;
    private final long since = System.nanoTime();

    private @Nullable Answer answer; // guarded by this
    private boolean report;
    private int written; // of a large body; the container calls one at a time

    Poll(PollingTransport transport, HttpServletRequest request, HttpServletResponse response) {
        super(transport, request, response);
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
            if (here == null || here.body().length > PLAIN_WRITE) park();
        }
        if (here != null) write(here);
    }

    /** @param report whether the session awaits the end of this batch */
    void answer(Answer it, boolean report) {
        boolean parked;
        synchronized (this) {
            answer = it;
            this.report = report;
            parked = isParked();
        }
        if (parked) write(it); // else the request's thread sees to it
    }

    private void write(Answer it) {
        try {
            it.head(response);
            if (it.body().length > PLAIN_WRITE) {
                response.getOutputStream().setWriteListener(this);
            } else {
                response.getOutputStream().write(it.body());
                finish();
            }
        } catch (IOException | RuntimeException e) { // containers throw all kinds when the client is gone
            onError(e);
        }
    }

    @Override
    public void onWritePossible() throws IOException {
        Answer it;
        synchronized (this) {
            it = answer;
        }
        if (it == null || isEnded()) return;
        ServletOutputStream out = response.getOutputStream();
        while (out.isReady()) {
            int left = it.body().length - written;
            if (left == 0) {
                finish();
                return;
            }
            int chunk = Math.min(left, PLAIN_WRITE);
            out.write(it.body(), written, chunk);
            written += chunk;
        }
    }

    /** The session is over, and the client does not take its answer. */
    void abort() {
        if (isParked() && end()) complete();
    }

    private void finish() {
        if (!end()) return;
        // before the client can come back: its next request must find the session ready
        if (report) transport.sent();
        complete();
    }
}
