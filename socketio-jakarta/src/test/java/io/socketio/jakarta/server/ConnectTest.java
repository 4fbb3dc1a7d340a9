package io.socketio.jakarta.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.AttributeKey;
import io.socketio.jakarta.ConnectRefusedException;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.HandlerFailure;
import io.socketio.jakarta.PayloadException;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.engine.CloseReason;
import io.socketio.jakarta.fakes.ManualExecutor;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a client gets into a namespace, and how not. */
class ConnectTest {
    private final TestServer server = new TestServer();
    private final DefaultServer io = server.io;
    private final List<String> log = new ArrayList<>();

    @Test
    void theClientIsToldItsIdWhichIsNotTheSessions() {
        io.of("/custom");
        Client client = server.open();
        String sid = client.connect();
        String custom = client.connect("/custom");
        assertTrue(io.socket(sid).orElseThrow().isConnected());
        assertTrue(io.of("/custom").socket(custom).isPresent());
        assertNotEquals(sid, custom);
        assertNotEquals(sid, client.socket().id());
        assertNotEquals(custom, client.socket().id());
    }

    @Test
    void whatConnectHandlersSendFollowsTheAnswer() {
        io.onConnect(socket -> socket.emit("hello", socket.id()));
        Client client = server.open();
        client.say("0");
        List<String> heard = client.take();
        assertEquals(List.of(heard.get(0), "42[\"hello\",\"" + Client.sid(heard.get(0)) + "\"]"), heard);
    }

    @Test
    void middlewaresAreAskedWithAndWithoutAuth() {
        io.use(request -> log.add(request.namespace().name() + request.auth(Map.class)));
        io.onConnect(socket -> log.add("connected " + socket.handshake().auth(Map.class)));
        server.open().say("0");
        server.open().say("0{\"token\":\"x\"}");
        assertEquals(List.of("/{}", "connected {}", "/{token=x}", "connected {token=x}"), log);
    }

    @Test
    void eachNamespaceHasItsAuth() {
        io.of("/a").onConnect(socket -> log.add("a" + socket.handshake().auth(Map.class)));
        io.of("b").onConnect(socket -> log.add("b" + socket.handshake().auth(Map.class)));
        Client client = server.open();
        client.say("0/a,{\"x\":\"1\"}");
        client.say("0/b,{\"x\":\"2\"}");
        assertEquals(List.of("a{x=1}", "b{x=2}"), log);
    }

    @Test
    void theHandshakeIsThatOfTheRequest() {
        Client client = server.open();
        Socket socket = io.socket(client.connect()).orElseThrow();
        assertEquals("websocket", socket.handshake().query().get("transport"));
        assertEquals(List.of("test"), socket.handshake().headers().get("user-agent"));
        assertEquals("192.0.2.1", socket.handshake().address());
        assertEquals("websocket", socket.transport());
    }

    @Test
    void theFirstRefusalCounts() {
        io.use(request -> log.add("first"));
        io.use(request -> {
            log.add("second");
            throw new ConnectRefusedException("nope", Map.of("code", 7));
        });
        io.use(request -> log.add("third"));
        Client client = server.open();
        client.say("0");
        client.hears("44{\"message\":\"nope\",\"data\":{\"code\":7}}");
        assertEquals(List.of("first", "second"), log);
        assertFalse(client.isClosed());
    }

    @Test
    void whoWasRefusedMayTryAgain() {
        io.of("/admin").use(request -> {
            if (!request.auth(Map.class).containsKey("token")) throw new ConnectRefusedException("not authorized");
        });
        Client client = server.open();
        client.say("0/admin,");
        client.hears("44/admin,{\"message\":\"not authorized\"}");
        client.say("0/admin,{\"token\":1}");
        Client.sid(client.take().get(0).replace("40/admin,", "40"));
        assertEquals(1, io.of("/admin").sockets().size());
    }

    @Test
    void otherExceptionsSayNothingToTheClient() {
        List<HandlerFailure> failures = new ArrayList<>();
        io.onFailure(failures::add);
        IOException cause = new IOException("jdbc:secret");
        io.use(request -> {
            throw cause;
        });
        Client client = server.open();
        client.say("0");
        client.hears("44{\"message\":\"internal error\"}");
        assertEquals(1, failures.size());
        assertSame(cause, failures.get(0).cause());
        assertEquals("connect", failures.get(0).event());
        assertSame(io, failures.get(0).namespace());
    }

    @Test
    void errorsRefuseToo() {
        io.onFailure(failure -> log.add(failure.cause().getClass().getSimpleName()));
        io.use(request -> overflow(0));
        Client client = server.open();
        client.say("0");
        client.hears("44{\"message\":\"internal error\"}");
        assertEquals(List.of("StackOverflowError"), log);
        assertEquals(0, io.sockets().size());
    }

    private static int overflow(int n) {
        return overflow(n + 1) + 1;
    }

    @Test
    void dataThatCannotBeEncodedIsLeftOut() {
        Map<String, Object> circle = new HashMap<>();
        circle.put("self", circle);
        io.onFailure(failure -> log.add(failure.cause().getClass().getSimpleName()));
        io.use(request -> {
            throw new ConnectRefusedException("nope", circle);
        });
        Client client = server.open();
        client.say("0");
        client.hears("44{\"message\":\"nope\"}");
        assertEquals(List.of(PayloadException.class.getSimpleName()), log);
    }

    @Test
    void aRefusedClientIsNowhere() {
        io.use(request -> {
            io.emit("while asking", 1);
            if (request.handshake().auth(Map.class).isEmpty()) throw new ConnectRefusedException("nope");
        });
        io.onConnect(socket -> log.add("connected"));
        io.onDisconnect((socket, reason) -> log.add("disconnected"));
        Client refused = server.open();
        refused.say("0");
        refused.hears("44{\"message\":\"nope\"}");
        io.emit("news", 1);
        refused.hears();
        assertEquals(0, io.sockets().size());
        refused.transportClosed();
        assertEquals(List.of(), log);
    }

    @Test
    void eventsOfARefusedClientAreNotHeard() {
        ManualExecutor workers = new ManualExecutor();
        TestServer slow = new TestServer(workers);
        slow.io.use(request -> {
            throw new ConnectRefusedException("nope");
        });
        slow.io.onAny(message -> log.add(message.event()));

        Client hasty = slow.open();
        hasty.say("0");
        hasty.say("2[\"evil\"]");
        workers.runAll();
        hasty.hears("44{\"message\":\"nope\"}");

        Client leaving = slow.open();
        leaving.say("0");
        leaving.say("2[\"evil\"]");
        leaving.say("1");
        workers.runAll();

        Client gone = slow.open();
        gone.say("0");
        gone.say("2[\"evil\"]");
        gone.transportClosed();
        workers.runAll();

        assertEquals(List.of(), log);
    }

    @Test
    void whoLeftWhileItWasAskedNeverConnected() {
        ManualExecutor workers = new ManualExecutor();
        TestServer slow = new TestServer(workers);
        slow.io.onConnect(socket -> log.add("connected"));
        slow.io.onAny(message -> log.add(message.event()));
        slow.io.onDisconnect((socket, reason) -> log.add("disconnected"));
        Client client = slow.open();
        client.say("0");
        client.say("2[\"e\"]");
        client.say("1");
        workers.runAll();
        client.hears();
        assertEquals(List.of(), log);
        assertEquals(0, slow.io.sockets().size());
    }

    @Test
    void aHastyClientIsHeardAfterItConnected() {
        ManualExecutor workers = new ManualExecutor();
        TestServer slow = new TestServer(workers);
        slow.io.onConnect(socket -> log.add("connected"));
        slow.io.on("e", message -> log.add(message.event() + message.args().get(0, int.class)));
        Client client = slow.open();
        client.say("0");
        client.say("2[\"e\",1]");
        client.say("2[\"e\",2]");
        workers.runAll();
        assertEquals(List.of("connected", "e1", "e2"), log);
    }

    @Test
    void leavingAndComingBackInOneBurst() {
        ManualExecutor workers = new ManualExecutor();
        TestServer slow = new TestServer(workers);
        slow.io.onConnect(socket -> log.add("connected"));
        slow.io.onDisconnect((socket, reason) -> log.add(reason.toString()));
        Client client = slow.open();
        client.say("0");
        workers.runAll();
        String first = Client.sid(client.take().get(0));
        client.say("1");
        client.say("0");
        workers.runAll();
        String second = Client.sid(client.take().get(0));
        assertNotEquals(first, second);
        assertEquals(List.of("connected", "client namespace disconnect", "connected"), log);
        assertEquals(1, slow.io.sockets().size());
    }

    @Test
    void unknownNamespacesAreRefusedAndNothingElse() {
        Client client = server.connected();
        client.say("0/zzz");
        client.hears("44/zzz,{\"message\":\"Invalid namespace\"}");
        client.say("0/a?token=x,");
        client.hears("44/a?token=x,{\"message\":\"Invalid namespace\"}");
        assertFalse(client.isClosed());
        assertEquals(1, io.namespaces().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "2/other,[\"e\"]",
                "3/other,1[]",
                "1/other,",
                "4{}",
                "2{}",
                "x",
                "",
                "2[\"connect\"]",
                "51-[{]",
                "1{}",
                "0[]"
            })
    void illegalPacketsEndTheConnection(String packet) {
        io.of("/other");
        io.of("/third").onDisconnect((socket, reason) -> log.add("third " + reason));
        io.onDisconnect((socket, reason) -> log.add("main " + reason));
        Client client = server.connected();
        client.connect("/third");
        client.say(packet);
        assertEquals(CloseReason.FORCED_CLOSE, client.closed());
        assertEquals(
                List.of("main forced close", "third forced close"),
                log.stream().sorted().toList());
        client.hears();
        assertEquals(0, io.engine().clientsCount());
    }

    @Test
    void anAttachmentOfNothingEndsTheConnection() {
        Client client = server.connected();
        client.say("51-[\"e\"]", new byte[1], new byte[1]);
        assertEquals(CloseReason.FORCED_CLOSE, client.closed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2[\"e\"]", "31[]", "1"})
    void whoIsNotConnectedMaySayNothing(String packet) {
        Client client = server.open();
        client.say(packet);
        assertEquals(CloseReason.FORCED_CLOSE, client.closed());
    }

    @Test
    void theReasonIsAnotherWhenTheClientCannotBeToldAtOnce() {
        io.onDisconnect((socket, reason) -> log.add(reason.toString()));
        Client client = server.connected();
        client.setWritable(false);
        client.say("2{}");
        assertEquals(List.of("forced server close"), log);
        assertFalse(client.isClosed());
        client.say("0"); // is not heard any more
        client.setWritable(true);
        assertEquals(CloseReason.FORCED_CLOSE, client.closed());
        assertEquals(List.of(DisconnectReason.FORCED_SERVER_CLOSE.toString()), log);
    }

    @Test
    void whoJoinsNothingInTimeIsClosed() {
        io.of("/no").use(request -> {
            throw new ConnectRefusedException("no");
        });
        Client idle = server.open();
        Client refused = server.open();
        refused.say("0/no,");
        Client joined = server.connected();
        Client left = server.connected();
        left.say("1");
        server.timer.advance(Duration.ofMillis(44_999));
        assertFalse(idle.isClosed());
        server.timer.advance(Duration.ofMillis(1));
        assertEquals(CloseReason.FORCED_CLOSE, idle.closed());
        assertEquals(CloseReason.FORCED_CLOSE, refused.closed());
        assertFalse(joined.isClosed());
        assertFalse(left.isClosed(), "it has joined once");
    }

    @Test
    void aConnectionMayJoinOnlySoMany() {
        TestServer small =
                new TestServer(SocketIoConfig.builder().maxNamespaces(2).build());
        small.io.of("/a");
        small.io.of("/b");
        Client client = small.connected();
        client.connect("/a");
        client.say("0/b,");
        client.hears("44/b,{\"message\":\"Too many namespaces\"}");
        client.say("1/a,");
        client.connect("/b");
    }

    @Test
    void attributesOfTheRequestAreThoseOfTheSocket() {
        AttributeKey<String> user = new AttributeKey<>("user", String.class);
        io.use(request -> request.attributes().set(user, "ann"));
        Client client = server.open();
        Socket socket = io.socket(client.connect()).orElseThrow();
        assertEquals("ann", socket.attributes().get(user).orElseThrow());
    }

    @Test
    void newNamespacesAreAnnouncedOnce() {
        var registration = io.onNewNamespace(namespace -> log.add(namespace.name()));
        assertSame(io.of("a"), io.of("/a"));
        assertSame(io, io.of("/"));
        registration.remove();
        io.of("/b");
        assertEquals(List.of("/a"), log);
        assertEquals(3, io.namespaces().size());
        assertSame(io, io.of("/b").server());
    }
}
