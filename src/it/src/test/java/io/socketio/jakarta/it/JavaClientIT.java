package io.socketio.jakarta.it;

import static io.socketio.jakarta.it.support.App.app;
import static io.socketio.jakarta.it.support.Eventually.take;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socket.client.Ack;
import io.socket.client.AckWithTimeout;
import io.socket.client.IO;
import io.socket.client.Socket;
import io.socketio.jakarta.it.support.App;
import io.socketio.jakarta.it.support.Eventually;
import io.socketio.jakarta.it.support.Fixture;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The official Java client over each transport. */
class JavaClientIT {
    enum Mode {
        POLLING("polling"),
        WEBSOCKET("websocket"),
        UPGRADE("polling", "websocket");

        private final String[] transports;

        Mode(String... transports) {
            this.transports = transports;
        }
    }

    private final Fixture fixture = new Fixture();
    private final List<Socket> clients = new ArrayList<>();
    private App app;

    @BeforeEach
    void start() {
        app = app().handlers(fixture).start();
    }

    @AfterEach
    void stop() {
        clients.forEach(Socket::close);
        app.stop();
    }

    private Socket client(Mode mode, String namespace, Map<String, String> auth) {
        IO.Options options = new IO.Options();
        options.forceNew = true;
        options.transports = mode.transports;
        options.auth = auth;
        options.reconnectionDelay = 50;
        options.reconnectionDelayMax = 100;
        Socket client = IO.socket(URI.create(app.uri() + namespace), options);
        clients.add(client);
        return client;
    }

    private Socket connected(Mode mode, String namespace, Map<String, String> auth) {
        Socket client = client(mode, namespace, auth);
        BlockingQueue<Object[]> connects = events(client, Socket.EVENT_CONNECT);
        client.connect();
        take(connects);
        return client;
    }

    private Socket connected(Mode mode) {
        return connected(mode, "/", Map.of());
    }

    private static BlockingQueue<Object[]> events(Socket client, String event) {
        BlockingQueue<Object[]> queue = new LinkedBlockingQueue<>();
        client.on(event, queue::add);
        return queue;
    }

    private static Object[] call(Socket client, String event, Object... args) {
        BlockingQueue<Object[]> answers = new LinkedBlockingQueue<>();
        client.emit(event, args, (Ack) answers::add);
        return take(answers);
    }

    @ParameterizedTest
    @EnumSource
    void connects(Mode mode) {
        Socket client = connected(mode);
        if (mode == Mode.UPGRADE)
            Eventually.until("it is upgraded", () -> Fixture.isUpgraded(app.server(), client.id()));
        Object[] me = call(client, "whoami");
        assertEquals(client.id(), me[0]);
        assertEquals("{}", me[1].toString());
        assertEquals(mode == Mode.POLLING ? "polling" : "websocket", me[2]);
    }

    @ParameterizedTest
    @EnumSource
    void authenticates(Mode mode) {
        Socket client = connected(mode, "/members", Map.of("token", "let me in", "name", "Zoë"));
        JSONObject auth = (JSONObject) call(client, "whoami")[1];
        assertEquals("Zoë", auth.optString("name"));
    }

    @ParameterizedTest
    @EnumSource
    void isRefused(Mode mode) throws JSONException {
        for (Map<String, String> auth : List.of(Map.of("token", "wrong"), Map.<String, String>of())) {
            Socket client = client(mode, "/members", auth);
            BlockingQueue<Object[]> errors = events(client, Socket.EVENT_CONNECT_ERROR);
            client.connect();
            JSONObject error = (JSONObject) take(errors)[0];
            assertEquals("not authorized", error.getString("message"));
            assertEquals(401, error.getJSONObject("data").getInt("code"));
            assertEquals("send a token", error.getJSONObject("data").getString("hint"));
        }
        assertTrue(app.server().of("/members").sockets().isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void unknownNamespace(Mode mode) throws JSONException {
        Socket client = client(mode, "/nowhere", Map.of());
        BlockingQueue<Object[]> errors = events(client, Socket.EVENT_CONNECT_ERROR);
        client.connect();
        assertEquals("Invalid namespace", ((JSONObject) take(errors)[0]).getString("message"));
    }

    @ParameterizedTest
    @EnumSource
    void acknowledgements(Mode mode) {
        Socket client = connected(mode);
        assertArrayEquals(new Object[] {1, "two", true, 2.5}, call(client, "echo", 1, "two", true, 2.5));
        assertArrayEquals(new Object[0], call(client, "echo"));
        client.on("question", args -> ((Ack) args[args.length - 1]).call("answer to", args[0]));
        BlockingQueue<Object[]> answered = events(client, "answered");
        client.emit("ask me", 42);
        assertArrayEquals(new Object[] {"answer to", 42}, take(answered));
    }

    @ParameterizedTest
    @EnumSource
    void timeouts(Mode mode) {
        Socket client = connected(mode);
        BlockingQueue<String> outcome = new LinkedBlockingQueue<>();
        client.emit("keep silent", new Object[] {1}, new AckWithTimeout(50) {
            @Override
            public void onSuccess(Object... args) {
                outcome.add("answer");
            }

            @Override
            public void onTimeout() {
                outcome.add("timeout");
            }
        });
        assertEquals("timeout", take(outcome));
        BlockingQueue<Object[]> outcomes = events(client, "outcome");
        client.emit("ask me in vain");
        assertEquals("timeout", take(outcomes)[0]);
        assertArrayEquals(new Object[] {1}, call(client, "echo", 1));
    }

    @ParameterizedTest
    @EnumSource
    void binary(Mode mode) throws JSONException {
        Socket client = connected(mode);
        byte[][] bytes = new byte[4][];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = new byte[i * 333];
            new Random(i).nextBytes(bytes[i]);
        }
        JSONObject nested = new JSONObject()
                .put("name", "blob")
                .put("parts", new JSONArray().put(bytes[1]).put(new JSONObject().put("deep", bytes[2])))
                .put("empty", bytes[0]);
        BlockingQueue<Object[]> echoes = events(client, "echo");
        client.emit("echo", nested, "between", bytes[3]);
        for (Object[] echo : List.of(take(echoes), call(client, "echo", nested, "between", bytes[3]))) {
            assertEquals(3, echo.length);
            JSONObject back = assertInstanceOf(JSONObject.class, echo[0]);
            assertEquals("blob", back.getString("name"));
            assertArrayEquals(bytes[0], (byte[]) back.get("empty"));
            assertArrayEquals(bytes[1], (byte[]) back.getJSONArray("parts").get(0));
            assertArrayEquals(bytes[2], (byte[])
                    back.getJSONArray("parts").getJSONObject(1).get("deep"));
            assertEquals("between", echo[1]);
            assertArrayEquals(bytes[3], (byte[]) echo[2]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void roomsAndBroadcasts(Mode mode) {
        Socket one = connected(mode);
        Socket two = connected(mode);
        Socket outsider = connected(mode);
        BlockingQueue<Object[]> toOne = events(one, "said");
        BlockingQueue<Object[]> toTwo = events(two, "said");
        BlockingQueue<Object[]> toOutsider = events(outsider, "said");
        call(one, "join", "room");
        call(two, "join", "room");
        one.emit("to others in", "room", 1);
        one.emit("to all in", "room", 2);
        one.emit("to others", 3);
        one.emit("to all", 4);
        call(one, "leave", "room");
        one.emit("to all in", "room", 5);
        one.emit("to all", 6);
        assertEquals(List.of(2, 4, 6), said(toOne));
        assertEquals(List.of(1, 2, 3, 4, 5, 6), said(toTwo));
        assertEquals(List.of(3, 4, 6), said(toOutsider));
    }

    /** What was said, up to number 6. */
    private static List<Object> said(BlockingQueue<Object[]> events) {
        List<Object> said = new ArrayList<>();
        do said.add(take(events)[0]);
        while (!said.get(said.size() - 1).equals(6));
        return said;
    }

    @ParameterizedTest
    @EnumSource
    void clientDisconnects(Mode mode) {
        Socket client = connected(mode);
        String id = client.id();
        BlockingQueue<Object[]> disconnects = events(client, Socket.EVENT_DISCONNECT);
        client.disconnect();
        assertEquals("io client disconnect", take(disconnects)[0]);
        String reason = fixture.reasonOf(id);
        // the client closes the connection behind its packet; both may be on their way at once
        assertTrue(List.of("client namespace disconnect", "transport close").contains(reason), reason);
    }

    @ParameterizedTest
    @EnumSource
    void serverDisconnects(Mode mode) {
        for (boolean close : new boolean[] {false, true}) {
            Socket client = connected(mode);
            String id = client.id();
            BlockingQueue<Object[]> disconnects = events(client, Socket.EVENT_DISCONNECT);
            client.emit("bye", close);
            assertEquals("io server disconnect", take(disconnects)[0]);
            assertEquals("server namespace disconnect", fixture.reasonOf(id));
        }
    }

    /** Over WebSocket this client takes no notice of an orderly close, which Engine.IO's heartbeat makes up for. */
    @ParameterizedTest
    @EnumSource
    void reconnects(Mode mode) {
        app.stop();
        app.option("pingInterval", 300).option("pingTimeout", 700).start();
        Socket client = connected(mode);
        String before = client.id();
        BlockingQueue<Object[]> disconnects = events(client, Socket.EVENT_DISCONNECT);
        BlockingQueue<Object[]> connects = events(client, Socket.EVENT_CONNECT);
        app.stop();
        assertEquals("server shutting down", fixture.reasonOf(before));
        String reason = (String) take(disconnects)[0];
        assertTrue(List.of("transport close", "transport error", "ping timeout").contains(reason), reason);
        app.start();
        take(connects);
        assertNotEquals(before, client.id());
        assertArrayEquals(new Object[] {"again"}, call(client, "echo", "again"));
    }

    @ParameterizedTest
    @EnumSource
    void largeMessages(Mode mode) {
        Socket client = connected(mode);
        String text = "0123456789".repeat(90_000);
        assertEquals(text, call(client, "echo", text)[0]);
        byte[] bytes = new byte[700_000];
        new Random(7).nextBytes(bytes);
        assertArrayEquals(bytes, (byte[]) call(client, "echo", bytes)[0]);
    }

    @ParameterizedTest
    @EnumSource
    void multiByteText(Mode mode) {
        Socket client = connected(mode);
        String text = "ä€😀\u001e\u0000\u2028\"\\/ 中文 עברית e\u0301 \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67";
        String[] texts = {text, text.repeat(5_000)};
        for (String t : texts) assertEquals(t, call(client, "echo", t)[0]);
    }
}
