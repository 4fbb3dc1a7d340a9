package io.socketio.jakarta.launcher.app;

import jakarta.inject.Inject;
import jakarta.json.bind.JsonbBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

@WebServlet("/greeting")
public class GreetingServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient Greeter greeter;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().write(JsonbBuilder.create().toJson(Map.of("text", greeter.greet())));
    }
}
