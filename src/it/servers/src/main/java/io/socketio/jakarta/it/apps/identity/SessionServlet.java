package io.socketio.jakarta.it.apps.identity;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The HTTP session of whoever is logged in. */
public class SessionServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (String.valueOf(request.getPathInfo())) {
            case "/begin" -> request.getSession(true);
            case "/change" -> request.changeSessionId();
            case "/logout" -> request.getSession(false).invalidate();
            default -> {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
        }
        response.setContentType("text/plain");
        response.getWriter().print(request.getRemoteUser());
    }
}
