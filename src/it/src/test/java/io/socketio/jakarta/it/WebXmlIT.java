package io.socketio.jakarta.it;

import static io.socketio.jakarta.it.support.App.app;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.AllowRequest;
import io.socketio.jakarta.ConnectRefusedException;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.it.support.App;
import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.WebSocket;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What web.xml can say. */
class WebXmlIT {
    /** @param params names and values */
    private static String servlet(String name, String path, String... params) {
        StringBuilder xml = new StringBuilder("<servlet><servlet-name>" + name + "</servlet-name><servlet-class>"
                + "io.socketio.jakarta.servlet.SocketIoServlet</servlet-class>");
        for (int i = 0; i < params.length; i += 2)
            xml.append("<init-param><param-name>" + params[i] + "</param-name><param-value>" + params[i + 1]
                    + "</param-value></init-param>");
        return xml + "<async-supported>true</async-supported></servlet><servlet-mapping><servlet-name>" + name
                + "</servlet-name><url-pattern>" + path + "/*</url-pattern></servlet-mapping>";
    }

    private static String contextParam(String name, String value) {
        return "<context-param><param-name>" + name + "</param-name><param-value>" + value
                + "</param-value></context-param>";
    }

    private static String open(App app, String path) {
        return Http.request(URI.create(app.uri() + path), "GET", "EIO=4&transport=polling", null)
                .body();
    }

    @Test
    void servletWithOptions() {
        try (App app = app().webXml(servlet("chat", "/chat", "pingInterval", "1234", "transports", "polling"))
                .handlers(io -> io.onConnect(socket -> socket.emit("hello")))
                .start()) {
            String open = open(app, "/chat/");
            assertTrue(open.contains("\"upgrades\":[],\"pingInterval\":1234,"), open);
            assertThrows(AssertionError.class, () -> Http.open(app), "none registers itself beside it");
            Http session = Http.open(app, "/chat/");
            session.post("40");
            StringBuilder payload = new StringBuilder(session.get());
            while (!payload.toString().endsWith("42[\"hello\"]")) payload.append(session.get());
            assertEquals(app.server(), app.server("chat"));
        }
    }

    @Test
    void severalServersInOneApplication() {
        try (App app = app().webXml(contextParam("socketio.pingTimeout", "4321")
                        + servlet("one", "/one", "pingInterval", "1111")
                        + servlet("two", "/two", "pingInterval", "2222", "pingTimeout", "5555"))
                .onStart(context -> {
                    for (String name : new String[] {"one", "two"})
                        io.socketio.jakarta.SocketIoServer.from(context, name)
                                .onConnect(socket -> socket.emit("welcome to", name));
                })
                .start()) {
            assertTrue(open(app, "/one/").contains("\"pingInterval\":1111,\"pingTimeout\":4321"));
            assertTrue(open(app, "/two/").contains("\"pingInterval\":2222,\"pingTimeout\":5555"));
            assertThrows(IllegalStateException.class, app::server, "which one?");
            try (WebSocket one = WebSocket.open(app, "/one/");
                    WebSocket two = WebSocket.open(app, "/two/")) {
                one.send("40");
                two.send("40");
                one.text();
                two.text();
                assertEquals("42[\"welcome to\",\"one\"]", one.text());
                assertEquals("42[\"welcome to\",\"two\"]", two.text());
                app.server("one").emit("one only");
                app.server("two").emit("two only");
                assertEquals("42[\"one only\"]", one.text());
                assertEquals("42[\"two only\"]", two.text());
                // a session belongs to its server
                Http session = Http.open(app, "/one/");
                assertEquals(
                        "{\"code\":1,\"message\":\"Session ID unknown\"}",
                        Http.request(URI.create(app.uri() + "/two/"), "GET", session.query(), null)
                                .body());
            }
        }
    }

    @Test
    void theDefaultServletOfSeveral() {
        try (App app = app().webXml(servlet("socketio", "/main") + servlet("other", "/other"))
                .start()) {
            assertEquals(app.server("socketio"), app.server());
        }
    }

    @Test
    void metadataComplete() {
        try (App app = app().webXml("metadata-complete=\"true\"", contextParam("socketio.path", "/live"))
                        .start();
                WebSocket client = WebSocket.open(app, "/live/")) {
            client.send("40");
            assertTrue(client.text().startsWith("40{"));
        }
    }

    @Test
    void forgottenAsyncSupportIsMended() {
        String xml = servlet("chat", "/chat").replace("<async-supported>true</async-supported>", "");
        try (App app = app().webXml(xml).start()) {
            Http session = Http.open(app, "/chat/");
            session.post("40");
            assertTrue(session.get().startsWith("40{"));
        }
    }

    @Test
    void wrongOptionStopsTheDeployment() {
        try (App app = app().webXml(servlet("chat", "/chat", "pingIntervall", "1"))) {
            String log = app.startFailing();
            assertTrue(log.contains("unknown Socket.IO option \"pingIntervall\""), log);
        }
        try (App app = app().webXml(servlet("chat", "/chat", "maxRooms", "many"))) {
            String log = app.startFailing();
            assertTrue(log.contains("Socket.IO option maxRooms = \"many\": must be a whole number"), log);
        }
    }

    /** Somebody else's servlet. */
    public static final class Other extends HttpServlet {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void takenPath() {
        String other = servlet("other", "/socket.io")
                .replace("io.socketio.jakarta.servlet.SocketIoServlet", Other.class.getName());
        try (App app = app().webXml(other)) {
            String log = app.startFailing();
            assertTrue(log.contains("another servlet is mapped to /socket.io/*"), log);
        }
        try (App app =
                app().webXml(other + contextParam("socketio.path", "/live")).start()) {
            assertTrue(open(app, "/live/").startsWith("0{"));
        }
    }

    /** Named in web.xml. */
    public static final class OnlyWithTicket implements AllowRequest {
        @Override
        public void check(Handshake handshake) {
            if (handshake.query("ticket").isEmpty()) throw new ConnectRefusedException("a ticket is needed");
        }
    }

    @Test
    void allowRequestByName() {
        try (App app = app().webXml(contextParam("socketio.allowRequest", OnlyWithTicket.class.getName()))
                .start()) {
            assertEquals("{\"code\":4,\"message\":\"a ticket is needed\"}", open(app, "/socket.io/"));
            assertEquals(
                    200,
                    Http.request(URI.create(app.uri() + "/socket.io/"), "GET", "EIO=4&transport=polling&ticket=1", null)
                            .statusCode());
        }
    }
}
