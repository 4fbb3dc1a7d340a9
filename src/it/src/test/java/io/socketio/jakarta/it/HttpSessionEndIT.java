package io.socketio.jakarta.it;

import static io.socketio.jakarta.it.support.App.app;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socket.client.IO;
import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.engine.CloseReason;
import io.socketio.jakarta.engine.EngineListener;
import io.socketio.jakarta.it.support.App;
import io.socketio.jakarta.it.support.Echo;
import io.socketio.jakarta.it.support.Eventually;
import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.WebSocket;
import io.socketio.jakarta.servlet.EngineServlet;
import io.socketio.jakarta.servlet.SocketIoServlet;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.catalina.Context;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Option {@code disconnectOnHttpSessionEnd}: who logs out is disconnected. */
class HttpSessionEndIT {
    private static final String POLLING = "EIO=4&transport=polling";
    private static final String SOCKETIO = "/socket.io/";
    private static final Set<String> DISCONNECTS = Set.of("41", "41/admin,");

    /** The application's login. */
    private static final class Users extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            switch (request.getQueryString()) {
                case "login" -> request.getSession(true);
                case "logout" -> request.getSession(false).invalidate();
                case "change" -> request.changeSessionId();
                case "expire" -> request.getSession(false).setMaxInactiveInterval(1);
                default -> throw new IllegalArgumentException(request.getQueryString());
            }
        }
    }

    private final Echo echo = new Echo();
    private final AtomicReference<Context> tomcat = new AtomicReference<>();
    private App app;

    private App setUp() {
        app = app().tomcat(tomcat::set)
                .onStart(context -> add(context, "users", new Users()))
                .countParked();
        return app;
    }

    private void start() {
        setUp().option("disconnectOnHttpSessionEnd", true)
                .handlers(this::handlers)
                .start();
    }

    private void handlers(io.socketio.jakarta.SocketIoServer io) {
        echo.accept(io);
        io.of("/admin");
    }

    private static void add(ServletContext context, String name, Servlet servlet) {
        ServletRegistration.Dynamic registered = context.addServlet(name, servlet);
        registered.setAsyncSupported(true);
        registered.addMapping("/" + name + "/*");
    }

    @AfterEach
    void stop() {
        app.stop();
    }

    /** The cookie of somebody who has logged in. */
    private String login() {
        return users("login", "");
    }

    /** @return the cookie from then on */
    private String users(String what, String cookie) {
        String[] headers = cookie.isEmpty() ? new String[0] : new String[] {"Cookie", cookie};
        HttpResponse<String> answer = Http.request(URI.create(app.uri() + "/users/"), "GET", what, null, headers);
        assertEquals(200, answer.statusCode(), what);
        return answer.headers()
                .firstValue("Set-Cookie")
                .map(set -> set.split(";")[0])
                .orElse(cookie);
    }

    private URI endpoint(String path) {
        return URI.create(app.uri() + path);
    }

    private WebSocket open(String path, String cookie) {
        WebSocket client = WebSocket.connect(endpoint(path), "EIO=4&transport=websocket", "Cookie", cookie);
        assertEquals("0{", client.text().substring(0, 2));
        return client;
    }

    /** In both namespaces. */
    private WebSocket join(String cookie) {
        WebSocket client = open(SOCKETIO, cookie);
        client.send("40");
        assertEquals("40{", client.text().substring(0, 3));
        client.send("40/admin,");
        assertEquals("40/admin,{", client.text().substring(0, 10));
        return client;
    }

    /** The query of a polling session; only its handshake carries the cookie. */
    private String poll(String cookie) {
        HttpResponse<String> open = Http.request(endpoint(SOCKETIO), "GET", POLLING, null, "Cookie", cookie);
        assertEquals(List.of(), open.headers().allValues("Set-Cookie"));
        String query = POLLING + "&sid=" + Http.sid(open.body());
        Http.request(endpoint(SOCKETIO), "POST", query, "40\u001e40/admin,");
        List<String> joined = new ArrayList<>();
        while (joined.size() < 2) joined.addAll(Http.packets(get(query)));
        return query;
    }

    private String get(String query) {
        return Http.request(endpoint(SOCKETIO), "GET", query, null).body();
    }

    private void echoes(WebSocket client) {
        client.send("420[\"echo\",1]");
        assertEquals("430[1]", client.text());
    }

    private void ended(WebSocket client) {
        assertEquals(DISCONNECTS, Set.of(client.text(), client.text()));
        assertTrue(Set.of(1000, 1005).contains(client.closed()));
        gone();
    }

    private void gone() {
        assertEquals("server namespace disconnect", echo.reason());
        Eventually.until("it is gone", () -> app.server().engine().clientsCount() == 0);
        assertEquals(0, held("size"));
    }

    /** What the server keeps of HTTP sessions. */
    private int held(String what) {
        try {
            String name = "io.socketio.jakarta.servlet.HttpSessions";
            Object sessions = tomcat.get().getServletContext().getAttribute(name);
            Method method = sessions.getClass().getDeclaredMethod(what);
            method.setAccessible(true);
            return (int) method.invoke(sessions);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void logoutOnWebSocket() {
        start();
        String ann = login();
        try (WebSocket client = join(ann)) {
            users("logout", ann);
            ended(client);
        }
    }

    @Test
    void logoutOnPolling() {
        start();
        String ann = login();
        String query = poll(ann);
        int before = app.parkedPolls();
        CompletableFuture<String> parked = CompletableFuture.supplyAsync(() -> get(query));
        Eventually.until("the poll is parked", () -> app.parkedPolls() > before);
        users("logout", ann);
        List<String> packets = new ArrayList<>(Http.packets(Eventually.get(parked)));
        while (!packets.contains("1")) packets.addAll(Http.packets(get(query)));
        assertEquals(3, packets.size());
        assertTrue(packets.containsAll(DISCONNECTS), packets::toString);
        gone();
    }

    @Test
    void logoutAfterTheUpgrade() {
        start();
        String ann = login();
        String query = poll(ann);
        try (WebSocket client = WebSocket.connect(endpoint(SOCKETIO), query.replace("polling", "websocket"))) {
            client.send("2probe");
            assertEquals("3probe", client.text());
            client.send("5");
            echoes(client);
            users("logout", ann);
            ended(client);
        }
    }

    @Test
    void expiry() {
        start();
        String ann = login();
        try (WebSocket client = join(ann)) {
            users("expire", ann);
            Eventually.until("Tomcat has noticed", () -> {
                tomcat.get().getManager().backgroundProcess();
                return held("size") == 0;
            });
            ended(client);
        }
    }

    @Test
    void aNewIdDisconnectsNobody() {
        start();
        String ann = login();
        try (WebSocket client = join(ann)) {
            String changed = users("change", ann);
            assertFalse(changed.equals(ann));
            echoes(client);
            changed = users("change", changed);
            echoes(client);
            users("logout", changed);
            ended(client);
        }
    }

    @Test
    void othersStay() {
        start();
        String ann = login();
        String bob = login();
        try (WebSocket hers = join(ann);
                WebSocket hersToo = join(ann);
                WebSocket his = join(bob);
                WebSocket nobodys = WebSocket.join(app);
                WebSocket stale = join("JSESSIONID=0123456789ABCDEF")) {
            assertEquals(3, held("size"));
            users("logout", ann);
            assertEquals(DISCONNECTS, Set.of(hers.text(), hers.text()));
            assertEquals(DISCONNECTS, Set.of(hersToo.text(), hersToo.text()));
            echoes(his);
            echoes(nobodys);
            echoes(stale);
            assertEquals(1, held("size"));
        }
    }

    @Test
    void noEntryIsLeftBehind() {
        start();
        String ann = login();
        WebSocket client = join(ann);
        String query = poll(ann);
        assertEquals(2, held("size"));
        client.close();
        Http.request(endpoint(SOCKETIO), "POST", query, "1");
        Eventually.until("both are gone", () -> app.server().engine().clientsCount() == 0 && held("size") == 0);
        assertEquals(0, held("idsKnown"));
        // nor was a second HTTP session made
        assertEquals(1, tomcat.get().getManager().getActiveSessions());
        users("logout", ann);
    }

    @Test
    void itIsOffByDefault() {
        setUp().handlers(this::handlers).start();
        String ann = login();
        try (WebSocket client = join(ann)) {
            assertEquals(0, held("size"));
            users("logout", ann);
            echoes(client);
            assertTrue(echo.allHere());
            assertEquals(0, held("idsKnown"));
        }
    }

    @Test
    void logoutWhileAHandshakeIsChecked() {
        AtomicReference<String> cookie = new AtomicReference<>();
        SocketIoServlet servlet = new SocketIoServlet(SocketIoConfig.builder()
                .disconnectOnHttpSessionEnd(true)
                .allowRequest(handshake -> users("logout", cookie.get()))
                .build());
        setUp().option("register", false)
                .onStart(context -> add(context, "mine", servlet))
                .start();
        cookie.set(login());
        try (WebSocket client = open("/mine/", cookie.get())) {
            assertTrue(Set.of(1000, 1005).contains(client.closed()));
        }
        cookie.set(login());
        HttpResponse<String> open = Http.request(endpoint("/mine/"), "GET", POLLING, null, "Cookie", cookie.get());
        String query = POLLING + "&sid=" + Http.sid(open.body());
        assertEquals("1", Http.request(endpoint("/mine/"), "GET", query, null).body());
        Eventually.until("both are gone", () -> servlet.server().engine().clientsCount() == 0);
    }

    /** Engine.IO alone has nobody to tell: it just closes. */
    @Test
    void engineServlet() {
        BlockingQueue<CloseReason> reasons = new LinkedBlockingQueue<>();
        SocketIoConfig config =
                SocketIoConfig.builder().disconnectOnHttpSessionEnd(true).build();
        EngineServlet servlet = new EngineServlet(config, socket -> new EngineListener() {
            @Override
            public void open() {}

            @Override
            public void message(String data) {}

            @Override
            public void binary(byte[] data) {}

            @Override
            public void close(CloseReason reason) {
                reasons.add(reason);
            }
        });
        setUp().onStart(context -> add(context, "engine", servlet)).start();
        String ann = login();
        try (WebSocket client = open("/engine/", ann)) {
            users("logout", ann);
            assertTrue(Set.of(1000, 1005).contains(client.closed()));
            assertEquals(CloseReason.FORCED_CLOSE, Eventually.take(reasons));
            assertEquals(0, held("size"));
        }
    }

    @Test
    void officialClient() {
        start();
        String ann = login();
        IO.Options options = new IO.Options();
        options.forceNew = true;
        options.extraHeaders = Map.of("Cookie", List.of(ann));
        io.socket.client.Socket client = IO.socket(app.uri(), options);
        BlockingQueue<Object[]> connects = new LinkedBlockingQueue<>();
        BlockingQueue<Object[]> disconnects = new LinkedBlockingQueue<>();
        client.on("connect", connects::add);
        client.on("disconnect", disconnects::add);
        client.connect();
        Eventually.take(connects);
        users("logout", ann);
        // the reason with which it does not come back by itself
        assertArrayEquals(new Object[] {"io server disconnect"}, Eventually.take(disconnects));
        assertFalse(client.isActive());
        gone();
    }
}
