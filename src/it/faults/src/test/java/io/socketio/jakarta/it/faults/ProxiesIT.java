package io.socketio.jakarta.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import io.socketio.jakarta.it.support.Eventually;
import io.socketio.jakarta.it.support.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything works through a proxy with the settings of docs/deploying.md. */
class ProxiesIT {
    /** Longer than any of the proxies waits by default: 60 s. */
    private static final int PING_INTERVAL = 65_000;

    private static ServerProcess server;

    private final List<Proxy> proxies = new ArrayList<>();

    @BeforeAll
    static void start() {
        server = ServerProcess.launch()
                .option("pingInterval", PING_INTERVAL)
                .option("trustedProxies", "127.0.0.1")
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void stopProxies() {
        Crowd.close(proxies);
    }

    private static String large(char c) {
        return ("" + c).repeat(900_000);
    }

    @ParameterizedTest
    @EnumSource
    void polling(Proxy.Kind kind) {
        try (Proxy proxy = Proxy.before(server, kind);
                Polling client = Polling.join(proxy.endpoint())) {
            client.echo();
            client.post("42[\"echo\",\"" + large('p') + "\"]");
            assertEquals("42[\"echo\",\"" + large('p') + "\"]", client.event());
            assertEquals(413, client.tryPost("4" + "x".repeat(1_000_000)).status());
            client.echo();
        }
    }

    @ParameterizedTest
    @EnumSource
    void webSocket(Proxy.Kind kind) {
        try (Proxy proxy = Proxy.before(server, kind);
                // as a browser's, from a page of the same origin
                Member client =
                        Member.join(proxy.endpoint(), "Origin", proxy.uri().toString())) {
            client.echo();
            client.send("42[\"echo\",\"" + large('w') + "\"]");
            assertEquals("42[\"echo\",\"" + large('w') + "\"]", client.event());
        }
    }

    @ParameterizedTest
    @EnumSource
    void upgrade(Proxy.Kind kind) {
        try (Proxy proxy = Proxy.before(server, kind);
                Member ticks = Member.join(server.endpoint())) {
            ticks.send("420[\"start ticks\"]");
            assertEquals("430[]", ticks.event());
            for (int i = 0; i < 5; i++) new Upgrader(proxy.endpoint(), 100).run();
        }
    }

    @ParameterizedTest
    @EnumSource
    void officialClient(Proxy.Kind kind) {
        try (Proxy proxy = Proxy.before(server, kind)) {
            IO.Options options = new IO.Options();
            options.forceNew = true;
            options.reconnection = false;
            Socket client = IO.socket(proxy.uri(), options);
            BlockingQueue<Object[]> answers = new LinkedBlockingQueue<>();
            client.connect();
            for (int i = 0; i < 20; i++) {
                client.emit("echo", new Object[] {i}, (Ack) answers::add);
                assertEquals(i, Eventually.take(answers)[0]);
            }
            client.emit("echo", new Object[] {large('o')}, (Ack) answers::add);
            assertEquals(large('o'), Eventually.take(answers)[0]);
            client.disconnect();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theClientsAddressIsPassedOn(Proxy.Kind kind) {
        try (Proxy proxy = Proxy.before(server, kind);
                Member client = Member.join(proxy.endpoint());
                Polling other = Polling.open("127.0.7.7", proxy.endpoint()).joined()) {
            client.send("420[\"address\"]");
            assertEquals("430[\"127.0.0.1\"]", client.event());
            other.post("420[\"address\"]");
            assertEquals("430[\"127.0.7.7\"]", other.event());
        }
    }

    /** All proxies at once: it takes its time. */
    @Test
    void aPollAndAWebSocketWaitLongerThanTheDefaultTimeouts() {
        Command.need("nginx", "apache2", "haproxy");
        List<Polling> pollers = new ArrayList<>();
        List<Member> members = new ArrayList<>();
        for (Proxy.Kind kind : Proxy.Kind.values()) {
            Proxy proxy = Proxy.before(server, kind);
            proxies.add(proxy);
            members.add(Member.join(proxy.endpoint()));
            pollers.add(Polling.join(proxy.endpoint()));
        }
        long start = System.nanoTime();
        for (Polling client : pollers)
            client.polls().patience(PING_INTERVAL / 1_000 + 10).send("GET", client.query(), "");
        for (Polling client : pollers)
            assertEquals("2", client.polls().receive().body());
        Duration parked = Duration.ofNanos(System.nanoTime() - start);
        Figures.print("proxies", "polls through %d proxies waited %.1f s", proxies.size(), Waiting.seconds(parked));
        assertTrue(parked.toSeconds() > 60, "it waited " + parked);
        for (Member client : members) client.echo();
        Crowd.close(pollers);
        Crowd.close(members);
    }

    /** The end of a client is passed on as well. */
    @ParameterizedTest
    @EnumSource
    void whoGoesIsMissedAtOnce(Proxy.Kind kind) {
        try (ServerProcess quiet = ServerProcess.launch().start();
                Proxy proxy = Proxy.before(quiet, kind)) {
            Member member = Member.join(proxy.endpoint());
            Polling polling = Polling.join(proxy.endpoint());
            assertEquals(2, quiet.stats().sockets());
            member.close();
            polling.post("1"); // a poll that is given up shows when it is answered, as without a proxy
            Eventually.until("they are gone", () -> quiet.stats().sockets() == 0);
            polling.close();
        }
    }

    /** What is closed by the server is closed for the client. */
    @ParameterizedTest
    @EnumSource
    void whatTheServerClosesIsClosed(Proxy.Kind kind) {
        try (Proxy proxy = Proxy.before(server, kind);
                WebSocket client = WebSocket.connect(proxy.endpoint(), "EIO=4&transport=websocket")) {
            client.text();
            client.send("4nonsense");
            assertTrue(Set.of(1000, 1005).contains(client.closed()), "a close frame");
        }
    }
}
