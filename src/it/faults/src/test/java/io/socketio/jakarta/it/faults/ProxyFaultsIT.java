package io.socketio.jakarta.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.it.support.Eventually;
import io.socketio.jakarta.it.support.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Proxies that are set up badly, and servers that go behind them. */
class ProxyFaultsIT {
    private static final String UNKNOWN_SID = "{\"code\":1,\"message\":\"Session ID unknown\"}";

    private final List<ServerProcess> servers = new ArrayList<>();

    @BeforeEach
    void start() {
        Command.need("nginx", "haproxy");
        for (int i = 0; i < 2; i++)
            servers.add(ServerProcess.launch()
                    .option("pingInterval", 3_000)
                    .option("pingTimeout", 3_000)
                    .option("cookie", true)
                    .start());
    }

    @AfterEach
    void stop() {
        Crowd.close(servers);
    }

    private String address(int server) {
        return "127.0.0.1:" + servers.get(server).port();
    }

    private Proxy nginx(UnaryOperator<String> change) {
        return Proxy.with(Proxy.Kind.NGINX, settings -> change.apply(settings).replace(Proxy.SERVER, address(0)));
    }

    private UnaryOperator<String> bothServers(String server) {
        return settings -> settings.replace(
                server, server.replace(Proxy.SERVER, address(0)) + "\n" + server.replace(Proxy.SERVER, address(1)));
    }

    @Test
    void bufferingAndCompression() {
        try (Proxy proxy = nginx(settings -> settings.replace(
                        "proxy_buffering off;",
                        "proxy_buffering on; gzip on; gzip_types text/plain; gzip_min_length 1;"));
                Polling client = Polling.join(proxy.endpoint())) {
            // an answer to a poll is whole: a buffer holds nothing back
            for (int i = 0; i < 10; i++) client.echo();
            client.polls().send("GET", client.query(), "");
            assertEquals("2", client.polls().receive().body());
            new Upgrader(proxy.endpoint(), 100).run();
            try (Member member = Member.join(proxy.endpoint())) {
                member.echo();
            }
        }
    }

    /** The proxy gives up a poll, and then the client the session; a WebSocket is cut off. Both may come again. */
    @Test
    void readTimeoutBelowPingInterval() {
        try (Proxy proxy = nginx(settings -> settings.replace("proxy_read_timeout 120s", "proxy_read_timeout 1s"));
                Polling client = Polling.join(proxy.endpoint());
                Member member = Member.join(proxy.endpoint())) {
            assertEquals(504, client.polls().get(client.query()).status());
            assertEquals(1006, Eventually.get(member.ended()));
            Eventually.until("both are gone", () -> servers.get(0).stats().connections() == 0);
            assertEquals(400, client.tryPost("42[\"echo\",1]").status());
            try (Polling again = Polling.join(proxy.endpoint())) {
                again.echo();
            }
            assertEquals("", servers.get(0).log());
        }
    }

    @Test
    void upstreamOfHttp10() {
        // what nginx does unless it is told otherwise
        try (Proxy proxy = nginx(settings -> settings.replace("proxy_http_version 1.1;", "proxy_http_version 1.0;")
                        .replaceAll("proxy_set_header (Upgrade|Connection) .*;", ""));
                Polling client = Polling.join(proxy.endpoint())) {
            for (int i = 0; i < 10; i++) client.echo();
            client.post("42[\"echo\",\"" + "x".repeat(900_000) + "\"]");
            assertEquals("42[\"echo\",\"" + "x".repeat(900_000) + "\"]", client.event());
            String query = "EIO=4&transport=websocket";
            for (String sid : new String[] {"", "&sid=" + client.sid()}) {
                try (WebSocket refused = WebSocket.connect(proxy.endpoint(), query + sid)) {
                    String answer = refused.status() + " " + refused.body();
                    assertEquals("400 {\"code\":3,\"message\":\"Bad request\"}", answer);
                }
            }
            client.echo(); // as the official client goes on
            assertEquals("", servers.get(0).log());
        }
    }

    /** nginx: by the client's address, of which it takes the first three numbers. */
    @Test
    void stickyByAddressAndOneIsKilled() {
        UnaryOperator<String> both = bothServers("server " + Proxy.SERVER + ";");
        try (Proxy proxy =
                Proxy.with(Proxy.Kind.NGINX, settings -> both.apply(settings).replace("# ip_hash;", "ip_hash;"))) {
            oneIsKilled("nginx, ip_hash", proxy);
        }
    }

    /** HAProxy: by the cookie that the first answer sets. */
    @Test
    void stickyByCookieAndOneIsKilled() {
        try (Proxy proxy = Proxy.with(
                Proxy.Kind.HAPROXY,
                settings -> settings.replace(
                        "server one " + Proxy.SERVER + " check",
                        "server one " + address(0) + " check inter 200\n    server two " + address(1)
                                + " check inter 200" + "\n    option redispatch"))) {
            oneIsKilled("haproxy, cookie", proxy);
        }
    }

    private void oneIsKilled(String what, Proxy proxy) {
        int count = 20;
        List<Polling> pollers = new ArrayList<>();
        for (int i = 0; i < count; i++)
            pollers.add(Polling.open("127.0." + i + ".1", proxy.endpoint()).joined());
        for (Polling client : pollers) for (int i = 0; i < 5; i++) client.echo();
        int first = servers.get(0).stats().sockets();
        assertEquals(count, first + servers.get(1).stats().sockets());
        assertTrue(first > 0 && first < count, "both have some: " + first);
        servers.get(0).signal("KILL");
        servers.get(0).exit().join();
        int lost = 0;
        for (int i = 0; i < count; i++) {
            Polling client = pollers.get(i);
            Link.Response answer = tryEcho(client);
            if (answer.status() == 200) continue; // not disturbed
            lost++;
            // the proxy may notice first; then the other server does not know the session
            if (answer.status() >= 500) answer = client.tryPost("3");
            assertEquals("400 " + UNKNOWN_SID, answer.status() + " " + answer.body());
            try (Polling again =
                    Polling.open("127.0." + i + ".1", proxy.endpoint()).joined()) {
                assertNotEquals(client.sid(), again.sid());
                again.echo();
            }
        }
        Figures.print(
                what,
                "%d clients of 2 servers, %d of them on the one that was killed: %d began anew after code 1, the others"
                        + " went on",
                count,
                first,
                lost);
        assertEquals(first, lost);
        assertEquals("", servers.get(1).log());
        Crowd.close(pollers);
    }

    private static Link.Response tryEcho(Polling client) {
        Link.Response answer = client.tryPost("420[\"echo\",\"here\"]");
        if (answer.status() == 200) assertEquals("430[\"here\"]", client.event());
        return answer;
    }

    /** Every other request reaches a server that has never heard of the session. */
    @Test
    void withoutStickiness() {
        try (Proxy proxy = Proxy.with(Proxy.Kind.NGINX, bothServers("server " + Proxy.SERVER + ";"))) {
            int refused = 0;
            for (int i = 0; i < 50; i++) {
                try (Polling client = Polling.open(proxy.endpoint())) {
                    for (int j = 0; j < 4; j++) {
                        Link.Response answer = client.tryPost("40");
                        if (answer.status() == 200) continue;
                        assertEquals("400 " + UNKNOWN_SID, answer.status() + " " + answer.body());
                        refused++;
                        break;
                    }
                }
            }
            Figures.print("two servers without stickiness", "%d of 50 sessions refused with code 1", refused);
            assertTrue(refused > 40, "only " + refused);
            try (Member member = Member.join(proxy.endpoint())) { // WebSocket alone needs none
                member.echo();
            }
            for (ServerProcess server : servers) assertEquals("", server.log());
        }
    }
}
