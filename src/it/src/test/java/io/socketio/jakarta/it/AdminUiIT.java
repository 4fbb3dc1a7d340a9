package io.socketio.jakarta.it;

import static io.socketio.jakarta.it.support.App.app;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Registration;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.admin.AdminUi;
import io.socketio.jakarta.admin.AdminUiOptions;
import io.socketio.jakarta.admin.AdminUiOptions.Mode;
import io.socketio.jakarta.it.support.App;
import io.socketio.jakarta.it.support.Eventually;
import io.socketio.jakarta.it.support.WebSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server side of the admin UI, as its client sees it. */
class AdminUiIT {
    static final String PASSWORD = "open sesame";
    static final String HASH = "$2a$04$38PfNmUKbM/D..yCnTnl8OWnbLi.Vtl2n.V.z6OqJUW/7u9oidjVS";

    private static final String LOGIN = "{\"username\":\"ann\",\"password\":\"" + PASSWORD + "\"}";
    private static final AdminUiOptions OPTIONS = AdminUiOptions.basic("ann", HASH);

    private static App start(AdminUiOptions options) {
        return app().handlers(io -> {
                    AdminUi.instrument(io, options);
                    io.of("/other");
                    io.on("chat", message -> message.socket().emit("heard", message.args()));
                })
                .start();
    }

    private static WebSocket asks(App app, String auth) {
        WebSocket admin = WebSocket.open(app);
        admin.send("40/admin," + auth);
        return admin;
    }

    /** Somebody who has logged in. */
    private static WebSocket admin(App app) {
        WebSocket admin = asks(app, LOGIN);
        assertTrue(admin.event().startsWith("40/admin,{"));
        return admin;
    }

    /** The next of these, whatever comes before. */
    private static String next(WebSocket admin, String event) {
        while (true) {
            String text = admin.event();
            if (text.startsWith("42/admin,[\"" + event + "\"")) return text;
        }
    }

    private static void say(WebSocket admin, String command) {
        admin.send("42/admin,[" + command.replace('\'', '"') + "]");
    }

    private static Socket onlySocket(App app) {
        return app.server().sockets().iterator().next();
    }

    @Test
    void offByDefault() {
        try (App app = app().start();
                WebSocket nobody = asks(app, LOGIN)) {
            assertEquals("44/admin,{\"message\":\"Invalid namespace\"}", nobody.event());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"username\":\"ann\",\"password\":\"wrong\"}",
                "{\"username\":\"bob\",\"password\":\"open sesame\"}",
                "{\"username\":\"ann\",\"password\":[1]}",
                "{\"sessionId\":\"0123456789abcdef\"}",
                "{\"sessionId\":null}"
            })
    void whoCannotLogInIsRefused(String auth) {
        try (App app = start(OPTIONS);
                WebSocket stranger = asks(app, auth)) {
            assertEquals("44/admin,{\"message\":\"invalid credentials\"}", stranger.event());
            stranger.send("40");
            assertTrue(stranger.event().startsWith("40{"), "the connection stays");
            assertTrue(app.server().of("/admin").sockets().isEmpty());
        }
    }

    @Test
    void aSessionNeedsNoPassword() {
        try (App app = start(OPTIONS);
                WebSocket first = admin(app)) {
            String session = first.event();
            assertTrue(session.matches("42/admin,\\[\"session\",\"[0-9a-f]{32}\"\\]"), session);
            assertEquals(
                    "42/admin,[\"config\",{\"supportedFeatures\":[\"EMIT\",\"JOIN\",\"LEAVE\",\"DISCONNECT\",\"MJOIN\","
                            + "\"MLEAVE\",\"MDISCONNECT\",\"AGGREGATED_EVENTS\"]}]",
                    first.event());
            String id = session.substring(session.length() - 34, session.length() - 2);
            try (WebSocket second = asks(app, "{\"sessionId\":\"" + id + "\"}")) {
                assertTrue(second.event().startsWith("40/admin,{"));
                assertTrue(second.event().startsWith("42/admin,[\"config\""), "no other session");
            }
        }
    }

    @Test
    void byContextParams() {
        App starting = app().option("admin.auth", "basic")
                .option("admin.auth.username", "ann")
                .option("admin.auth.password", HASH)
                .option("admin.namespaceName", "/ops")
                .option("admin.serverId", "node-1")
                .option("admin.readonly", "true");
        try (App app = starting.start();
                WebSocket admin = WebSocket.open(app)) {
            admin.send("40/ops," + LOGIN);
            assertTrue(admin.event().startsWith("40/ops,{"));
            assertTrue(admin.event().startsWith("42/ops,[\"session\""));
            assertEquals("42/ops,[\"config\",{\"supportedFeatures\":[\"AGGREGATED_EVENTS\"]}]", admin.event());
            assertTrue(admin.event().startsWith("42/ops,[\"server_stats\",{\"serverId\":\"node-1\","));
        }
    }

    @Test
    void contextParamsThatAreWrongStopTheDeployment() {
        String log = app().option("admin.readonly", "true").startFailing();
        assertTrue(log.contains("socketio.admin.") && log.contains("auth"), log);
        log = app().option("admin.password", HASH).startFailing();
        assertTrue(log.contains("unknown context-param socketio.admin.password"), log);
    }

    @Test
    void statsAreTold() {
        try (App app = start(OPTIONS.withServerId("a"));
                WebSocket client = WebSocket.join(app);
                WebSocket admin = admin(app)) {
            client.send("42[\"chat\",\"hello\"]");
            String stats = next(admin, "server_stats");
            for (String part : List.of(
                    "\"serverId\":\"a\"",
                    "\"pid\":" + ProcessHandle.current().pid(),
                    "\"clientsCount\":2",
                    "\"pollingClientsCount\":0",
                    "{\"name\":\"/\",\"socketsCount\":1}",
                    "{\"name\":\"/admin\",\"socketsCount\":1}",
                    "\"type\":\"rawConnection\",\"count\":2",
                    "\"type\":\"packetsIn\"",
                    "\"type\":\"packetsOut\"",
                    "\"type\":\"bytesIn\"",
                    "\"type\":\"bytesOut\"")) assertTrue(unordered(stats, part), part + " in " + stats);
            client.close(1000);
            while (!stats.contains("\"subType\":\"transport close\"")) stats = next(admin, "server_stats");
            assertTrue(stats.contains("rawDisconnection") && stats.contains("\"clientsCount\":1"), stats);
        }
    }

    /** JSON-B may write the members of a map in any order. */
    private static boolean unordered(String text, String part) {
        if (text.contains(part)) return true;
        String[] members = part.replaceAll("[{}]", "").split(",");
        return members.length == 2 && text.contains(members[1] + "," + members[0]);
    }

    @Test
    void commandsActOnRoomsSocketsAndNamespaces() {
        try (App app = start(OPTIONS);
                WebSocket client = WebSocket.join(app);
                WebSocket other = WebSocket.join(app);
                WebSocket admin = admin(app)) {
            List<Socket> both = new ArrayList<>(app.server().sockets());
            say(admin, "'join','/','all'");
            Eventually.until(
                    "both are in",
                    () -> both.stream().allMatch(one -> one.rooms().contains("all")));
            String first = both.get(0).id();
            say(admin, "'join','/','vip','" + first + "'");
            say(admin, "'leave','/','all','" + first + "'");
            Eventually.until("one has left", () -> !both.get(0).rooms().contains("all"));
            assertTrue(both.get(0).rooms().contains("vip"));
            assertTrue(both.get(1).rooms().contains("all"), "the other is still there");
            assertFalse(both.get(1).rooms().contains("vip"));

            say(admin, "'emit','/','vip','only','vip'");
            say(admin, "'emit','/',null,'news',1,{'a':[2]}");
            List<String> heard = List.of(client.event(), other.event());
            assertTrue(heard.contains("42[\"only\",\"vip\"]") && heard.contains("42[\"news\",1,{\"a\":[2]}]"));

            say(admin, "'_disconnect','/',false,'vip'");
            Eventually.until("one is gone", () -> app.server().sockets().size() == 1);
            say(admin, "'_disconnect','/',true");
            Eventually.until(
                    "both are gone",
                    () -> app.server().engine().clientsCount() <= 2
                            && app.server().sockets().isEmpty());
        }
    }

    @Test
    void commandsThatMakeNoSenseDoNothing() {
        try (App app = start(OPTIONS);
                WebSocket client = WebSocket.join(app);
                WebSocket admin = admin(app)) {
            CountDownLatch failures = new CountDownLatch(5);
            app.server().of("/admin").onFailure(failure -> failures.countDown());
            say(admin, "'join','/none','vip'");
            say(admin, "'join'");
            say(admin, "'join','/',5,[]");
            say(admin, "'emit','/',null,'disconnect'");
            say(admin, "'_disconnect','/none',true");
            say(admin, "'join','/','vip'");
            Eventually.until("it goes on", () -> onlySocket(app).rooms().contains("vip"));
            assertTrue(await(failures));
            assertTrue(app.server().namespaces().stream()
                    .noneMatch(one -> one.name().equals("/none")));
            client.send("42[\"chat\"]");
            assertEquals("42[\"heard\"]", client.event());
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(Eventually.SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void readonlyDoesNothing() {
        CountDownLatch gone = new CountDownLatch(1);
        try (App app = start(OPTIONS.withReadonly(true));
                WebSocket client = WebSocket.join(app);
                WebSocket admin = admin(app)) {
            app.server().of("/admin").onDisconnect((socket, reason) -> gone.countDown());
            say(admin, "'join','/','vip'");
            say(admin, "'emit','/',null,'news'");
            say(admin, "'_disconnect','/',true");
            admin.send("41/admin,");
            assertTrue(await(gone)); // comes behind them
            assertFalse(onlySocket(app).rooms().contains("vip"));
            client.send("42[\"chat\"]");
            assertEquals("42[\"heard\"]", client.event(), "and nothing before");
        }
    }

    @Test
    void developmentShowsSocketsRoomsAndEvents() {
        try (App app = start(OPTIONS.withMode(Mode.DEVELOPMENT));
                WebSocket early = WebSocket.join(app);
                WebSocket admin = admin(app)) {
            String earlyId = onlySocket(app).id();
            assertTrue(next(admin, "config").contains("\"ALL_EVENTS\""));
            assertTrue(next(admin, "all_sockets").contains("\"id\":\"" + earlyId + "\""));

            WebSocket client = WebSocket.connect(
                    URI.create(app.uri() + "/socket.io/"),
                    "EIO=4&transport=websocket&shown=query",
                    "Cookie",
                    "JSESSIONID=secret1",
                    "Authorization",
                    "Basic secret2",
                    "X-Shown",
                    "header");
            client.text();
            client.send("40{\"token\":\"secret3\"}");
            client.event();
            String shown = next(admin, "socket_connected");
            for (String part : List.of("\"transport\":\"websocket\"", "\"shown\":\"query\"", "\"x-shown\":\"header\""))
                assertTrue(shown.contains(part), shown);
            assertFalse(shown.contains("secret"), shown);

            Socket socket = app.server().sockets().stream()
                    .filter(one -> !one.id().equals(earlyId))
                    .findFirst()
                    .orElseThrow();
            assertFalse(shown.contains(socket.conn().id().substring(0, 12)), "the id of the connection is a secret");
            String of = "\"/\",\"" + socket.id() + "\",";
            client.send("451-[\"chat\",{\"_placeholder\":true,\"num\":0}]");
            client.send(new byte[3]);
            String received = next(admin, "event_received");
            assertTrue(received.contains(of + "[\"chat\",\"(binary, 3 bytes)\"],\""), received);
            String sent = next(admin, "event_sent");
            assertTrue(sent.contains(of + "[\"heard\",\"(binary, 3 bytes)\"],\""), sent);
            socket.join("vip");
            assertTrue(next(admin, "room_joined").contains("\"/\",\"vip\",\"" + socket.id() + "\",\""));
            socket.leave("vip");
            assertTrue(next(admin, "room_left").contains("\"/\",\"vip\",\"" + socket.id() + "\",\""));
            client.send("41");
            assertTrue(next(admin, "socket_disconnected").contains(of + "\"client namespace disconnect\",\""));
            client.close();

            // a namespace that is made later
            app.server().of("/later").on("x", message -> {});
            early.send("40/later,");
            assertTrue(next(admin, "socket_connected").contains("\"nsp\":\"/later\""));
        }
    }

    @Test
    void theUisOwnEventsAreNotShown() {
        try (App app = start(OPTIONS.withMode(Mode.DEVELOPMENT));
                WebSocket admin = admin(app);
                WebSocket client = WebSocket.join(app)) {
            say(admin, "'join','/','vip'");
            next(admin, "room_joined");
            client.send("42[\"chat\"]");
            for (String event : List.of("event_received", "event_sent")) {
                String first = next(admin, event);
                assertTrue(first.startsWith("42/admin,[\"" + event + "\",\"/\","), first);
            }
            assertEquals("42[\"heard\"]", client.event());
        }
    }

    @Test
    void productionShowsNumbersOnly() {
        try (App app = start(OPTIONS);
                WebSocket admin = admin(app)) {
            next(admin, "config");
            try (WebSocket client = WebSocket.join(app)) {
                client.send("42[\"chat\"]");
                client.event();
            }
            String next = admin.event();
            assertTrue(next.startsWith("42/admin,[\"server_stats\""), next);
        }
    }

    @Test
    void switchedOffItIsAsItNeverWas() {
        AtomicReference<Registration> on = new AtomicReference<>();
        App starting = app().handlers((SocketIoServer io) -> on.set(AdminUi.instrument(io, OPTIONS)));
        try (App app = starting.start();
                WebSocket admin = admin(app)) {
            on.get().remove();
            on.get().remove();
            while (true) if (admin.event().equals("41/admin,")) break;
            admin.send("40/admin,");
            String next = admin.event();
            assertTrue(next.startsWith("40/admin,{"), "a namespace as any other: " + next);
            AdminUi.instrument(app.server(), OPTIONS);
            try (WebSocket stranger = asks(app, "")) {
                assertEquals("44/admin,{\"message\":\"invalid credentials\"}", stranger.event());
            }
        }
    }
}
