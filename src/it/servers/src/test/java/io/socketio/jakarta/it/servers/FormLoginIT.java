package io.socketio.jakarta.it.servers;

import static io.socketio.jakarta.it.support.Eventually.take;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socket.client.IO;
import io.socket.client.Socket;
import io.socketio.jakarta.it.support.Eventually;
import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.WebSocket;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Users log in with a form, have an HTTP session and log out. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class FormLoginIT {
    private static final String POLLING = "EIO=4&transport=polling";

    @ArquillianResource
    private URI application;

    private Clients clients;

    @Deployment(testable = false)
    static WebArchive application() {
        return Logins.war("form.war", """
                        <auth-method>FORM</auth-method>
                        <form-login-config>
                          <form-login-page>/login.html</form-login-page>
                          <form-error-page>/error.html</form-error-page>
                        </form-login-config>
                        """)
                .addAsWebResource(
                        new StringAsset("<!DOCTYPE html><form method=post action=j_security_check></form>"),
                        "login.html")
                .addAsWebResource(new StringAsset("<!DOCTYPE html>wrong"), "error.html");
    }

    @BeforeEach
    void open() {
        clients = new Clients(endpoint());
    }

    @AfterEach
    void close() {
        clients.close();
    }

    private URI endpoint() {
        return application.resolve("socket.io/");
    }

    /** A browser that somebody has logged in with. */
    private final class Browser {
        private final Map<String, String> cookies = new TreeMap<>();

        Browser(String user) {
            assertNotLetIn(get("session/begin"));
            send(
                    "POST",
                    "j_security_check",
                    "j_username=" + user + "&j_password=secret",
                    "Content-Type",
                    "application/x-www-form-urlencoded");
            HttpResponse<String> begun = get("session/begin");
            assertEquals(user, begun.body(), begun::toString);
        }

        HttpResponse<String> get(String path) {
            return send("GET", path, null);
        }

        private HttpResponse<String> send(String method, String path, String body, String... headers) {
            String[] all = new String[headers.length + (cookies.isEmpty() ? 0 : 2)];
            System.arraycopy(headers, 0, all, 0, headers.length);
            if (!cookies.isEmpty()) {
                all[headers.length] = "Cookie";
                all[headers.length + 1] = cookie();
            }
            HttpResponse<String> response = Http.request(application.resolve(path), method, "", body, all);
            for (String header : response.headers().allValues("Set-Cookie")) {
                for (HttpCookie cookie : HttpCookie.parse(header)) {
                    if (cookie.getMaxAge() == 0) cookies.remove(cookie.getName());
                    else cookies.put(cookie.getName(), cookie.getValue());
                }
            }
            return response;
        }

        String cookie() {
            return cookies.entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; "));
        }

        /** A client over the transport where its mode leads to. */
        Socket connect(Clients.Mode mode) {
            IO.Options options = clients.options(mode);
            options.extraHeaders = Clients.header("Cookie", cookie());
            Socket socket = clients.connect(options);
            String expected = mode == Clients.Mode.POLLING ? "polling" : "websocket";
            Eventually.until(expected, () -> Clients.call(socket, "who am I")[3].equals(expected));
            return socket;
        }

        /** The same by hand. */
        WebSocket webSocket(Clients.Mode mode) {
            String[] headers = {"Cookie", cookie()};
            String query = "EIO=4&transport=websocket";
            if (mode == Clients.Mode.UPGRADE) {
                String open =
                        Http.request(endpoint(), "GET", POLLING, null, headers).body();
                query += "&sid=" + Http.sid(open);
            }
            WebSocket client = WebSocket.connect(endpoint(), query, headers);
            assertEquals(101, client.status());
            if (mode == Clients.Mode.UPGRADE) {
                client.send("2probe");
                assertEquals("3probe", client.text());
                client.send("5");
            } else {
                assertTrue(client.text().startsWith("0{"));
            }
            client.send("40");
            assertTrue(client.event().startsWith("40{"));
            return client;
        }
    }

    private static void assertNotLetIn(HttpResponse<String> response) {
        boolean form = response.statusCode() == 200 && response.body().contains("j_security_check");
        boolean redirect = response.headers()
                .firstValue("Location")
                .filter(location -> location.contains("login.html"))
                .isPresent();
        assertTrue(form || redirect, () -> response + " " + response.body());
    }

    /** Why a socket has left. */
    private static Object reason(BlockingQueue<Object[]> left, String id) {
        Object[] event = take(left);
        while (!event[0].equals(id)) event = take(left); // those of earlier tests
        return event[1];
    }

    private static String id(Socket socket) {
        return (String) Clients.call(socket, "who am I")[4];
    }

    @Test
    void anonymous() {
        assertNotLetIn(Http.request(endpoint(), "GET", POLLING, null));
    }

    @Test
    @EnabledIf("answersUpgradesWithLoginPage")
    void anonymousUpgrade() {
        try (WebSocket client = WebSocket.connect(endpoint(), "EIO=4&transport=websocket")) {
            assertTrue(client.status() < 400 && client.status() != 101, client.toString());
        }
    }

    static boolean answersUpgradesWithLoginPage() {
        return Server.current().answersUpgradesWithLoginPage();
    }

    @ParameterizedTest
    @EnumSource
    void principalAndRoles(Clients.Mode mode) {
        Object[] me = Clients.call(new Browser("ann").connect(mode), "who am I");
        assertArrayEquals(new Object[] {"ann", true, true}, new Object[] {me[0], me[1], me[2]});
        me = Clients.call(new Browser("bob").connect(mode), "who am I");
        assertArrayEquals(new Object[] {"bob", true, false}, new Object[] {me[0], me[1], me[2]});
    }

    @Test
    void logoutOnPolling() {
        Socket his = new Browser("bob").connect(Clients.Mode.WEBSOCKET);
        BlockingQueue<Object[]> left = Clients.events(his, "left");
        Browser browser = new Browser("ann");
        Socket hers = browser.connect(Clients.Mode.POLLING);
        BlockingQueue<Object[]> disconnected = Clients.events(hers, Socket.EVENT_DISCONNECT);
        String id = id(hers);
        browser.get("session/logout");
        assertEquals("server namespace disconnect", reason(left, id));
        take(disconnected); // whatever the reason: between two polls the next one is asked to log in
        assertEquals("bob", Clients.call(his, "who am I")[0]);
    }

    @ParameterizedTest
    @EnumSource(names = {"WEBSOCKET", "UPGRADE"})
    void logoutOnWebSocket(Clients.Mode mode) {
        Socket his = new Browser("bob").connect(Clients.Mode.WEBSOCKET);
        BlockingQueue<Object[]> left = Clients.events(his, "left");
        Browser browser = new Browser("ann");
        try (WebSocket hers = browser.webSocket(mode)) {
            String id = id(hers);
            browser.get("session/logout");
            boolean told = ended(hers);
            Object reason = reason(left, id);
            if (told || !reason.equals("transport close")) assertEquals("server namespace disconnect", reason);
        }
        assertEquals("bob", Clients.call(his, "who am I")[0]);
    }

    @ParameterizedTest
    @EnumSource(names = {"WEBSOCKET", "UPGRADE"})
    void newSessionId(Clients.Mode mode) {
        Browser browser = new Browser("ann");
        try (WebSocket hers = browser.webSocket(mode)) {
            String id = id(hers);
            for (int i = 0; i < 2; i++) {
                String before = browser.cookie();
                browser.get("session/change");
                assertFalse(browser.cookie().equals(before), before);
                assertEquals(id, id(hers));
            }
            browser.get("session/logout");
            ended(hers);
        }
    }

    private static String id(WebSocket client) {
        client.send("420[\"who am I\"]");
        String answer = client.event();
        while (!answer.startsWith("430")) answer = client.event(); // somebody has left
        return answer.replaceFirst(".*\"([^\"]+)\"]", "$1");
    }

    /**
     * The end of a connection, which must come now.
     *
     * @return whether Socket.IO ended it. Servers themselves must close a WebSocket when the authenticated HTTP session ends in which it
     *     was opened, with code 1008 (Jakarta WebSocket 2.1, 7.2), and may be faster
     */
    private static boolean ended(WebSocket client) {
        boolean told = false;
        while (true) {
            WebSocket.Frame frame = client.next();
            if (frame instanceof WebSocket.Closed closed) {
                Set<Integer> codes = told ? Set.of(1000, 1005, 1008) : Set.of(1008);
                assertTrue(codes.contains(closed.code()), () -> frame.toString());
                return told;
            }
            told |= frame.equals(new WebSocket.Text("41"));
        }
    }
}
