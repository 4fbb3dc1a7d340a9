package io.socketio.jakarta.transport;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** A request that may outlast its thread, and ends once. */
abstract class Exchange implements AsyncListener {
    final PollingTransport transport;
    final HttpServletRequest request;
    final HttpServletResponse response;

    private @Nullable AsyncContext async; // guarded by this
    private boolean ended; // guarded by this

    Exchange(PollingTransport transport, HttpServletRequest request, HttpServletResponse response) {
        this.transport = transport;
        this.request = request;
        this.response = response;
    }

    /** Leaves the request's thread. No time limit: the heartbeat ends the session, and with it this. */
    final synchronized void park() {
        AsyncContext parked = request.startAsync();
        parked.setTimeout(0);
        parked.addListener(this);
        async = parked;
    }

    final synchronized boolean isParked() {
        return async != null;
    }

    final synchronized boolean isEnded() {
        return ended;
    }

    /** False if it had ended before. */
    final synchronized boolean end() {
        boolean first = !ended;
        ended = true;
        return first;
    }

    /** After the end: lets the container have the request back. */
    final void complete() {
        AsyncContext parked;
        synchronized (this) {
            parked = async;
        }
        try {
            if (parked != null) parked.complete();
        } catch (IllegalStateException e) {
            // the container has completed it already
        }
    }

    /** The client is gone. Containers call it, several times perhaps. */
    public final void onError(@Nullable Throwable error) {
        if (!end()) return;
        transport.failed();
        complete();
    }

    @Override
    public final void onError(AsyncEvent event) {
        onError(event.getThrowable());
    }

    /** There is no limit: it is the application that stops. Tomcat (10 and 11) may tell its requests before it tells its listeners. */
    @Override
    public final void onTimeout(AsyncEvent event) {
        transport.stopped();
        if (end()) complete();
    }

    @Override
    public final void onComplete(AsyncEvent event) {}

    @Override
    public final void onStartAsync(AsyncEvent event) {}
}
