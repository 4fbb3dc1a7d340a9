package io.socketio.jakarta.it.servers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socket.client.Socket;
import io.socketio.jakarta.it.support.Eventually;
import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.Node;
import io.socketio.jakarta.it.support.WebSocket;
import java.io.File;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The conformance WAR, as it is, and the official clients. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ConformanceIT {
    private static final int PARALLEL = 200;

    @ArquillianResource
    private URI application;

    @Deployment(testable = false)
    static WebArchive conformance() {
        return Server.current()
                .prepare(ShrinkWrap.createFromZipFile(
                        WebArchive.class, new File("target/libs/socketio-it-conformance.war")));
    }

    private URI kit() {
        return application.resolve("kit/socket.io/");
    }

    @ParameterizedTest
    @EnumSource
    void javaClient(Clients.Mode mode) {
        try (Clients clients = new Clients(kit())) {
            Socket socket = clients.connect(mode);
            String expected = mode == Clients.Mode.POLLING ? "polling" : "websocket";
            Eventually.until(expected, () -> transport(socket).equals(expected));
            Object[] answer = Clients.call(socket, "echo", 1, "aé€😀", new byte[] {0, 1, -2, -1});
            assertEquals(1, answer[0]);
            assertEquals("aé€😀", answer[1]);
            assertArrayEquals(new byte[] {0, 1, -2, -1}, (byte[]) answer[2]);

            BlockingQueue<Object[]> gone = Clients.events(socket, Socket.EVENT_DISCONNECT);
            socket.emit("kick", true);
            assertEquals("io server disconnect", Eventually.take(gone)[0]);
        }
    }

    private static String transport(Socket socket) {
        return ((JSONObject) Clients.call(socket, "whoami")[0]).optString("transport");
    }

    @ParameterizedTest
    @EnumSource
    void javaClient900kB(Clients.Mode mode) {
        try (Clients clients = new Clients(kit())) {
            Socket socket = clients.connect(mode);
            String text = "ä".repeat(450_000);
            assertEquals(text, Clients.call(socket, "echo", text)[0]);
            // over polling it is base64, a third more, and may still be so while the upgrade is under way
            byte[] bytes = new byte[mode == Clients.Mode.WEBSOCKET ? 900_000 : 650_000];
            assertArrayEquals(bytes, (byte[]) Clients.call(socket, "echo", bytes)[0]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void javaScriptClient(Clients.Mode mode) {
        if (!Node.isThere()) Node.missing();
        List<String> results = new ArrayList<>();
        String origin = "http://" + kit().getAuthority();
        try (Node node = Node.run("kit.mjs", origin, kit().getPath(), String.join(",", mode.transports))) {
            for (String line = node.line(); line != null; line = node.line()) results.add(line);
        }
        assertEquals(
                Collections.nCopies(7, "PASS"),
                results.stream().map(r -> r.substring(0, 4)).toList(),
                () -> String.join("\n", results).replace("\\n", "\n"));
    }

    /** Each asks for the parameters of its handshake: none may have got another's. */
    @Test
    void parallelUpgradesKeepTheirHandshakesApart() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(PARALLEL);
        try {
            CountDownLatch start = new CountDownLatch(1);
            CountDownLatch ready = new CountDownLatch(PARALLEL);
            List<Callable<String>> upgrades = IntStream.range(0, PARALLEL)
                    .mapToObj(i -> i % 2 == 0 ? websocket(i, ready, start) : upgrade(i, ready, start))
                    .toList();
            List<Future<String>> answers =
                    upgrades.stream().map(threads::submit).toList();
            Eventually.await(ready);
            start.countDown();
            for (int i = 0; i < PARALLEL; i++)
                assertEquals("n=" + i + " x=" + i, answers.get(i).get());
        } finally {
            threads.shutdownNow();
        }
    }

    private Callable<String> websocket(int i, CountDownLatch ready, CountDownLatch start) {
        return () -> {
            ready.countDown();
            Eventually.await(start);
            try (WebSocket client = WebSocket.connect(kit(), "EIO=4&transport=websocket&n=" + i, "X-Number", "" + i)) {
                assertEquals(101, client.status(), client::body);
                assertEquals('0', client.text().charAt(0));
                return ask(client, i);
            }
        };
    }

    private Callable<String> upgrade(int i, CountDownLatch ready, CountDownLatch start) {
        return () -> {
            ready.countDown();
            Eventually.await(start);
            Http session = Http.open(kit(), "&n=" + i);
            try (WebSocket client = WebSocket.connect(kit(), session.upgradeQuery(), "X-Number", "" + i)) {
                assertEquals(101, client.status(), client::body);
                client.send("2probe");
                assertEquals("3probe", client.text());
                client.send("5");
                return ask(client, i);
            }
        };
    }

    private static String ask(WebSocket client, int i) {
        client.send("40/chat,");
        client.send("42/chat,0[\"whoami\"]");
        while (true) {
            String message = client.text();
            if (message.equals("2")) client.send("3");
            if (!message.startsWith("43/chat,0[")) continue;
            return message.replaceFirst(".*\"n\":\"(\\d+)\".*", "n=$1") + " x=" + i;
        }
    }
}
