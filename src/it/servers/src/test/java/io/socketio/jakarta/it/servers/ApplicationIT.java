package io.socketio.jakarta.it.servers;

import static io.socketio.jakarta.it.support.Eventually.take;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socket.client.IO;
import io.socket.client.Socket;
import io.socketio.jakarta.it.support.Eventually;
import io.socketio.jakarta.it.support.WebSocket;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An application with CDI: observers, scopes and injection, and what of the server they can use. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ApplicationIT {
    // of jakarta.transaction.Status
    private static final int ACTIVE = 0;
    private static final int COMMITTED = 3;
    private static final int ROLLED_BACK = 4;
    private static final int NO_TRANSACTION = 6;

    @ArquillianResource
    private URI application;

    /** Of the one client of this test. */
    private final String name = UUID.randomUUID().toString();

    private Clients clients;
    private Socket watcher;

    @Deployment(testable = false)
    static WebArchive application() {
        String[] packages = isJakartaEE() ? new String[] {"room", "ee"} : new String[] {"room"};
        return Cdi.war("application.war", packages)
                .addAsResource(new StringAsset("for the class loader"), "of-this-application.txt")
                .setWebXML(Cdi.webXml("""
                        <module-name>application</module-name>
                        <listener>
                          <listener-class>%sroom.Handlers</listener-class>
                        </listener>
                        <env-entry>
                          <env-entry-name>greeting</env-entry-name>
                          <env-entry-type>java.lang.String</env-entry-type>
                          <env-entry-value>Good morning</env-entry-value>
                        </env-entry>
                        """.formatted(Cdi.APPS)));
    }

    static boolean isJakartaEE() {
        return Server.current().isJakartaEE();
    }

    static boolean injectsConstraintValidators() {
        return Server.current().injectsConstraintValidators();
    }

    @BeforeEach
    void watch() {
        clients = new Clients(application.resolve("socket.io/"));
        watcher = clients.socket(clients.options(Clients.Mode.WEBSOCKET)).io().socket("/watch");
        BlockingQueue<Object[]> connected = Clients.events(watcher, Socket.EVENT_CONNECT);
        watcher.connect();
        take(connected);
    }

    @AfterEach
    void close() {
        watcher.close();
        clients.close();
    }

    private Socket socket(Clients.Mode mode) {
        return socket(mode, name);
    }

    private Socket socket(Clients.Mode mode, String name) {
        IO.Options options = clients.options(mode);
        options.auth = Map.of("name", name);
        return clients.socket(options);
    }

    /** A client over the transport where its mode leads to. */
    private Socket connect(Clients.Mode mode) {
        return connect(socket(mode), mode);
    }

    private static Socket connect(Socket socket, Clients.Mode mode) {
        BlockingQueue<Object[]> connected = Clients.events(socket, Socket.EVENT_CONNECT);
        socket.connect();
        take(connected);
        String expected = mode == Clients.Mode.POLLING ? "polling" : "websocket";
        Eventually.until(expected, () -> Clients.call(socket, "transport")[0].equals(expected));
        return socket;
    }

    /** The next event with this first argument; those of clients of earlier tests may come before. */
    private static Object[] takeOf(Object first, BlockingQueue<Object[]> events) {
        Object[] event = take(events);
        while (!event[0].toString().equals(first.toString())) event = take(events);
        return event;
    }

    private static List<String> strings(Object array) {
        JSONArray json = (JSONArray) array;
        return IntStream.range(0, json.length()).mapToObj(json::optString).toList();
    }

    @ParameterizedTest
    @EnumSource
    void observersOfConnectAndMessages(Clients.Mode mode) throws JSONException {
        Socket socket = socket(mode);
        BlockingQueue<Object[]> welcomes = Clients.events(socket, "welcome");
        connect(socket, mode);
        assertArrayEquals(new Object[] {name, true}, take(welcomes));

        Socket other = connect(socket(mode, "somebody"), mode);
        BlockingQueue<Object[]> said = Clients.events(other, "said");
        byte[] picture = {0, 1, -2, -1};
        JSONObject line = new JSONObject().put("text", "Grüße €😀").put("picture", picture);
        assertEquals(List.of("Grüße €😀"), strings(Clients.call(socket, "say", line)[0]));
        Object[] heard = take(said);
        assertEquals(name, heard[0]);
        assertEquals("Grüße €😀", ((JSONObject) heard[1]).get("text"));
        assertArrayEquals(picture, (byte[]) ((JSONObject) heard[1]).get("picture"));
    }

    @ParameterizedTest
    @EnumSource
    void socketScopeAndDisconnect(Clients.Mode mode) throws JSONException {
        BlockingQueue<Object[]> left = Clients.events(watcher, "left");
        BlockingQueue<Object[]> over = Clients.events(watcher, "visit over");
        Socket one = connect(mode);
        Socket two = connect(socket(mode, "somebody"), mode);
        JSONObject hers = new JSONObject().put("text", name);
        JSONObject theirs = new JSONObject().put("text", "theirs");
        assertEquals(List.of(name), strings(Clients.call(one, "say", hers)[0]));
        assertEquals(List.of("theirs"), strings(Clients.call(two, "say", theirs)[0]));
        assertEquals(List.of(name, name), strings(Clients.call(one, "say", hers)[0]));

        one.disconnect();
        Object[] gone = takeOf(name, left);
        assertEquals("client namespace disconnect", gone[1]);
        assertEquals(List.of(name, name), strings(gone[2]));
        assertEquals(true, gone[3], "class loader");
        takeOf(new JSONArray(List.of(name, name)), over);
        assertEquals(List.of("theirs", "theirs"), strings(Clients.call(two, "say", theirs)[0]));
    }

    /** Servers notice that on threads of their own, some of which know no application. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void vanishedConnection(boolean reset) {
        BlockingQueue<Object[]> left = Clients.events(watcher, "left");
        BlockingQueue<Object[]> over = Clients.events(watcher, "visit over");
        WebSocket client = visit();
        if (reset) client.abort();
        else client.close();
        Object[] gone = takeOf(name, left);
        assertTrue(Set.of("transport close", "transport error").contains(gone[1]), gone[1].toString());
        assertEquals(List.of(name), strings(gone[2]));
        assertEquals(true, gone[3], "class loader");
        takeOf(new JSONArray(List.of(name)), over);
    }

    /** A client that has said something, by hand. */
    private WebSocket visit() {
        WebSocket client = WebSocket.connect(application.resolve("socket.io/"), "EIO=4&transport=websocket");
        client.text();
        client.send("40{\"name\":\"" + name + "\"}");
        client.send("420[\"say\",{\"text\":\"" + name + "\"}]");
        while (!client.event().startsWith("430")) {} // the welcome comes before, or after
        return client;
    }

    @ParameterizedTest
    @EnumSource
    void refusal(Clients.Mode mode) throws JSONException {
        Socket refused = clients.socket(clients.options(mode));
        BlockingQueue<Object[]> errors = Clients.events(refused, Socket.EVENT_CONNECT_ERROR);
        refused.connect();
        JSONObject error = (JSONObject) take(errors)[0];
        assertEquals("no name", error.get("message"));
        assertEquals("{\"loader\":true}", error.get("data").toString());
        assertEquals(false, refused.connected());
    }

    @ParameterizedTest
    @EnumSource
    void handlersInCodeBesideObservers(Clients.Mode mode) {
        Socket socket = connect(mode);
        assertArrayEquals(new Object[] {42}, Clients.call(socket, "sum", 19, 23));
        assertArrayEquals(new Object[] {true, true, true}, Clients.call(socket, "code"));
    }

    @ParameterizedTest
    @EnumSource
    void failure(Clients.Mode mode) {
        BlockingQueue<Object[]> failures = Clients.events(watcher, "failed");
        Socket socket = connect(mode);
        socket.emit("fail", name);
        Object[] failed = take(failures);
        while (!name.equals(failed[2])) failed = take(failures);
        assertArrayEquals(new Object[] {"fail", "IllegalStateException", name}, failed);
        assertArrayEquals(new Object[] {3}, Clients.call(socket, "sum", 1, 2));
    }

    @ParameterizedTest
    @EnumSource
    void classLoader(Clients.Mode mode) {
        Socket socket = connect(mode);
        assertArrayEquals(new Object[] {true}, Clients.call(socket, "loader"));
    }

    @ParameterizedTest
    @EnumSource
    void requestScope(Clients.Mode mode) {
        Socket socket = connect(mode);
        for (int i = 0; i < 5; i++) assertArrayEquals(new Object[] {1, 2, 1}, Clients.call(socket, "calls"));
    }

    /** All at once: each its own. */
    @Test
    void requestScopeOfManyMessages() {
        // no more than five that poll: that is how many requests to one host this client makes at a time
        Socket[] sockets = IntStream.range(0, 20)
                .mapToObj(i -> connect(i % 5 == 0 ? Clients.Mode.POLLING : Clients.Mode.WEBSOCKET))
                .toArray(Socket[]::new);
        BlockingQueue<Object[]> answers = new LinkedBlockingQueue<>();
        for (int i = 0; i < 10; i++) {
            for (Socket socket : sockets) socket.emit("calls", new Object[0], answers::add);
        }
        for (int i = 0; i < 10 * sockets.length; i++)
            assertArrayEquals(new Object[] {1, 2}, Arrays.copyOf(take(answers), 2));
        assertArrayEquals(new Object[] {1, 2, 1}, Clients.call(sockets[0], "calls"));
    }

    /** However many of them the server has threads for. */
    @Test
    void handlersThatWaitHoldUpNobodyElse() {
        Socket[] sockets = IntStream.range(0, 40)
                .mapToObj(i -> connect(Clients.Mode.WEBSOCKET))
                .toArray(Socket[]::new);
        BlockingQueue<Object[]> answers = new LinkedBlockingQueue<>();
        for (Socket socket : sockets) socket.emit("meet", new Object[] {name, sockets.length}, answers::add);
        for (int i = 0; i < sockets.length; i++) assertArrayEquals(new Object[] {true}, take(answers));
    }

    @ParameterizedTest
    @EnumSource
    @EnabledIf("isJakartaEE")
    void naming(Clients.Mode mode) {
        Socket socket = connect(mode);
        assertArrayEquals(new Object[] {"application"}, Clients.call(socket, "entry", "java:module/ModuleName"));
        assertArrayEquals(new Object[] {"Good morning"}, Clients.call(socket, "entry", "java:comp/env/greeting"));
        assertArrayEquals(
                new Object[] {true},
                Clients.call(
                        socket,
                        "look up",
                        "java:comp/DefaultManagedExecutorService",
                        "jakarta.enterprise.concurrent.ManagedExecutorService"));
        assertArrayEquals(
                new Object[] {true},
                Clients.call(socket, "look up", "java:comp/UserTransaction", "jakarta.transaction.UserTransaction"));
        assertArrayEquals(new Object[] {"Good morning"}, Clients.call(socket, "execute", "java:comp/env/greeting"));
    }

    @ParameterizedTest
    @EnumSource
    @EnabledIf("isJakartaEE")
    void transactions(Clients.Mode mode) {
        BlockingQueue<Object[]> failures = Clients.events(watcher, "failed");
        Socket socket = connect(mode);
        BlockingQueue<Object[]> completed = Clients.events(socket, "completed");
        assertArrayEquals(new Object[] {NO_TRANSACTION, ACTIVE}, Clients.call(socket, "status"));
        assertArrayEquals(new Object[0], Clients.call(socket, "pay", "a little"));
        assertArrayEquals(new Object[] {"a little", COMMITTED}, take(completed));

        socket.emit("pay", "too much");
        assertArrayEquals(new Object[] {"too much", ROLLED_BACK}, take(completed));
        Object[] failed = take(failures);
        while (!failed[0].equals("pay")) failed = take(failures);
        assertArrayEquals(new Object[] {"pay", "IllegalArgumentException", "too much"}, failed);
        assertArrayEquals(new Object[] {NO_TRANSACTION, ACTIVE}, Clients.call(socket, "status"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @EnabledIf("isJakartaEE")
    void namingAndTransactionsOfVanishedConnection(boolean reset) {
        BlockingQueue<Object[]> settled = Clients.events(watcher, "settled");
        WebSocket client = visit();
        client.send("421[\"id\"]");
        String id = client.event().replaceFirst("431\\[\"(.*)\"]", "$1");
        if (reset) client.abort();
        else client.close();
        assertArrayEquals(new Object[] {id, "Good morning", ACTIVE}, takeOf(id, settled));
    }

    @ParameterizedTest
    @EnumSource
    @EnabledIf("isJakartaEE")
    void validation(Clients.Mode mode) throws JSONException {
        BlockingQueue<Object[]> failures = Clients.events(watcher, "failed");
        Socket socket = connect(mode);
        JSONObject order = new JSONObject().put("what", " ").put("price", 101);
        JSONObject answer = (JSONObject) Clients.call(socket, "order", order)[0];
        assertEquals("validation", answer.get("error"));
        JSONArray violations = answer.getJSONArray("violations");
        assertEquals(2, violations.length());
        assertEquals("is too much", violations.getJSONObject(0).get("message"));
        assertEquals("price", violations.getJSONObject(0).get("path"));
        assertEquals("says nothing", violations.getJSONObject(1).get("message"));
        assertEquals("what", violations.getJSONObject(1).get("path"));
        assertEquals("PayloadValidationException", takeOf("order", failures)[1]);

        order.put("what", "tea").put("price", 100);
        assertArrayEquals(new Object[] {"ordered tea"}, Clients.call(socket, "order", order));
    }

    @ParameterizedTest
    @EnumSource
    @EnabledIf("injectsConstraintValidators")
    void validationByBeans(Clients.Mode mode) throws JSONException {
        Socket socket = connect(mode);
        JSONObject bid = new JSONObject().put("price", 101);
        JSONObject answer = (JSONObject) Clients.call(socket, "bid", bid)[0];
        assertEquals(
                "is too much",
                answer.getJSONArray("violations").getJSONObject(0).get("message"));
        assertArrayEquals(new Object[] {"bid 100"}, Clients.call(socket, "bid", bid.put("price", 100)));
    }

    @ParameterizedTest
    @EnumSource
    @EnabledIf("isJakartaEE")
    void sessionBeans(Clients.Mode mode) {
        Socket socket = connect(mode);
        assertArrayEquals(
                new Object[] {"Clerk greets ann", "Clerk greets ann", ACTIVE}, Clients.call(socket, "clerk", "ann"));
        assertArrayEquals(new Object[] {false, ACTIVE}, Clients.call(socket, "hello"));
    }
}
