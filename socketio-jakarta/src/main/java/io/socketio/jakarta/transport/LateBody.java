package io.socketio.jakarta.transport;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request that is answered without it, and that is still to come. Tomcat (10.1.55) would wait for it on the request's thread,
 * 20 s or more for each part: as many such requests as it has threads, and nobody else is served. So the answer goes out, what comes is
 * dropped as it comes, without a thread, and the connection is closed in the end: not at once, or a client that still sends may miss the answer.
 */
public final class LateBody implements ReadListener, AsyncListener {
    /** Who sends more does not see the answer; as much as Tomcat would read. */
    private static final long LIMIT = 2 << 20;

    /** How long it may take, in ms. */
    private static final long PATIENCE = 5_000;

    private static final long UNKNOWN = Long.MAX_VALUE;

    private final HttpServletRequest request;
    private final AsyncContext async;
    private long length;
    private boolean completed; // guarded by this

    private LateBody(HttpServletRequest request) {
        this.request = request;
        this.async = request.startAsync();
        async.setTimeout(PATIENCE);
        async.addListener(this);
    }

    /** Whether a request has a body that has not come as a whole. */
    public static boolean isLate(HttpServletRequest request) throws IOException {
        long declared = declared(request);
        if (declared < 0) return request.getHeader("Transfer-Encoding") != null;
        return declared == UNKNOWN || (declared > 0 && request.getInputStream().available() < declared);
    }

    /** How long the body says it is; negative if it does not. */
    static long declared(HttpServletRequest request) {
        try {
            return request.getContentLengthLong();
        } catch (NumberFormatException e) { // more than a long holds: WildFly 39.0.1 passes it on
            return UNKNOWN;
        }
    }

    /** Answers a request whose body is not read. */
    static void answer(Answer answer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean late = request.isAsyncSupported() && isLate(request);
        if (late) endConnection(request, response); // also makes Tomcat not wait for the rest in the end
        answer.writeTo(response);
        if (!late || declared(request) == UNKNOWN) return;
        response.flushBuffer();
        request.getInputStream().setReadListener(new LateBody(request));
    }

    /** To be said before an answer to what is not read to its end: what the client sends behind it might never be read (WildFly 39.0.1). */
    static void endConnection(HttpServletRequest request, HttpServletResponse response) {
        if (request.getProtocol().startsWith("HTTP/1")) response.setHeader("Connection", "close");
    }

    @Override
    public void onDataAvailable() throws IOException {
        ServletInputStream in = request.getInputStream();
        byte[] dropped = new byte[8 * 1024]; // not kept: many such requests may wait
        while (length <= LIMIT && in.isReady()) {
            int read = in.read(dropped);
            if (read < 0) return;
            length += read;
        }
        if (length > LIMIT) complete();
    }

    @Override
    public void onAllDataRead() {
        complete();
    }

    @Override
    public void onError(@Nullable Throwable error) {
        complete();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        complete();
    }

    @Override
    public void onError(AsyncEvent event) {
        complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}

    private void complete() {
        synchronized (this) {
            if (completed) return;
            completed = true;
        }
        try {
            async.complete();
        } catch (IllegalStateException e) {
            // the container has completed it already
        }
    }
}
