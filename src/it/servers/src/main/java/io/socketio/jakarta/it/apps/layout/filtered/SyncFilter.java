package io.socketio.jakarta.it.apps.layout.filtered;

import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;

/** Does nothing, and so forbids asynchronous requests where it is mapped. */
@WebFilter(urlPatterns = "/socket.io/sync/*")
public class SyncFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
}
