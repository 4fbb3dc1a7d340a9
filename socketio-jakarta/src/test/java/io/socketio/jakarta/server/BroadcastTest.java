package io.socketio.jakarta.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.BroadcastOperator;
import io.socketio.jakarta.PayloadException;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.SocketIoException;
import io.socketio.jakarta.engine.parser.EnginePacket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who gets what: rooms, exceptions, modifiers. */
class BroadcastTest {
    private final TestServer server = new TestServer();
    private final DefaultServer io = server.io;
    private final Client[] clients = {server.open(), server.open(), server.open()};
    private final Socket[] sockets = new Socket[3];

    BroadcastTest() {
        for (int i = 0; i < 3; i++) sockets[i] = io.socket(clients[i].connect()).orElseThrow();
    }

    /** How often each client was told, as digits. */
    private String told() {
        StringBuilder counts = new StringBuilder();
        for (Client client : clients) counts.append(client.take().size());
        return counts.toString();
    }

    private String tells(BroadcastOperator operator) {
        operator.emit("e");
        return told();
    }

    @Test
    void aNamespaceAddressesItsSockets() {
        io.of("/a");
        Client elsewhere = server.open();
        elsewhere.connect("/a");
        assertEquals("111", tells(io));
        assertEquals("111", tells(io.local()));
        io.send("hi", 1);
        clients[0].hears("42[\"message\",\"hi\",1]");
        elsewhere.hears();
        io.of("/a").emit("e");
        elsewhere.hears("42/a,[\"e\"]");
        clients[0].hears();
    }

    @Test
    void roomsAddressTheirMembersOnceEach() {
        sockets[0].join("a", "b");
        sockets[1].join("b");
        assertEquals("110", tells(io.to("a", "b")));
        assertEquals("110", tells(io.to("a").to("b")));
        assertEquals("110", tells(io.to(List.of("a")).in("b")));
        assertEquals("100", tells(io.in("a")));
        assertEquals("000", tells(io.to("nobody")));
        sockets[2].join("c");
        assertEquals("101", tells(io.to("a").to("c")));
        assertEquals("010", tells(io.except("a").except("c")));
        sockets[0].leave("a");
        assertEquals("000", tells(io.to("a")));
        assertEquals("110", tells(io.to("b")));
    }

    @Test
    void everybodyIsInTheRoomOfTheOwnId() {
        assertEquals("010", tells(io.to(sockets[1].id())));
        sockets[0].join(sockets[1].id(), "a");
        assertEquals("110", tells(io.to(sockets[1].id())), "a room may be named so");
        assertEquals("110", tells(io.to(sockets[1].id(), "a")));
        assertEquals(Set.of(sockets[0].id(), sockets[1].id(), "a"), sockets[0].rooms());
        sockets[1].join(sockets[1].id());
        sockets[1].leave(sockets[1].id());
        assertEquals("110", tells(io.to(sockets[1].id())), "that room cannot be left");
    }

    @Test
    void exceptions() {
        sockets[0].join("a", "b");
        sockets[1].join("b");
        assertEquals("011", tells(io.except("a")));
        assertEquals("001", tells(io.except("a", "b")));
        assertEquals("001", tells(io.except("a").except(List.of("b"))));
        assertEquals("010", tells(io.to("b").except("a")));
        assertEquals("101", tells(io.except(sockets[1].id())));
        assertEquals("010", tells(io.to("b").except(sockets[0].id())));
        assertEquals("000", tells(io.to("a").except("a")));
    }

    @Test
    void operatorsAreImmutable() {
        sockets[0].join("a");
        BroadcastOperator toA = io.to("a");
        toA.to("b").except("a");
        toA.asVolatile();
        assertEquals("100", tells(toA));
        assertEquals("111", tells(io));
    }

    @Test
    void socketsAddressTheOthers() {
        sockets[0].join("a");
        sockets[1].join("a");
        assertEquals("011", tells(sockets[0].broadcast()));
        assertEquals("010", tells(sockets[0].to("a")));
        assertEquals("010", tells(sockets[0].in("a")));
        assertEquals("010", tells(sockets[0].to(List.of("a"))));
        assertEquals("001", tells(sockets[0].except("a")));
        assertEquals("001", tells(sockets[0].except(List.of("a"))));
        assertEquals("011", tells(sockets[0].local()));
        assertEquals("010", tells(sockets[0].to("a", sockets[0].id())));
        assertEquals("110", tells(sockets[2].to("a")));
    }

    @Test
    void emitAddressesTheSocketAlone() {
        sockets[1].emit("e", 1, "two", null);
        clients[1].hears("42[\"e\",1,\"two\",null]");
        assertEquals("000", told());
        sockets[1].compress(false).emit("f");
        clients[1].hears("42[\"f\"]");
    }

    @Test
    void volatileReachesWhoIsReady() {
        clients[1].setWritable(false);
        assertEquals("101", tells(io.asVolatile()));
        sockets[1].asVolatile().emit("lost");
        sockets[1].emit("kept");
        clients[1].setWritable(true);
        clients[1].hears("42[\"kept\"]");
        clients[0].hold();
        sockets[0].emit("in flight");
        sockets[0].asVolatile().emit("lost", ByteBuffer.wrap(new byte[3]));
        sockets[1].asVolatile().to(sockets[0].id()).emit("lost");
        clients[0].release();
        clients[0].hears("42[\"in flight\"]");
        clients[0].release();
        sockets[0].asVolatile().emit("seen", new byte[] {1});
        clients[0].hears("451-[\"seen\",{\"_placeholder\":true,\"num\":0}]", "bAQ==");
    }

    @Test
    void compressionIsToldToTheTransport() {
        io.compress(false).emit("e", new byte[1]);
        for (EnginePacket packet : clients[0].takePackets()) assertFalse(packet.compress());
        io.emit("e");
        assertTrue(clients[0].takePackets().get(0).compress());
        told();
        sockets[0].compress(false).to(sockets[1].id()).emit("e");
        assertFalse(clients[1].takePackets().get(0).compress());
    }

    @Test
    void allReceiversShareOneEncoding() {
        told();
        io.emit("e", new byte[] {1, 2, 3});
        List<EnginePacket> first = clients[0].takePackets();
        assertEquals(2, first.size());
        for (Client other : Arrays.asList(clients).subList(1, 3)) {
            List<EnginePacket> packets = other.takePackets();
            assertSame(first.get(0), packets.get(0));
            assertSame(first.get(1), packets.get(1));
        }
    }

    @Test
    void whatIsEmittedIsCopiedAtOnce() {
        clients[0].setWritable(false);
        byte[] bytes = {1};
        sockets[0].emit("e", bytes);
        bytes[0] = 2;
        clients[0].setWritable(true);
        clients[0].hears("451-[\"e\",{\"_placeholder\":true,\"num\":0}]", "bAQ==");
    }

    @Test
    void whatCannotBeEncodedReachesNobody() {
        List<Object> circle = new ArrayList<>();
        circle.add(circle);
        assertThrows(PayloadException.class, () -> io.emit("e", circle));
        assertEquals("000", told());
    }

    @Test
    void whoLeftIsInNoRoom() {
        sockets[0].join("a");
        clients[0].say("1");
        assertEquals("000", tells(io.to("a")));
        assertEquals("000", tells(io.to(sockets[0].id())));
        assertEquals("011", tells(io));
        sockets[0].join("b");
        assertEquals("000", tells(io.to("b")));
        assertEquals(Set.of(), sockets[0].rooms());
    }

    @Test
    void roomsAreBounded() {
        TestServer small = new TestServer(SocketIoConfig.builder().maxRooms(2).build());
        Socket socket = small.io.socket(small.open().connect()).orElseThrow();
        socket.join("a", "a", socket.id());
        socket.join("a", "b");
        assertThrows(SocketIoException.class, () -> socket.join("c"));
        assertEquals(Set.of("a", "b", socket.id()), socket.rooms());
        socket.leave("a");
        socket.join("c");
        assertEquals(Set.of("c", "b", socket.id()), socket.rooms());
    }

    @Test
    void socketsAreALiveView() {
        assertEquals(3, io.sockets().size());
        assertThrows(UnsupportedOperationException.class, () -> io.sockets().clear());
        clients[2].say("1");
        assertEquals(2, io.sockets().size());
        assertTrue(io.socket(sockets[2].id()).isEmpty());
    }
}
