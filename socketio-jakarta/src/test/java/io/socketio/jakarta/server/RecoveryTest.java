package io.socketio.jakarta.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.AttributeKey;
import io.socketio.jakarta.ConnectRefusedException;
import io.socketio.jakarta.ConnectionStateRecovery;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Socket.IO protocol 5, "Connection state recovery". */
class RecoveryTest {
    private static final Pattern CONNECTED = Pattern.compile("40\\{\"sid\":\"(.{20})\",\"pid\":\"(.{20})\"}");
    private static final AttributeKey<String> NAME = new AttributeKey<>("name", String.class);

    private final TestServer server = server(ConnectionStateRecovery.DEFAULT);
    private final List<String> log = new ArrayList<>();

    private static TestServer server(ConnectionStateRecovery recovery) {
        return new TestServer(
                SocketIoConfig.builder().connectionStateRecovery(recovery).build());
    }

    /** Connected, and what it knows by which it comes back. */
    private record Known(Client client, String sid, String pid) {
        /** Hears an event, and learns its offset. */
        String hears(String event) {
            List<String> heard = client.take();
            assertEquals(1, heard.size(), heard::toString);
            String start = "42[" + event + ",\"";
            assertTrue(heard.get(0).startsWith(start), heard::toString);
            return heard.get(0).substring(start.length(), heard.get(0).length() - 2);
        }

        void loses() {
            client.transportClosed();
        }
    }

    private Known connected(Client client, String auth) {
        client.say("0" + auth);
        List<String> heard = client.take();
        return known(client, heard.get(heard.size() - 1));
    }

    private static Known known(Client client, String answer) {
        Matcher matcher = CONNECTED.matcher(answer);
        assertTrue(matcher.matches(), answer);
        return new Known(client, matcher.group(1), matcher.group(2));
    }

    private static String asking(String pid, String offset) {
        return "{\"pid\":\"" + pid + "\",\"offset\":\"" + offset + "\"}";
    }

    private Socket socket() {
        return server.io.sockets().iterator().next();
    }

    @Test
    void whoComesBackIsTheSameAndGetsWhatItMissed() {
        server.io.onConnect(s -> log.add("connected " + s.recovered()));
        Known first = connected(server.open(), "");
        socket().join("x");
        socket().attributes().set(NAME, "ann");
        server.io.emit("before");
        String offset = first.hears("\"before\"");
        first.loses();
        server.io.emit("all", 1);
        server.io.to("x").emit("room", new byte[] {1});
        server.io.to("y").emit("other room");
        server.io.to(first.sid()).emit("own");
        server.io.asVolatile().emit("volatile");

        Client again = server.open();
        again.say("0" + asking(first.pid(), offset));
        List<String> heard = again.take();
        assertEquals(5, heard.size(), heard::toString);
        assertTrue(heard.get(0).startsWith("42[\"all\",1,\""), heard::toString);
        assertTrue(heard.get(1).startsWith("451-[\"room\",{\"_placeholder\":true,\"num\":0},\""), heard::toString);
        assertTrue(heard.get(3).startsWith("42[\"own\",\""), heard::toString);
        Known second = known(again, heard.get(4));
        assertEquals(first.sid(), second.sid());
        assertEquals(first.pid(), second.pid());
        assertTrue(socket().recovered());
        assertEquals(Set.of("x", first.sid()), socket().rooms());
        assertEquals("ann", socket().attributes().get(NAME).orElseThrow());
        assertEquals(List.of("connected false", "connected true"), log);
        server.io.to("x").emit("live");
        second.hears("\"live\"");
    }

    @Test
    void itCanBeLostAgain() {
        Known client = connected(server.open(), "");
        server.io.emit("e", 0);
        String offset = client.hears("\"e\",0");
        for (int round = 1; round <= 3; round++) {
            client.loses();
            server.io.emit("e", round);
            Client again = server.open();
            again.say("0" + asking(client.pid(), offset));
            List<String> heard = again.take();
            assertEquals(2, heard.size(), heard::toString);
            String start = "42[\"e\"," + round + ",\"";
            assertTrue(heard.get(0).startsWith(start), heard::toString);
            offset = heard.get(0).substring(start.length(), heard.get(0).length() - 2);
            client = known(again, heard.get(1));
            assertTrue(socket().recovered());
        }
    }

    @Test
    void eventsOfASocketHaveOffsetsButThoseThatAskHaveNone() {
        Known client = connected(server.open(), "");
        socket().emit("one");
        client.hears("\"one\"");
        socket().emitWithAck("two");
        server.io.emitWithAck("three");
        client.client().hears("420[\"two\"]", "421[\"three\"]");
        server.io.emit("binary", new byte[] {1});
        List<String> heard = client.client().take();
        assertTrue(heard.get(0).startsWith("451-[\"binary\",{\"_placeholder\":true,\"num\":0},\""), heard::toString);
    }

    @Test
    void whatWasEmittedToALostSocketReachesItWhenItIsBack() {
        Known client = connected(server.open(), "");
        Socket former = socket();
        former.emit("before");
        String offset = client.hears("\"before\"");
        client.loses();
        former.emit("after");
        Client again = server.open();
        again.say("0" + asking(client.pid(), offset));
        assertTrue(again.take().get(0).startsWith("42[\"after\",\""));
    }

    private void beginsAnew(Known former, Client again) {
        List<String> heard = again.take();
        assertEquals(1, heard.size(), heard::toString);
        Known anew = known(again, heard.get(0));
        assertNotEquals(former.sid(), anew.sid());
        assertNotEquals(former.pid(), anew.pid());
        assertFalse(socket().recovered());
        assertEquals(Set.of(anew.sid()), socket().rooms());
    }

    @Test
    void whoCannotBeRecoveredBeginsAnew() {
        Known client = connected(server.open(), "");
        socket().join("x");
        server.io.emit("e");
        String offset = client.hears("\"e\"");
        client.loses();
        for (String auth : List.of(
                asking("x".repeat(20), offset),
                asking(client.pid(), "no offset"),
                asking(client.pid(), ""),
                "{\"pid\":\"" + client.pid() + "\"}",
                "{\"pid\":1,\"offset\":2}",
                "{\"offset\":\"" + offset + "\"}")) {
            Client again = server.open();
            again.say("0" + auth);
            beginsAnew(client, again);
            again.transportClosed();
        }
    }

    @Test
    void whoLeftHasNothingToRecover() {
        Known client = connected(server.open(), "");
        server.io.emit("e");
        String offset = client.hears("\"e\"");
        client.client().say("1");
        Client again = server.open();
        again.say("0" + asking(client.pid(), offset));
        beginsAnew(client, again);
    }

    @Test
    void aStateIsForItsUserAlone() {
        Known client = connected(server.openAs("alice"), "");
        server.io.emit("e");
        String offset = client.hears("\"e\"");
        client.loses();
        Client thief = server.openAs("mallory");
        thief.say("0" + asking(client.pid(), offset));
        beginsAnew(client, thief);
    }

    @Test
    void whoIsRecoveredIsStillReachedByItsUser() {
        Known client = connected(server.openAs("alice"), "");
        server.io.emit("e");
        String offset = client.hears("\"e\"");
        client.loses();
        Client again = server.openAs("alice");
        again.say("0" + asking(client.pid(), offset));
        Known back = known(again, again.take().get(0));
        assertTrue(socket().recovered());
        server.io.toUser("alice").emit("hello");
        back.hears("\"hello\"");
    }

    @Test
    void middlewaresArePassedByUnlessTheyAreNot() {
        for (boolean skip : new boolean[] {true, false}) {
            TestServer it = server(new ConnectionStateRecovery(Duration.ofMinutes(1), skip, 1 << 20));
            it.io.use(r -> log.add("asked"));
            Known client = connected(it.open(), "");
            it.io.emit("e");
            String offset = client.hears("\"e\"");
            client.loses();
            connected(it.open(), asking(client.pid(), offset));
            assertTrue(it.io.sockets().iterator().next().recovered());
            assertEquals(skip ? List.of("asked") : List.of("asked", "asked"), log);
            log.clear();
        }
    }

    @Test
    void whoIsRefusedAfterAllIsAddressedByNobody() {
        TestServer it = server(new ConnectionStateRecovery(Duration.ofMinutes(1), false, 1 << 20));
        Known client = connected(it.open(), "");
        it.io.emit("e");
        String offset = client.hears("\"e\"");
        client.loses();
        it.io.use(r -> {
            throw new ConnectRefusedException("no more");
        });
        Client again = it.open();
        again.say("0" + asking(client.pid(), offset));
        again.hears("44{\"message\":\"no more\"}");
        it.io.emit("e");
        again.hears();
        assertEquals(0, it.io.sockets().size());
    }

    /** A child namespace keeps what its last socket missed, as long as that may come back. */
    @Test
    void whoWasAloneInADynamicNamespaceComesBackToo() {
        server.io.of(Pattern.compile("/room"));
        Client client = server.open();
        client.say("0/room,");
        String connected = client.take().get(0).replace("40/room,", "40");
        Known first = known(client, connected);
        Namespace room = server.io.namespaces().stream()
                .filter(it -> it.name().equals("/room"))
                .findFirst()
                .orElseThrow();
        room.emit("e");
        String heard = client.take().get(0);
        String offset = heard.substring("42/room,[\"e\",\"".length(), heard.length() - 2);
        first.loses();
        Client again = server.open();
        again.say("0/room," + asking(first.pid(), offset));
        assertEquals(
                first.sid(),
                known(again, again.take().get(0).replace("40/room,", "40")).sid());
        again.transportClosed();
        assertEquals(2, server.io.namespaces().size());
        server.timer.advance(ConnectionStateRecovery.DEFAULT.maxDisconnectionDuration());
        assertEquals(1, server.io.namespaces().size());
    }

    @Test
    void itIsOffUnlessConfigured() {
        TestServer off = new TestServer();
        Client client = off.open();
        client.connect(); // without a pid
        off.io.emit("e");
        client.hears("42[\"e\"]");
        assertFalse(off.io.sockets().iterator().next().recovered());
    }
}
