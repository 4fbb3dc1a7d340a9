package io.socketio.jakarta.it.apps.redeploy.again;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the polls that have been parked and asked to be counted; at {@code /parked} it tells how many, and begins an HTTP session. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class Parked extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final AtomicInteger parked = new AtomicInteger();

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getServletPath().equals("/parked")) {
            request.getSession(true);
            response.getWriter().print(parked);
            return;
        }
        chain.doFilter(request, response);
        if (request.isAsyncStarted() && request.getQueryString().endsWith("&park")) parked.incrementAndGet();
    }
}
