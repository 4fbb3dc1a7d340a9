package io.socketio.jakarta.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.ConnectRefusedException;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.ParentNamespace;
import io.socketio.jakarta.RemoteSocket;
import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.fakes.ManualExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DynamicNamespaceTest {
    private final TestServer server = new TestServer();
    private final ParentNamespace rooms = server.io.of(Pattern.compile("/room-\\d+"));
    private final List<String> log = new ArrayList<>();

    private List<String> names() {
        return server.io.namespaces().stream().map(Namespace::name).sorted().toList();
    }

    @Test
    void aClientMakesANamespaceThatMatches() {
        server.io.onNewNamespace(n -> log.add("new " + n.name()));
        rooms.onConnect(s -> log.add("connected to " + s.namespace().name()));
        rooms.on("e", m -> m.socket().namespace().emit("said", m.args()));
        Client client = server.open();
        client.connect("/room-1");
        client.connect("/room-22");
        assertEquals(List.of("new /room-1", "connected to /room-1", "new /room-22", "connected to /room-22"), log);
        client.say("2/room-1,[\"e\",1]");
        client.hears("42/room-1,[\"said\",1]");
        assertEquals(List.of("/", "/room-1", "/room-22"), names());
        assertEquals(2, rooms.children().size());
    }

    @Test
    void otherNamesAreRefused() {
        Client client = server.open();
        String long1 = "/room-" + "1".repeat(1_000);
        for (String name : List.of("/room-", "/room-1x", "/x/room-1", long1)) {
            client.say("0" + name + ",");
            client.hears("44" + name + ",{\"message\":\"Invalid namespace\"}");
        }
        assertEquals(List.of("/"), names());
    }

    @Test
    void theParentsMiddlewaresAndHandlersComeFirst() {
        rooms.use(r -> {
            log.add("parent of " + r.namespace().name());
            if (r.namespace().name().endsWith("3")) throw new ConnectRefusedException("not this one");
        });
        Namespace child = server.io.of("/room-1");
        child.use(r -> log.add("child"));
        rooms.on("e", m -> log.add("parent's"));
        child.on("e", m -> log.add("child's"));
        Client client = server.open();
        client.connect("/room-1");
        client.say("2/room-1,[\"e\"]");
        assertEquals(List.of("parent of /room-1", "child", "parent's", "child's"), log);
        client.say("0/room-3,");
        client.hears("44/room-3,{\"message\":\"not this one\"}");
        assertEquals(List.of("/", "/room-1"), names(), "who is refused leaves no namespace behind");
    }

    @Test
    void aPredicateMayAskWhoItIs() {
        server.io.of(
                "by token",
                (name, handshake) -> handshake.auth(Map.class).get("for").equals(name));
        Client client = server.open();
        client.say("0/mine,{\"for\":\"/mine\"}");
        assertTrue(client.take().get(0).startsWith("40/mine,{"));
        client.say("0/yours,{\"for\":\"/mine\"}");
        client.hears("44/yours,{\"message\":\"Invalid namespace\"}");
        client.say("0/broken,"); // the predicate fails
        client.hears("44/broken,{\"message\":\"internal error\"}");
        assertEquals(List.of("/", "/mine"), names());
    }

    @Test
    void theFirstParentThatFitsHasIt() {
        ParentNamespace second = server.io.of(Pattern.compile(".*"));
        second.onConnect(s -> log.add("second"));
        rooms.onConnect(s -> log.add("first"));
        Client client = server.open();
        client.connect("/room-1");
        client.connect("/other");
        assertEquals(List.of("first", "second"), log);
    }

    @Test
    void aParentAddressesAllItsChildren() throws Exception {
        Client a = server.open();
        String idA = a.connect("/room-1");
        Client b = server.open();
        b.connect("/room-2");
        server.connected();
        rooms.emit("all", 1);
        a.hears("42/room-1,[\"all\",1]");
        b.hears("42/room-2,[\"all\",1]");
        rooms.socketsJoin("x");
        rooms.to("x").except(idA).emit("x");
        a.hears();
        b.hears("42/room-2,[\"x\"]");
        assertEquals(2, rooms.sockets().size());
        assertEquals(idA, rooms.socket(idA).orElseThrow().id());
        List<RemoteSocket> found = rooms.fetchSockets().toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertEquals(2, found.size());
        var answers = rooms.emitWithAck("how").toCompletableFuture();
        a.hears("42/room-1,0[\"how\"]");
        b.hears("42/room-2,0[\"how\"]");
        a.say("3/room-1,0[\"fine\"]");
        assertTrue(!answers.isDone());
        b.say("3/room-2,0[\"well\"]");
        assertEquals(2, answers.get(10, TimeUnit.SECONDS).size());
    }

    @Test
    void anEmptyChildIsDroppedAndMadeAnew() {
        Client client = server.open();
        client.connect("/room-1");
        Namespace first = rooms.children().iterator().next();
        client.say("1/room-1,");
        assertEquals(List.of("/"), names());
        client.connect("/room-1");
        assertNotSame(first, rooms.children().iterator().next());
    }

    @Test
    void aChildThatTheApplicationAskedForStays() {
        Namespace child = server.io.of("room-1");
        Client client = server.open();
        client.connect("/room-1");
        client.say("1/room-1,");
        assertSame(child, server.io.of("/room-1"));
        client.connect("/room-2");
        Namespace other = server.io.of("/room-2");
        client.say("1/room-2,");
        assertEquals(List.of("/", "/room-1", "/room-2"), names());
        assertSame(other, server.io.of("/room-2"));
    }

    @Test
    void childrenStayWhereThatIsConfigured() {
        TestServer keeping = new TestServer(
                SocketIoConfig.builder().cleanupEmptyChildNamespaces(false).build());
        keeping.io.of(Pattern.compile("/a"));
        Client client = keeping.open();
        client.connect("/a");
        client.say("1/a,");
        assertEquals(2, keeping.io.namespaces().size());
    }

    @Test
    void aChildStaysForWhoIsAboutToCome() {
        ManualExecutor workers = new ManualExecutor();
        TestServer slow = new TestServer(workers);
        ParentNamespace parent = slow.io.of(Pattern.compile("/a"));
        Client first = slow.open();
        first.say("0/a,");
        workers.runAll();
        Namespace child = parent.children().iterator().next();
        parent.use(r -> first.say("1/a,")); // the last one goes while the next one is being asked
        Client second = slow.open();
        second.say("0/a,");
        workers.runAll();
        assertSame(child, parent.children().iterator().next());
        assertEquals(1, child.sockets().size());
    }

    @Test
    void whoLeavesBeforeItIsDecidedIsNotConnected() {
        ManualExecutor workers = new ManualExecutor();
        TestServer slow = new TestServer(workers);
        slow.io.of(Pattern.compile("/a")).onConnect(s -> log.add("connected"));
        Client client = slow.open();
        client.say("0/a,");
        client.say("1/a,");
        workers.runAll();
        assertEquals(List.of(), log);
        assertEquals(1, slow.io.namespaces().size());
        client.say("0/a,");
        workers.runAll();
        assertEquals(List.of("connected"), log);
    }
}
