package io.socketio.jakarta.it.servers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socket.client.Socket;
import io.socketio.jakarta.it.support.Eventually;
import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.WebSocket;
import java.io.File;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.concurrent.BlockingQueue;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How an application may be laid out. All of them are on the server at the same time. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class LayoutIT {
    private static final String APPS = "io.socketio.jakarta.it.apps.layout.";
    private static final String UNKNOWN_SID = "{\"code\":1,\"message\":\"Session ID unknown\"}";

    @ArquillianResource
    @OperateOnDeployment("plain")
    private URI plain;

    @ArquillianResource
    @OperateOnDeployment("complete")
    private URI complete;

    @ArquillianResource
    @OperateOnDeployment("declared")
    private URI declared;

    @ArquillianResource
    @OperateOnDeployment("filtered")
    private URI filtered;

    @Deployment(name = "plain", testable = false)
    static WebArchive plain() {
        return war("plain", "echo", Server.current().isJakartaEE() ? "jaxrs" : "servlet");
    }

    @Deployment(name = "complete", testable = false)
    static WebArchive complete() {
        return webXml(war("complete", "echo"), "metadata-complete=\"true\"", """
                <context-param>
                  <param-name>socketio.path</param-name>
                  <param-value>/live/chat</param-value>
                </context-param>
                <listener>
                  <listener-class>%secho.Handlers</listener-class>
                </listener>
                """.formatted(APPS));
    }

    @Deployment(name = "declared", testable = false)
    static WebArchive declared() {
        return webXml(war("declared", "echo"), "", """
                <context-param>
                  <param-name>socketio.pingTimeout</param-name>
                  <param-value>23456</param-value>
                </context-param>
                <servlet>
                  <servlet-name>socketio</servlet-name>
                  <servlet-class>io.socketio.jakarta.servlet.SocketIoServlet</servlet-class>
                  <init-param>
                    <param-name>pingInterval</param-name>
                    <param-value>12345</param-value>
                  </init-param>
                  <async-supported>true</async-supported>
                </servlet>
                <servlet-mapping>
                  <servlet-name>socketio</servlet-name>
                  <url-pattern>/chat/*</url-pattern>
                </servlet-mapping>
                <servlet>
                  <servlet-name>sync</servlet-name>
                  <servlet-class>io.socketio.jakarta.servlet.SocketIoServlet</servlet-class>
                </servlet>
                <servlet-mapping>
                  <servlet-name>sync</servlet-name>
                  <url-pattern>/sync/*</url-pattern>
                </servlet-mapping>
                """);
    }

    @Deployment(name = "filtered", testable = false)
    static WebArchive filtered() {
        return war("filtered", "echo", "filtered");
    }

    private static WebArchive war(String name, String... packages) {
        WebArchive war = ShrinkWrap.create(WebArchive.class, name + ".war");
        for (String p : packages) {
            // as files: the class path of the tests need not have them, where some servers would prefer them
            String path = APPS.replace('.', '/') + p;
            war.addAsResource(new File("target/classes", path), path);
        }
        Server.addAll(war, "socketio");
        return Server.current().prepare(war);
    }

    private static WebArchive webXml(WebArchive war, String attributes, String content) {
        return war.setWebXML(new StringAsset("""
                <?xml version="1.0" encoding="UTF-8"?>
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" %s>
                %s</web-app>
                """.formatted(attributes, content)));
    }

    @ParameterizedTest
    @EnumSource
    void withoutAnyConfiguration(Clients.Mode mode) {
        JSONObject me = works(plain.resolve("socket.io/"), mode);
        assertEquals("", me.optString("principal"));
        assertTrue(plain.getPath().endsWith(me.optString("context") + "/"), plain + " " + me);
    }

    @Test
    void answersAtItsPathOnly() {
        for (String path : new String[] {"socket.io", "socket.io/", "socket.io/and/more"})
            assertTrue(open(plain.resolve(path)).body().startsWith("0{"), path);
        for (String path : new String[] {"socket.iox", "socket.iox/"})
            assertEquals(404, open(plain.resolve(path)).statusCode(), path);
    }

    @Test
    void hiddenEndpointIsForNobody() {
        for (URI application : new URI[] {plain, filtered}) {
            URI hidden = application.resolve("io.socketio.jakarta.websocket");
            try (WebSocket client = WebSocket.connect(hidden, "EIO=4&transport=websocket")) {
                assertTrue(client.status() == 403 || client.status() == 404, client.toString());
            }
        }
    }

    @Test
    void besideOtherResources() {
        HttpResponse<String> hello = Http.request(plain.resolve("api/hello"), "GET", "", null);
        assertEquals(200, hello.statusCode());
        assertEquals("hello", hello.body());
        assertEquals(404, open(plain.resolve("api/socket.io/")).statusCode());
    }

    @ParameterizedTest
    @EnumSource
    void movedByContextParamInCompleteMetadata(Clients.Mode mode) {
        works(complete.resolve("live/chat/"), mode);
    }

    @ParameterizedTest
    @EnumSource
    void declaredInWebXml(Clients.Mode mode) {
        works(declared.resolve("chat/"), mode);
    }

    @Test
    void optionsOfServletAndContext() {
        String open = open(declared.resolve("chat/")).body();
        assertTrue(open.contains("\"pingInterval\":12345,\"pingTimeout\":23456"), open);
        open = open(complete.resolve("live/chat/")).body();
        assertTrue(open.contains("\"pingInterval\":25000,\"pingTimeout\":20000"), open);
    }

    @Test
    void nothingStaysAtTheOldPath() {
        assertEquals(404, open(complete.resolve("live/")).statusCode());
        for (URI application : new URI[] {complete, declared}) {
            assertEquals(404, open(application.resolve("socket.io/")).statusCode());
            try (WebSocket client = WebSocket.connect(application.resolve("socket.io/"), "EIO=4&transport=websocket")) {
                assertEquals(404, client.status());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void declaredWithoutAsyncSupport(Clients.Mode mode) {
        URI sync = declared.resolve("sync/");
        if (Server.current().mendsAsyncSupport() || mode == Clients.Mode.WEBSOCKET) works(sync, mode);
        else refusesToPoll(sync);
    }

    @ParameterizedTest
    @EnumSource
    void behindFilterThatWraps(Clients.Mode mode) {
        JSONObject me = works(filtered.resolve("socket.io/"), mode);
        assertEquals("ann of the filter", me.optString("principal"));
        assertEquals("by the filter", me.optString("added"));
        if (mode != Clients.Mode.WEBSOCKET) assertTrue(me.optLong("filteredBytes") > 0, me.toString());
    }

    @Test
    void largeAnswersBehindFilterThatWraps() {
        try (Clients clients = new Clients(filtered.resolve("socket.io/"))) {
            byte[] bytes = new byte[600_000];
            Socket socket = clients.connect(Clients.Mode.POLLING);
            assertArrayEquals(bytes, (byte[]) Clients.call(socket, "echo", bytes)[0]);
        }
        HttpResponse<String> open = open(filtered.resolve("socket.io/"));
        assertEquals("yes", open.headers().firstValue("X-Filtered").orElse(null));
    }

    @Test
    void behindFilterWithoutAsyncSupport() {
        URI sync = filtered.resolve("socket.io/sync/");
        refusesToPoll(sync);
        works(sync, Clients.Mode.WEBSOCKET);
    }

    @Test
    void pollThatCannotWaitLeavesTheSessionAlone() {
        Http session = Http.open(filtered.resolve("socket.io/"), "");
        assertEquals(
                500,
                Http.request(filtered.resolve("socket.io/sync/"), "GET", session.query(), null)
                        .statusCode());
        session.post("40");
        assertEquals("40{", session.get().substring(0, 3));
    }

    @ParameterizedTest
    @EnumSource
    void applicationsKeepTheirBroadcasts(Clients.Mode mode) {
        try (Clients ours = new Clients(plain.resolve("socket.io/"));
                Clients theirs = new Clients(filtered.resolve("socket.io/"))) {
            Socket one = ours.connect(mode);
            Socket two = ours.connect(mode);
            Socket other = theirs.connect(mode);
            BlockingQueue<Object[]> heardByTwo = Clients.events(two, "said");
            BlockingQueue<Object[]> heardByOther = Clients.events(other, "said");
            Clients.call(one, "say", "ours");
            assertEquals("ours", Eventually.take(heardByTwo)[0]);
            Clients.call(other, "say", "theirs");
            assertEquals("theirs", Eventually.take(heardByOther)[0]);
            Clients.call(one, "say", "ours again");
            assertEquals("ours again", Eventually.take(heardByTwo)[0]);
        }
    }

    @Test
    void applicationsKeepTheirSessions() {
        Http ours = Http.open(plain.resolve("socket.io/"), "");
        URI theirs = filtered.resolve("socket.io/");
        HttpResponse<String> answer = Http.request(theirs, "GET", ours.query(), null);
        assertEquals(400, answer.statusCode());
        assertEquals(UNKNOWN_SID, answer.body());
        try (WebSocket client = WebSocket.connect(theirs, ours.upgradeQuery())) {
            assertEquals(400, client.status());
        }
        ours.post("40");
        assertTrue(ours.get().startsWith("40{"));
        ours.post("1");
    }

    private static HttpResponse<String> open(URI server) {
        return Http.request(server, "GET", "EIO=4&transport=polling", null);
    }

    /** @return who the client is to the server */
    private static JSONObject works(URI server, Clients.Mode mode) {
        try (Clients clients = new Clients(server)) {
            Socket socket = clients.connect(mode);
            String expected = mode == Clients.Mode.POLLING ? "polling" : "websocket";
            Eventually.until(
                    expected, () -> whoami(socket).optString("transport").equals(expected));
            Object[] answer = Clients.call(socket, "echo", 1, "aé€😀", new byte[] {0, 1, -2, -1});
            assertEquals(1, answer[0]);
            assertEquals("aé€😀", answer[1]);
            assertArrayEquals(new byte[] {0, 1, -2, -1}, (byte[]) answer[2]);
            return whoami(socket);
        }
    }

    private static JSONObject whoami(Socket socket) {
        return (JSONObject) Clients.call(socket, "whoami")[0];
    }

    /** At once, and says why: a request that nobody will answer must not be kept. */
    private static void refusesToPoll(URI server) {
        HttpResponse<String> answer = open(server);
        assertEquals(500, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("async-supported"), answer.body());
    }
}
