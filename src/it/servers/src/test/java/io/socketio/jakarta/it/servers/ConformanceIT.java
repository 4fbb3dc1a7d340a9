package io.socketio.jakarta.it.servers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socket.client.Socket;
import io.socketio.jakarta.it.support.Eventually;
import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.Node;
import io.socketio.jakarta.it.support.RawRequest;
import io.socketio.jakarta.it.support.WebSocket;
import java.io.File;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
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
    private static final int SLOW = 24;

    @ArquillianResource
    @OperateOnDeployment("conformance")
    private URI conformance;

    @ArquillianResource
    @OperateOnDeployment("handshakes")
    private URI handshakes;

    @Deployment(name = "conformance", testable = false)
    static WebArchive conformance() {
        return Server.current()
                .prepare(ShrinkWrap.createFromZipFile(
                        WebArchive.class, new File("target/libs/socketio-it-conformance.war")));
    }

    /** With the defaults: the kit's heartbeats are too short for hundreds of cold upgrades at once on a busy machine. */
    @Deployment(name = "handshakes", testable = false)
    static WebArchive handshakes() {
        WebArchive war = ShrinkWrap.create(WebArchive.class, "handshakes.war");
        Server.addClasses(war, "handshakes");
        Server.addAll(war, "socketio");
        return Server.current().prepare(war);
    }

    private URI kit() {
        return conformance.resolve("kit/socket.io/");
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

    /** Request after request over the same connections: each begins when the one before has hardly ended. */
    @Test
    void aThousandMessagesOverPolling() {
        Http session = joined();
        for (int i = 0; i < 1000; i++) exchange(session, i, "");
    }

    @Test
    void largeMessagesOverPolling() {
        Http session = joined();
        String large = "x".repeat(900_000);
        for (int i = 0; i < 200; i++) exchange(session, i, ",\"" + large + "\"");
    }

    /** More than may hold a thread up, of whichever server. */
    @Test
    void slowBodiesAreReadInTheEndAndHoldNobodyUp() {
        URI endpoint = handshakes.resolve("socket.io/");
        String body = "421[\"handshake\",\"" + "x".repeat(20_000) + "\"]";
        List<Http> sessions = new ArrayList<>();
        List<RawRequest> posts = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW; i++) {
                Http session = joined();
                sessions.add(session);
                posts.add(RawRequest.begin(endpoint, "POST", session.query(), "Content-Length: " + body.length())
                        .write(body.substring(0, 10_000)));
            }
            Http other = joined();
            for (int i = 0; i < 10; i++) exchange(other, i, ",\"" + "x".repeat(100_000) + "\"");
            for (int i = 0; i < SLOW; i++) {
                posts.get(i).write(body.substring(10_000));
                assertEquals(200, posts.get(i).status());
                assertEquals(List.of("431[\"\",\"\"]"), sessions.get(i).packets());
            }
        } finally {
            posts.forEach(RawRequest::close);
        }
    }

    @Test
    void bodiesThatAreCutOffEndTheirSession() {
        Http session = joined();
        RawRequest.begin(session.endpoint(), "POST", session.query(), "Content-Length: 20000")
                .write("421[\"handshake\"]")
                .close();
        HttpResponse<String> answer = Eventually.get(session.poll());
        String told = answer.statusCode() + " " + answer.body();
        assertTrue(told.equals("200 1") || told.startsWith("400 "), told);
    }

    private Http joined() {
        Http session = Http.open(handshakes.resolve("socket.io/"), "");
        session.post("40");
        assertEquals("40{", session.get().substring(0, 3));
        return session;
    }

    private static void exchange(Http session, int id, String more) {
        session.post("42" + id + "[\"handshake\"" + more + "]");
        List<String> packets = session.packets();
        if (packets.contains("2")) session.post("3");
        while (packets.equals(List.of("2"))) packets = session.packets();
        assertEquals("43" + id + "[\"\",\"\"]", packets.get(packets.size() - 1));
    }

    /** Each asks for what its handshake was: none may have got another's. */
    @Test
    void parallelUpgradesKeepTheirHandshakesApart() throws Exception {
        URI endpoint = handshakes.resolve("socket.io/");
        ExecutorService threads = Executors.newFixedThreadPool(PARALLEL);
        try {
            CyclicBarrier together = new CyclicBarrier(PARALLEL);
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < PARALLEL; i++) {
                String number = "" + i;
                boolean polling = i % 2 == 0;
                answers.add(threads.submit(() -> {
                    String query = polling
                            ? Http.open(endpoint, "&n=" + number, "X-Number", number)
                                    .upgradeQuery()
                            : "EIO=4&transport=websocket&n=" + number;
                    together.await(Eventually.SECONDS, TimeUnit.SECONDS);
                    return handshake(endpoint, query, number, polling);
                }));
            }
            for (int i = 0; i < PARALLEL; i++)
                assertEquals("430[\"" + i + "\",\"" + i + "\"]", answers.get(i).get());
        } finally {
            threads.shutdownNow();
        }
    }

    private static String handshake(URI endpoint, String query, String number, boolean polling) {
        try (WebSocket client = WebSocket.connect(endpoint, query, "X-Number", number)) {
            assertEquals(101, client.status(), client::body);
            if (polling) {
                client.send("2probe");
                assertEquals("3probe", client.text());
                client.send("5");
            } else {
                assertEquals('0', client.text().charAt(0));
            }
            client.send("40");
            client.send("420[\"handshake\"]");
            assertEquals("40{", client.text().substring(0, 3));
            return client.text();
        }
    }
}
