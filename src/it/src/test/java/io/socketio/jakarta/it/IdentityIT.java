package io.socketio.jakarta.it;

import static io.socketio.jakarta.it.support.App.app;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.ConnectRefusedException;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.it.support.App;
import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.Login;
import io.socketio.jakarta.it.support.WebSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.security.Principal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The container's login is the socket's identity (here BASIC). */
class IdentityIT {
    private static App app;

    @BeforeAll
    static void start() {
        app = Login.needed(app())
                .option("roles", "user,admin,auditor")
                .handlers(IdentityIT::handlers)
                .start();
    }

    private static void handlers(SocketIoServer io) {
        io.on(
                "whoami",
                m -> m.ack()
                        .send(
                                m.socket()
                                        .handshake()
                                        .principal()
                                        .map(Principal::getName)
                                        .orElse("?"),
                                m.socket().handshake().isUserInRole("user"),
                                m.socket().handshake().isUserInRole("admin"),
                                m.socket().handshake().isUserInRole("auditor")));
        io.of("/admin").use(request -> {
            if (!request.handshake().isUserInRole("admin")) throw new ConnectRefusedException("not authorized");
        });
    }

    @AfterAll
    static void stop() {
        app.stop();
    }

    private static URI endpoint() {
        return URI.create(app.uri() + "/socket.io/");
    }

    @ParameterizedTest
    @CsvSource({"ann, true, true", "bob, true, false"})
    void webSocket(String user, boolean isUser, boolean isAdmin) {
        try (WebSocket client = WebSocket.connect(endpoint(), "EIO=4&transport=websocket", Login.of(user))) {
            client.text();
            client.send("40");
            client.text();
            client.send("420[\"whoami\"]");
            assertEquals("430[\"" + user + "\"," + isUser + "," + isAdmin + ",false]", client.text());
            client.send("40/admin,");
            assertEquals(isAdmin ? "40/admin,{" : "44/admin,{", client.text().substring(0, 10));
        }
    }

    @ParameterizedTest
    @CsvSource({"ann, true, true", "bob, true, false"})
    void pollingAndUpgrade(String user, boolean isUser, boolean isAdmin) {
        String[] login = Login.of(user);
        String open = Http.request(endpoint(), "GET", "EIO=4&transport=polling", null, login)
                .body();
        String query = "EIO=4&transport=polling&sid=" + Http.sid(open);
        assertEquals("ok", Http.request(endpoint(), "POST", query, "40", login).body());
        assertTrue(Http.request(endpoint(), "GET", query, null, login).body().startsWith("40{"));
        Http.request(endpoint(), "POST", query, "420[\"whoami\"]", login);
        String answer = "430[\"" + user + "\"," + isUser + "," + isAdmin + ",false]";
        assertEquals(answer, Http.request(endpoint(), "GET", query, null, login).body());
        try (WebSocket client = WebSocket.connect(endpoint(), query.replace("polling", "websocket"), login)) {
            client.send("2probe");
            assertEquals("3probe", client.text());
            client.send("5");
            client.send("420[\"whoami\"]");
            assertEquals(answer, client.text());
        }
    }

    @Test
    void containerRefuses() {
        HttpRequest anonymous = HttpRequest.newBuilder(URI.create(endpoint() + "?EIO=4&transport=polling"))
                .build();
        assertEquals(401, Http.sendForBytes(anonymous).statusCode());
        assertEquals(
                403,
                Http.request(endpoint(), "GET", "EIO=4&transport=polling", null, Login.of("eve"))
                        .statusCode());
        try (WebSocket client = WebSocket.connect(endpoint(), "EIO=4&transport=websocket")) {
            assertEquals(401, client.status());
        }
    }
}
