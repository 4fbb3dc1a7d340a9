package io.socketio.jakarta.it;

import static io.socketio.jakarta.it.support.App.app;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socketio.jakarta.ConnectRefusedException;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.it.support.App;
import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.WebSocket;
import io.socketio.jakarta.servlet.SocketIoServlet;
import jakarta.servlet.ServletRegistration;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What refused requests are told: status and JSON, by polling and by WebSocket alike. */
class ErrorTableIT {
    private static App app;

    @BeforeAll
    static void start() {
        app = app().onStart(context -> {
                    SocketIoConfig config = SocketIoConfig.builder()
                            .allowRequest(ErrorTableIT::check)
                            .build();
                    ServletRegistration.Dynamic guarded = context.addServlet("guarded", new SocketIoServlet(config));
                    guarded.setAsyncSupported(true);
                    guarded.addMapping("/guarded/*");
                    SocketIoConfig polling = SocketIoConfig.builder()
                            .transports(Set.of("polling"))
                            .build();
                    ServletRegistration.Dynamic only = context.addServlet("polling", new SocketIoServlet(polling));
                    only.setAsyncSupported(true);
                    only.addMapping("/polling/*");
                })
                .start();
    }

    @AfterAll
    static void stop() {
        app.stop();
    }

    private static void check(Handshake handshake) {
        switch (handshake.query("as").orElse("")) {
            case "message" -> throw new ConnectRefusedException("say \"please\"");
            case "error" -> throw new IllegalStateException("secret");
            default -> {}
        }
    }

    /** SID stands for the id of a session that is on polling, WS for one on WebSocket. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET     | /socket.io/ | EIO=4                                        | 400 | 0 | Transport unknown
            GET     | /socket.io/ | EIO=4&transport=                             | 400 | 0 | Transport unknown
            GET     | /socket.io/ | EIO=4&transport=webtransport                 | 400 | 0 | Transport unknown
            GET     | /socket.io/ | EIO=4&transport=constructor                  | 400 | 0 | Transport unknown
            GET     | /socket.io/ | EIO=4&transport=polling&transport=flash      | 400 | 0 | Transport unknown
            GET     | /socket.io/ | EIO=4&transport=flash&sid=SID                | 400 | 0 | Transport unknown
            GET     | /polling/   | EIO=4&transport=websocket                    | 400 | 0 | Transport unknown
            GET     | /socket.io/ | EIO=4&transport=polling&sid=unknown          | 400 | 1 | Session ID unknown
            POST    | /socket.io/ | EIO=4&transport=polling&sid=unknown          | 400 | 1 | Session ID unknown
            GET     | /socket.io/ | EIO=3&transport=polling&sid=unknown          | 400 | 1 | Session ID unknown
            GET     | /guarded/   | EIO=4&transport=polling&sid=SID              | 400 | 1 | Session ID unknown
            POST    | /socket.io/ | EIO=4&transport=polling                      | 400 | 2 | Bad handshake method
            PUT     | /socket.io/ | EIO=4&transport=polling                      | 400 | 2 | Bad handshake method
            DELETE  | /socket.io/ | EIO=4&transport=polling                      | 400 | 2 | Bad handshake method
            OPTIONS | /socket.io/ | EIO=4&transport=polling                      | 400 | 2 | Bad handshake method
            POST    | /socket.io/ | EIO=4&transport=websocket                    | 400 | 2 | Bad handshake method
            POST    | /socket.io/ | EIO=3&transport=polling                      | 400 | 2 | Bad handshake method
            GET     | /socket.io/ | EIO=4&transport=websocket                    | 400 | 3 | Bad request
            GET     | /socket.io/ | EIO=3&transport=polling&sid=SID              | 400 | 3 | Bad request
            GET     | /socket.io/ | EIO=4&transport=polling&j=0                  | 400 | 3 | Bad request
            GET     | /socket.io/ | transport=polling&sid=SID                    | 400 | 3 | Bad request
            GET     | /socket.io/ | EIO=4&transport=websocket&sid=SID            | 400 | 3 | Bad request
            POST    | /socket.io/ | EIO=4&transport=websocket&sid=SID            | 400 | 3 | Bad request
            GET     | /socket.io/ | EIO=4&transport=polling&sid=WS               | 400 | 3 | Bad request
            POST    | /socket.io/ | EIO=4&transport=polling&sid=WS               | 400 | 3 | Bad request
            GET     | /guarded/   | EIO=4&transport=polling&as=message           | 403 | 4 | say \\"please\\"
            GET     | /guarded/   | EIO=4&transport=polling&as=error             | 403 | 4 | Forbidden
            GET     | /socket.io/ | EIO=3&transport=polling                      | 400 | 5 | Unsupported protocol version
            GET     | /socket.io/ | EIO=5&transport=polling                      | 400 | 5 | Unsupported protocol version
            GET     | /socket.io/ | EIO=04&transport=polling                     | 400 | 5 | Unsupported protocol version
            GET     | /socket.io/ | transport=polling                            | 400 | 5 | Unsupported protocol version
            """)
    void polling(String method, String path, String query, int status, int code, String message) {
        Http polling = Http.open(app);
        try (WebSocket webSocket =
                WebSocket.connect(URI.create(app.uri() + "/socket.io/"), "EIO=4&transport=websocket")) {
            String webSocketSid = Http.sid(webSocket.text());
            HttpResponse<String> response = Http.request(
                    URI.create(app.uri() + path),
                    method,
                    query.replaceFirst("=SID$", "=" + polling.sid()).replaceFirst("=WS$", "=" + webSocketSid),
                    null);
            assertEquals(status, response.statusCode());
            assertEquals("{\"code\":" + code + ",\"message\":\"" + message + "\"}", response.body());
            assertEquals(
                    "application/json",
                    response.headers().firstValue("Content-Type").orElse(""));
            // no session was hurt
            webSocket.send("40");
            assertEquals("40{", webSocket.text().substring(0, 3));
        }
        polling.post("40");
        assertEquals("40{", polling.get().substring(0, 3));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /socket.io/ | EIO=4                                   | 400 | 0 | Transport unknown
            /polling/   | EIO=4&transport=websocket               | 400 | 0 | Transport unknown
            /socket.io/ | EIO=4&transport=websocket&sid=unknown   | 400 | 1 | Session ID unknown
            /guarded/   | EIO=4&transport=websocket&sid=SID       | 400 | 1 | Session ID unknown
            /socket.io/ | EIO=3&transport=websocket&sid=SID       | 400 | 3 | Bad request
            /socket.io/ | EIO=4&transport=polling                 | 400 | 3 | Bad request
            /socket.io/ | EIO=4&transport=polling&sid=SID         | 400 | 3 | Bad request
            /guarded/   | EIO=4&transport=websocket&as=message    | 403 | 4 | say \\"please\\"
            /guarded/   | EIO=4&transport=websocket&as=error      | 403 | 4 | Forbidden
            /socket.io/ | EIO=3&transport=websocket               | 400 | 5 | Unsupported protocol version
            /socket.io/ | transport=websocket                     | 400 | 5 | Unsupported protocol version
            """)
    void webSocket(String path, String query, int status, int code, String message) {
        Http polling = Http.open(app);
        refused(status, code, message, path, query.replaceFirst("=SID$", "=" + polling.sid()));
        polling.post("40");
        assertEquals("40{", polling.get().substring(0, 3));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            :method               | POST    | 400 | 2 | Bad handshake method
            Sec-WebSocket-Version | 8       | 426 | 3 | WebSocket version 13 required
            Sec-WebSocket-Version | ''      | 426 | 3 | WebSocket version 13 required
            Sec-WebSocket-Key     | ''      | 400 | 3 | Bad request
            Connection            | close   | 400 | 3 | Bad request
            Upgrade               | h2c     | 400 | 3 | Bad request
            """)
    void malformedUpgrade(String header, String value, int status, int code, String message) {
        refused(status, code, message, "/socket.io/", "EIO=4&transport=websocket", header, value);
    }

    private static void refused(int status, int code, String message, String path, String query, String... headers) {
        try (WebSocket refused = WebSocket.connect(URI.create(app.uri() + path), query, headers)) {
            assertEquals(status, refused.status());
            assertEquals("{\"code\":" + code + ",\"message\":\"" + message + "\"}", refused.body());
            assertEquals("application/json", refused.header("Content-Type"));
        }
    }

    @Test
    void allowRequestIsAskedForHandshakesOnly() {
        Http session = Http.open(app, "/guarded/");
        HttpResponse<String> poll = Http.request(session.endpoint(), "POST", session.query() + "&as=message", "40");
        assertEquals("ok", poll.body());
        try (WebSocket upgrade = WebSocket.connect(session.endpoint(), session.upgradeQuery() + "&as=message")) {
            assertEquals(101, upgrade.status());
        }
    }

    @Test
    void emptySidIsNone() {
        HttpResponse<String> response =
                Http.request(URI.create(app.uri() + "/socket.io/"), "GET", "EIO=4&transport=polling&sid=", null);
        assertEquals(200, response.statusCode());
    }

    @Test
    void lastOfARepeatedParameterCounts() {
        URI endpoint = URI.create(app.uri() + "/socket.io/");
        assertEquals(
                200,
                Http.request(endpoint, "GET", "transport=flash&EIO=3&EIO=4&transport=polling", null)
                        .statusCode());
    }

    @Test
    void clientErrorsLeaveNoSession() {
        int before = app.server("guarded").engine().clientsCount();
        Http.request(URI.create(app.uri() + "/guarded/"), "GET", "EIO=4&transport=polling&as=error", null);
        refused(403, 4, "Forbidden", "/guarded/", "EIO=4&transport=websocket&as=error");
        assertEquals(before, app.server("guarded").engine().clientsCount());
    }
}
