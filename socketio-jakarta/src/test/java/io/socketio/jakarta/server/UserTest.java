package io.socketio.jakarta.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoConfig;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sockets are addressed by the name of their user. */
class UserTest {
    private final TestServer server =
            new TestServer(SocketIoConfig.builder().maxRooms(1).build());

    private Client of(String user) {
        Client client = server.openAs(user);
        client.connect();
        return client;
    }

    @Test
    void allSocketsOfAUserAreReachedWhereverTheyAre() {
        Client phone = of("alice");
        Client laptop = of("alice");
        Client bob = of("bob");
        Client nobody = server.connected();
        server.io.toUser("alice").emit("news", 1);
        phone.hears("42[\"news\",1]");
        laptop.hears("42[\"news\",1]");
        server.io.toUser("alice", "bob").emit("all");
        for (Client client : new Client[] {phone, laptop, bob}) client.hears("42[\"all\"]");
        server.io.toUser("nobody").emit("none");
        nobody.hears();
        bob.hears();
    }

    @Test
    void aSocketReachesTheOthersOfItsUser() {
        server.io.on("sync", m -> m.socket().toUser("alice").emit("synced"));
        Client phone = of("alice");
        Client laptop = of("alice");
        phone.say("2[\"sync\"]");
        phone.hears();
        laptop.hears("42[\"synced\"]");
    }

    @Test
    void itIsNoRoomThatShowsOrCounts() {
        of("alice");
        Socket socket = server.io.sockets().iterator().next();
        assertEquals(Set.of(socket.id()), socket.rooms());
        socket.join("x");
        assertEquals(Set.of(socket.id(), "x"), socket.rooms());
    }

    @Test
    void whoIsGoneIsNotReached() {
        Client phone = of("alice");
        phone.say("1");
        server.io.toUser("alice").emit("news");
        phone.hears();
    }
}
