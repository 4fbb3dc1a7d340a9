package io.socketio.jakarta.it.apps.redeploy.again;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Begins an HTTP session, and tells how many polls have been parked. */
@WebServlet("/lobby")
public class Lobby extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.getSession(true);
        response.getWriter().print(getServletContext().getAttribute(Parked.COUNT));
    }
}
