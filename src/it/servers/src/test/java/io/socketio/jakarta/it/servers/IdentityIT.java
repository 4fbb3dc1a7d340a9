package io.socketio.jakarta.it.servers;

import static io.socketio.jakarta.it.support.Eventually.take;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.socket.client.IO;
import io.socket.client.Socket;
import io.socketio.jakarta.it.support.Eventually;
import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.WebSocket;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The container's login (here BASIC) is the socket's identity. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class IdentityIT {
    @ArquillianResource
    private URI application;

    private Clients clients;

    @Deployment(testable = false)
    static WebArchive application() {
        WebArchive war = Logins.war("identity.war", "<auth-method>BASIC</auth-method>\n");
        if (isJakartaEE()) Server.addClasses(war, "caller");
        return war;
    }

    static boolean isJakartaEE() {
        return Server.current().isJakartaEE();
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

    private IO.Options options(Clients.Mode mode, String user) {
        IO.Options options = clients.options(mode);
        options.extraHeaders = Clients.header("Authorization", Logins.basic(user));
        return options;
    }

    /** A client over the transport where its mode leads to. */
    private Socket connect(Clients.Mode mode, String user) {
        Socket socket = clients.connect(options(mode, user));
        String expected = mode == Clients.Mode.POLLING ? "polling" : "websocket";
        Eventually.until(expected, () -> Clients.call(socket, "who am I")[3].equals(expected));
        return socket;
    }

    @ParameterizedTest
    @CsvSource({
        "POLLING, ann, true", "WEBSOCKET, ann, true", "UPGRADE, ann, true",
        "POLLING, bob, false", "WEBSOCKET, bob, false", "UPGRADE, bob, false"
    })
    void principalAndRoles(Clients.Mode mode, String user, boolean isAdmin) {
        Object[] me = Clients.call(connect(mode, user), "who am I");
        assertArrayEquals(new Object[] {user, true, isAdmin}, new Object[] {me[0], me[1], me[2]});
    }

    @ParameterizedTest
    @EnumSource
    void roleForNamespace(Clients.Mode mode) throws JSONException {
        Socket admin = clients.socket(options(mode, "ann")).io().socket("/admin");
        BlockingQueue<Object[]> connected = Clients.events(admin, Socket.EVENT_CONNECT);
        admin.connect();
        take(connected);
        admin.disconnect();

        Socket user = clients.socket(options(mode, "bob")).io().socket("/admin");
        BlockingQueue<Object[]> refused = Clients.events(user, Socket.EVENT_CONNECT_ERROR);
        user.connect();
        assertEquals("not authorized", ((JSONObject) take(refused)[0]).get("message"));
        user.disconnect();
    }

    @ParameterizedTest
    @EnumSource
    void rolesAllowed(Clients.Mode mode) {
        Socket bob = connect(mode, "bob");
        BlockingQueue<Object[]> failures = Clients.events(bob, "failed");
        BlockingQueue<Object[]> told = Clients.events(bob, "told");
        bob.emit("secret", "by bob");
        assertArrayEquals(new Object[] {"secret", "SecurityException"}, take(failures));
        connect(mode, "ann").emit("secret", "by ann");
        assertArrayEquals(new Object[] {"by ann"}, take(told)); // and not "by bob" before it
    }

    /** A worker thread may be asked for by anybody's request: its login must not be that of the handler. */
    @ParameterizedTest
    @EnumSource
    @EnabledIf("isJakartaEE")
    void noCallerInHandlers(Clients.Mode mode) {
        Object caller = Clients.call(connect(mode, "ann"), "caller")[0];
        assertNotEquals("ann", caller);
        assertEquals(Clients.call(connect(Clients.Mode.POLLING, "bob"), "caller")[0], caller);
    }

    @Test
    void anonymous() {
        assertEquals(401, poll());
        assertEquals(401, poll("Authorization", "Basic YW5uOndyb25n")); // ann:wrong
        for (String transport : new String[] {"polling", "websocket"}) {
            try (WebSocket client = WebSocket.connect(endpoint(), "EIO=4&transport=" + transport)) {
                assertEquals(401, client.status());
            }
        }
    }

    private int poll(String... headers) {
        return Http.request(endpoint(), "GET", "EIO=4&transport=polling", null, headers)
                .statusCode();
    }
}
