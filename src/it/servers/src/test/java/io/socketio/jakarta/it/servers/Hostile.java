package io.socketio.jakarta.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.it.support.Eventually;
import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.WebSocket;
import java.io.File;
import java.net.URI;
import java.util.Set;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The probe of the conformance WAR. Whatever a test did to it, a bystander is served afterwards, and no session stays. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
abstract class Hostile {
    static final int LIMIT = 1_000_000; // the default of maxHttpBufferSize
    static final String POLLING = "EIO=4&transport=polling";
    static final String WEBSOCKET = "EIO=4&transport=websocket";

    @ArquillianResource
    private URI application;

    private WebSocket bystander;

    @Deployment(testable = false)
    static WebArchive conformance() {
        return Server.current()
                .prepare(ShrinkWrap.createFromZipFile(
                        WebArchive.class, new File("target/libs/socketio-it-conformance.war")));
    }

    @BeforeEach
    void bystanderComes() {
        bystander = join(probe());
    }

    @AfterEach
    void nobodyElseSuffered() {
        bystanderIsServed();
        bystander.close(1000);
        bystander.closed();
        bystander.close();
        Eventually.until("no session is left", () -> stat("sessions") + stat("sessionsFast") == 0);
    }

    void bystanderIsServed() {
        bystander.send("421[\"echo\",\"bystander\"]");
        assertEquals("431[\"bystander\"]", bystander.event());
    }

    /** With the defaults, but for foreign origins. */
    URI probe() {
        return application.resolve("probe/socket.io/");
    }

    /** The same, where who does not answer pings is gone in half a second. */
    URI timing() {
        return application.resolve("probe/timing/socket.io/");
    }

    /** A number of {@code /probe/stats}; memory is that after a collection. */
    long stat(String name) {
        String stats = Http.request(application.resolve("probe/stats"), "GET", "", null)
                .body();
        return Long.parseLong(stats.replaceFirst(".*\"" + name + "\":(\\d+).*", "$1"));
    }

    /** A WebSocket client in the main namespace. */
    static WebSocket join(URI endpoint) {
        WebSocket client = WebSocket.connect(endpoint, WEBSOCKET);
        assertEquals(101, client.status(), client::body);
        assertEquals("0{", client.text().substring(0, 2));
        client.send("40");
        assertEquals("40{", client.event().substring(0, 3));
        assertEquals("42[\"auth\",{}]", client.event());
        return client;
    }

    /** The same over polling. */
    static Http joinPolling(URI endpoint) {
        Http session = Http.open(endpoint, "");
        session.post("40");
        StringBuilder received = new StringBuilder();
        while (!received.toString().endsWith("42[\"auth\",{}]")) received.append(session.get());
        return session;
    }

    static void served(WebSocket client) {
        client.send("427[\"echo\",\"served\"]");
        assertEquals("437[\"served\"]", client.event());
    }

    static void served(Http session) {
        session.post("427[\"echo\",\"served\"]");
        assertEquals("437[\"served\"]", session.get());
    }

    static void leave(Http session) {
        session.post("1");
        assertGone(session);
    }

    static void assertGone(Http session) {
        assertEquals(
                "{\"code\":1,\"message\":\"Session ID unknown\"}",
                Http.send(session.builder().build()).body());
    }

    /** Its session ends without a word of the client, or with nothing but pongs. */
    static void diesByItself(WebSocket client, boolean pongs) {
        while (client.next() instanceof WebSocket.Text text)
            if (pongs && text.data().equals("2")) client.send("3");
    }

    /** By the server, in good order: the application's close, not a WebSocket error. */
    static void assertClosed(WebSocket client, String why) {
        int code = client.closed();
        assertTrue(Set.of(1000, 1005).contains(code), () -> code + " after " + why);
    }

    /** A refusal, as it is told to requests and upgrades alike. */
    static String refusal(int code, String message) {
        return "{\"code\":" + code + ",\"message\":\"" + message + "\"}";
    }
}
