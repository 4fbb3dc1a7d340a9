package io.socketio.jakarta.it;

import static io.socketio.jakarta.it.support.App.app;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Cookie;
import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.it.support.App;
import io.socketio.jakarta.it.support.Echo;
import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.WebSocket;
import io.socketio.jakarta.servlet.SocketIoServlet;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** A server that is put together by hand, and what may stand before it. */
class ServletInCodeIT {
    private static App registered(SocketIoServlet servlet) {
        return app().option("register", false).onStart(context -> {
            ServletRegistration.Dynamic registration = context.addServlet("mine", servlet);
            registration.setAsyncSupported(true);
            registration.addMapping("/mine/*");
        });
    }

    private static void works(App app, String path) {
        Http session = Http.open(app, path);
        session.post("40");
        assertTrue(session.get().startsWith("40{"));
        session.post("42[\"echo\",\"ä€\"]");
        assertEquals("42[\"echo\",\"ä€\"]", session.get());
        String large = "42[\"echo\",\"" + "x".repeat(200_000) + "\"]";
        session.post(large);
        assertEquals(large, session.get());
        try (WebSocket client = WebSocket.connect(session.endpoint(), session.upgradeQuery())) {
            assertEquals(101, client.status());
            client.send("2probe");
            assertEquals("3probe", client.text());
            client.send("5");
            client.send("42[\"echo\",2]");
            assertEquals("42[\"echo\",2]", client.text());
        }
    }

    @Test
    void handlersBeforeTheStart() {
        SocketIoServlet servlet = new SocketIoServlet(SocketIoConfig.builder()
                .pingInterval(Duration.ofMillis(12_345))
                .cookie(Cookie.DEFAULT)
                .build());
        new Echo().accept(servlet.server());
        try (App app = registered(servlet).start()) {
            works(app, "/mine/");
            assertSame(servlet.server(), app.server());
            assertSame(servlet.server(), app.server("mine"));
            assertEquals(Duration.ofMillis(12_345), app.server().config().pingInterval());
        }
    }

    @Test
    void contextParamsAreNotForIt() {
        SocketIoServlet servlet = new SocketIoServlet(SocketIoConfig.defaults());
        try (App app = registered(servlet).option("pingInterval", 1).start()) {
            Http.open(app, "/mine/");
            assertEquals(Duration.ofSeconds(25), app.server().config().pingInterval());
        }
    }

    @Test
    void besideTheOneThatRegistersItself() {
        SocketIoServlet servlet = new SocketIoServlet(SocketIoConfig.defaults());
        new Echo().accept(servlet.server());
        try (App app = registered(servlet)
                .option("register", true)
                .handlers(new Echo())
                .start()) {
            works(app, "/mine/");
            works(app, "/socket.io/");
            assertNotEquals(servlet.server(), app.server());
            assertFalse(app.server().equals(app.server("mine")));
        }
    }

    /** As security frameworks do. */
    @Test
    void behindAFilterThatWraps() {
        try (App app = app().handlers(new Echo())
                .filter((request, response, chain) -> chain.doFilter(
                        new HttpServletRequestWrapper((HttpServletRequest) request),
                        new HttpServletResponseWrapper((HttpServletResponse) response)))
                .start()) {
            works(app, "/socket.io/");
        }
    }

    /** The parameters of a form are nobody's: a filter that looks for them finds only those of the query. */
    @Test
    void behindAFilterThatReadsParameters() {
        try (App app = app().handlers(new Echo())
                .filter((request, response, chain) -> {
                    request.getParameter("sid");
                    chain.doFilter(request, response);
                })
                .start()) {
            works(app, "/socket.io/");
        }
    }

    @Test
    void behindAFilterWithoutAsyncSupport() {
        try (App app = app().onStart(context -> {
                    FilterRegistration.Dynamic filter =
                            context.addFilter("old", (request, response, chain) -> chain.doFilter(request, response));
                    filter.setAsyncSupported(false);
                    filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
                })
                .start()) {
            // told in the log: a page would tell strangers
            assertEquals(
                    500,
                    Http.request(URI.create(app.uri() + "/socket.io/"), "GET", "EIO=4&transport=polling", null)
                            .statusCode());
            assertEquals(0, app.server().engine().clientsCount());
            WebSocket.join(app).close(); // needs none
        }
    }
}
