package io.socketio.jakarta.it.cdi;

import static io.socketio.jakarta.it.support.App.app;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socketio.jakarta.it.support.App;
import io.socketio.jakarta.it.support.Eventually;
import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.Login;
import io.socketio.jakarta.it.support.WebSocket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Observers, scopes and injection, seen by clients. */
@Tag("cdi")
class CdiIT {
    private App app;

    @BeforeEach
    void start() {
        for (BlockingQueue<String> seen : List.of(ChatRoom.SEEN, Tables.SEEN, Tables.ROOMS, Train.SEEN)) seen.clear();
        app = withWeld().start();
    }

    private static App withWeld() {
        // see the launcher: Weld's own request context is none for long polls
        return app().contextParam("org.jboss.weld.context.mapping", "(?!/socket\\.io(/|$)).*")
                .contextParam("org.jboss.weld.context.ignore.guard", "false");
    }

    @AfterEach
    void stop() {
        app.stop();
    }

    /** In the main namespace, and welcomed. */
    private WebSocket joined() {
        WebSocket client = WebSocket.join(app);
        assertEquals("42[\"welcome\",true]", client.text());
        return client;
    }

    @Test
    void typedMessage() {
        try (WebSocket one = joined();
                WebSocket two = joined()) {
            one.send("420[\"chat\",{\"room\":\"lobby\",\"text\":\"Grüße\"}]");
            assertEquals("430[\"ok\",5]", one.text());
            assertEquals("42[\"chat\",{\"room\":\"lobby\",\"text\":\"Grüße\"}]", two.text());
        }
    }

    @Test
    void overPolling() {
        Http session = Http.open(app);
        session.post("40", "420[\"chat\",{\"room\":\"lobby\",\"text\":\"x\"}]");
        StringBuilder received = new StringBuilder(session.get());
        while (!received.toString().endsWith("430[\"ok\",1]"))
            received.append('\u001e').append(session.get());
        assertTrue(received.toString().contains("42[\"welcome\",true]"));
    }

    @Test
    void refusal() {
        try (WebSocket client = WebSocket.open(app)) {
            for (String auth : new String[] {"", "{\"name\":\"eve\"}"}) {
                client.send("40/admin," + auth);
                assertEquals("44/admin,{\"message\":\"not authorized\",\"data\":{\"code\":401}}", client.text());
            }
            client.send("40/admin,{\"name\":\"admin\"}");
            assertTrue(client.text().startsWith("40/admin,{"));
        }
    }

    @Test
    void injectedServerAndNamespace() {
        try (WebSocket member = joined();
                WebSocket admin = WebSocket.open(app)) {
            admin.send("40/admin,{\"name\":\"admin\"}");
            admin.text();
            admin.send("42/admin,[\"announce\",\"lunch\"]");
            assertEquals("42[\"announcement\",\"lunch\"]", member.text());
            assertEquals("42/admin,[\"announced\",\"lunch\"]", admin.text());
            member.send("420[\"announce\",\"not here\"]"); // observed in the other namespace only
            member.send("421[\"add to cart\",\"x\"]");
            assertEquals("431[[\"x\"]]", member.text());
        }
    }

    @Test
    void socketScope() {
        try (WebSocket one = joined();
                WebSocket two = joined()) {
            one.send("420[\"add to cart\",\"apple\"]");
            assertEquals("430[[\"apple\"]]", one.text());
            two.send("420[\"add to cart\",\"pear\"]");
            assertEquals("430[[\"pear\"]]", two.text());
            one.send("421[\"add to cart\",\"plum\"]");
            assertEquals("431[[\"apple\",\"plum\"]]", one.text());
            one.close(1000);
            assertEquals("left: transport close with 2", Eventually.take(ChatRoom.SEEN));
            assertEquals("cart destroyed", Eventually.take(ChatRoom.SEEN));
            two.send("421[\"add to cart\",\"fig\"]");
            assertEquals("431[[\"pear\",\"fig\"]]", two.text());
        }
    }

    @Test
    void requestScope() {
        try (WebSocket client = joined()) {
            for (int i = 0; i < 3; i++) {
                client.send("42" + i + "[\"transfer\",30]");
                assertEquals("43" + i + "[70]", client.text());
            }
        }
    }

    @Test
    void failure() {
        try (WebSocket client = joined()) {
            client.send("420[\"fail\",\"now\"]");
            assertEquals("failure of fail: as asked for: now", Eventually.take(ChatRoom.SEEN));
            client.send("421[\"chat\",\"no chat line\"]");
            assertTrue(Eventually.take(ChatRoom.SEEN).startsWith("failure of chat: "));
            client.send("422[\"chat\",{\"room\":\"r\",\"text\":\"x\"}]");
            assertEquals("432[\"ok\",1]", client.text()); // no answer to the others, and the socket stays
        }
    }

    @Test
    void invalidPayload() {
        try (WebSocket client = joined()) {
            client.send("420[\"order\",{\"what\":\" \",\"pieces\":10}]");
            assertEquals(
                    "430[{\"error\":\"validation\",\"violations\":[{\"path\":\"pieces\",\"message\":\"is more than 9\"},"
                            + "{\"path\":\"what\",\"message\":\"says nothing\"}]}]",
                    client.text());
            assertEquals(
                    "failure of order: the payload of \"order\" is not valid: pieces is more than 9 (the first of 2"
                            + " violations)",
                    Eventually.take(ChatRoom.SEEN));
            client.send("42[\"order\",{\"what\":\"tea\",\"pieces\":10}]"); // no answer to this
            assertEquals(
                    "failure of order: the payload of \"order\" is not valid: pieces is more than 9",
                    Eventually.take(ChatRoom.SEEN));
            client.send("421[\"order\",{\"what\":\"tea\",\"pieces\":9}]");
            assertEquals("431[\"ordered tea\"]", client.text());
        }
    }

    private static void joinTable(WebSocket client, String table) {
        client.send("40" + table + ",");
        String answer = client.event();
        assertTrue(answer.startsWith("40" + table + ",{"), answer);
    }

    @Test
    void namespacesThatClientsBringIntoBeing() {
        try (WebSocket one = WebSocket.open(app);
                WebSocket two = WebSocket.open(app)) {
            joinTable(one, "/table-1");
            assertEquals("set up /table-1", Eventually.take(Tables.SEEN));
            joinTable(two, "/table-2");
            assertEquals("set up /table-2", Eventually.take(Tables.SEEN));
            one.send("42/table-1,[\"say\",\"hello\"]");
            assertEquals("42/table-1,[\"said\",\"/table-1\",\"hello\"]", one.event());
            assertEquals("42/table-1,[\"thanks\"]", one.event());
            assertEquals("42/table-2,[\"said\",\"/table-1\",\"hello\"]", two.event());
            assertEquals(
                    Set.of("to /table-1 [/table-1, hello]", "to /table-2 [/table-1, hello]"),
                    Set.of(Eventually.take(Tables.SEEN), Eventually.take(Tables.SEEN)));
            one.send("42/table-1,0[\"made up\"]");
            assertEquals("43/table-1,0[\"what?\"]", one.event());
            one.send("40/table-13,");
            assertEquals("44/table-13,{\"message\":\"not that one\"}", one.event());
            assertEquals("set up /table-13", Eventually.take(Tables.SEEN));
            one.send("40/chair,");
            assertEquals("44/chair,{\"message\":\"Invalid namespace\"}", one.event());
            assertEquals(Set.of(), Set.copyOf(Tables.SEEN));
        }
    }

    @Test
    void namespacesByAPredicate() {
        try (WebSocket client = WebSocket.open(app)) {
            client.send("40/stool-1,{\"free\":2}");
            assertEquals("44/stool-1,{\"message\":\"Invalid namespace\"}", client.event());
            client.send("40/stool-2,{\"free\":2}");
            assertTrue(client.event().startsWith("40/stool-2,{"));
            client.send("42/stool-2,0[\"chat\",{\"room\":\"lobby\",\"text\":\"hello\"}]");
            assertEquals("43/stool-2,0[\"ok\",5]", client.event());
        }
    }

    @Test
    void aNamespaceThatIsMadeAnew() {
        try (WebSocket client = WebSocket.open(app)) {
            for (int i = 0; i < 2; i++) {
                joinTable(client, "/table-1");
                assertEquals("set up /table-1", Eventually.take(Tables.SEEN));
                client.send("42/table-1,0[\"made up\"]");
                assertEquals("43/table-1,0[\"what?\"]", client.event());
                client.send("41/table-1,");
                assertEquals("leaves [seat]", Eventually.take(Tables.SEEN));
                for (String what : List.of("CREATED", "JOINED", "LEFT", "DELETED"))
                    assertEquals(what + " in /table-1", Eventually.take(Tables.ROOMS));
                Eventually.until(
                        "it is dropped",
                        () -> app.server().namespaces().stream()
                                .noneMatch(n -> n.name().equals("/table-1")));
            }
        }
    }

    @Test
    void aRecoveredSocket() throws JSONException {
        app.stop();
        app = withWeld().option("connectionStateRecovery", true).start();
        JSONObject session;
        String offset;
        try (WebSocket client = WebSocket.open(app)) {
            client.send("40/train,");
            session = new JSONObject(client.event().substring("40/train,".length()));
            offset = offsetOf("42/train,[\"hello\",false,[\"ticket\"],", client.event());
        }
        assertEquals("left with 1", Eventually.take(Train.SEEN));
        app.server().of("/train").emit("missed");
        try (WebSocket client = WebSocket.open(app)) {
            JSONObject auth = new JSONObject().put("pid", session.getString("pid"));
            client.send("40/train," + auth.put("offset", offset));
            offsetOf("42/train,[\"missed\",", client.event());
            assertTrue(client.event().startsWith("40/train,{\"sid\":\"" + session.getString("sid")));
            offsetOf("42/train,[\"hello\",true,[\"ticket\"],", client.event());
        }
        assertEquals("left with 1", Eventually.take(Train.SEEN));
    }

    private static String offsetOf(String event, String received) {
        assertTrue(received.startsWith(event + "\""), received);
        return received.substring(event.length() + 1, received.length() - "\"]".length());
    }

    /** Its role is in no option: the deployment finds it. */
    @Test
    void observerForRolesOnly() {
        app.stop();
        app = Login.needed(withWeld()).start();
        URI endpoint = URI.create(app.uri() + "/socket.io/");
        String query = "EIO=4&transport=websocket";
        try (WebSocket ann = WebSocket.connect(endpoint, query, Login.of("ann"));
                WebSocket bob = WebSocket.connect(endpoint, query, Login.of("bob"))) {
            for (WebSocket client : new WebSocket[] {ann, bob}) {
                client.text();
                client.send("40");
                client.text();
                assertEquals("42[\"welcome\",true]", client.text());
                client.send("420[\"restart\"]");
            }
            assertEquals("430[\"restarting\"]", ann.text());
            assertEquals(
                    "failure of restart: the event \"restart\" is not delivered to " + ChatRoom.class.getName()
                            + ".onRestart: its client is in none of the roles [admin]",
                    Eventually.take(ChatRoom.SEEN));
            bob.send("421[\"add to cart\",\"x\"]");
            assertEquals("431[[\"x\"]]", bob.text()); // no answer to the other, and the socket stays
        }
    }

    @Test
    void asynchronousObserver() {
        try (WebSocket client = joined()) {
            client.send("420[\"later\",\"please\"]");
            assertEquals("430[\"later please\"]", client.text());
        }
    }

    @Test
    void undeployment() {
        try (WebSocket client = joined()) {
            client.send("420[\"add to cart\",\"apple\"]");
            assertEquals("430[[\"apple\"]]", client.text());
            app.undeploy();
            assertEquals("left: server shutting down with 1", Eventually.take(ChatRoom.SEEN));
            assertEquals("cart destroyed", Eventually.take(ChatRoom.SEEN));
            assertEquals(Set.of(), Set.copyOf(ChatRoom.SEEN));
        }
    }

    @Test
    void officialClient() throws JSONException {
        IO.Options options = new IO.Options();
        options.forceNew = true;
        io.socket.client.Socket client = IO.socket(URI.create(app.uri().toString()), options);
        BlockingQueue<Object[]> welcomes = new LinkedBlockingQueue<>();
        BlockingQueue<Object[]> acks = new LinkedBlockingQueue<>();
        client.on("welcome", welcomes::add);
        client.connect();
        assertArrayEquals(new Object[] {true}, Eventually.take(welcomes));
        JSONObject line = new JSONObject().put("room", "lobby").put("text", "hello");
        client.emit("chat", new Object[] {line}, (Ack) acks::add);
        assertArrayEquals(new Object[] {"ok", 5}, Eventually.take(acks));
        client.disconnect();
        assertTrue(Eventually.take(ChatRoom.SEEN).startsWith("left: "));
    }
}
