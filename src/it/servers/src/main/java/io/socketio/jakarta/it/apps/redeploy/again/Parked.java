package io.socketio.jakarta.it.apps.redeploy.again;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the polls that have been parked and asked to be counted. */
@WebFilter(urlPatterns = "/socket.io/*", asyncSupported = true)
public class Parked extends HttpFilter {
    /** The context attribute with the count. */
    static final String COUNT = "parked";

    private static final long serialVersionUID = 1L;

    private final AtomicInteger count = new AtomicInteger();

    @Override
    public void init() {
        getServletContext().setAttribute(COUNT, count);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        if (request.isAsyncStarted() && request.getQueryString().endsWith("&park")) count.incrementAndGet();
    }
}
