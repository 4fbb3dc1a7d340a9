package io.socketio.jakarta.sample;

import io.socketio.jakarta.AttributeKey;
import io.socketio.jakarta.ConnectRefusedException;
import io.socketio.jakarta.ConnectRequest;
import io.socketio.jakarta.Message;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.cdi.ConnectEvent;
import io.socketio.jakarta.cdi.DisconnectEvent;
import io.socketio.jakarta.cdi.SocketEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The chat. Events of one socket come one at a time and in order, those of different sockets in parallel. */
@ApplicationScoped
public class ChatRoom {
    private static final String LOBBY = "Lobby";
    private static final int MAX_TEXT = 2_000;
    private static final int MAX_PICTURE_KB = 500; // together with the rest it must fit into maxHttpBufferSize, 1 MB

    private static final AttributeKey<Login> LOGIN = new AttributeKey<>("login", Login.class);
    private static final AttributeKey<String> ROOM = new AttributeKey<>("room", String.class);

    @Inject
    SocketIoServer io;

    private final Map<String, History> histories = new ConcurrentHashMap<>();

    /** Runs before there is a socket: who is refused learns why and receives nothing else. */
    void letIn(@Observes ConnectRequest request) {
        Login login = request.auth(Login.class);
        if (login.nickname().isEmpty() || login.nickname().length() > 20)
            throw new ConnectRefusedException("bad nickname", new Problem("Choose a nickname of 1 to 20 characters."));
        for (Socket other : io.sockets()) {
            Login theirs = other.attributes().get(LOGIN).orElseThrow();
            if (!theirs.nickname().equalsIgnoreCase(login.nickname())) continue;
            if (!theirs.key().equals(login.key()))
                throw new ConnectRefusedException(
                        "nickname taken",
                        new Problem(theirs.nickname() + " is in the chat already. Choose another nickname."));
            other.disconnect(true); // the same page, back before the server noticed that its old connection is gone
        }
        request.attributes().set(LOGIN, login);
    }

    void arrived(@Observes ConnectEvent event) {
        enter(event.socket(), login(event.socket()).room());
    }

    void onEnter(@Observes @SocketEvent("enter") Message<String> message) {
        enter(message.socket(), message.payload());
    }

    void onChat(@Observes @SocketEvent("chat") Message<ChatLine> message) {
        Socket socket = message.socket();
        ChatLine said = message.payload();
        if (said.picture() != null && said.picture().length > MAX_PICTURE_KB * 1_000) {
            message.ack().send(new Problem("A picture may have up to " + MAX_PICTURE_KB + " KB."));
            return;
        }
        if (said.text() != null && said.text().length() > MAX_TEXT) {
            message.ack().send(new Problem("A message may have up to " + MAX_TEXT + " characters."));
            return;
        }
        String id = UUID.randomUUID().toString();
        Line line = new Line(
                id, socket.id(), login(socket).nickname(), said.text(), said.picture(), System.currentTimeMillis());
        history(room(socket)).add(line);
        message.ack().send(new Delivered(id)); // the first tick; before the others can answer with the second
        socket.to(channel(room(socket))).emit("chat", line);
    }

    /** A page has shown a line: the second tick for its author. */
    void onShown(@Observes @SocketEvent("shown") Message<Shown> message) {
        Shown shown = message.payload();
        io.socket(shown.author())
                .ifPresent(author ->
                        author.emit("shown", shown.id(), login(message.socket()).nickname()));
    }

    void onTyping(@Observes @SocketEvent("typing") Message<Boolean> message) {
        Socket socket = message.socket();
        // volatile: not worth queueing for somebody whose connection is busy
        socket.to(channel(room(socket)))
                .asVolatile()
                .emit("typing", login(socket).nickname(), message.payload());
    }

    void gone(@Observes DisconnectEvent event) {
        tellWhoIsWhere();
    }

    private void enter(Socket socket, String wish) {
        String room = wish == null || wish.isBlank() || wish.strip().length() > 30 ? LOBBY : wish.strip();
        socket.attributes().get(ROOM).ifPresent(left -> socket.leave(channel(left)));
        socket.attributes().set(ROOM, room);
        // joins first and reads the history then: a line said in between comes twice, which the page sees by its id,
        // and none is lost
        socket.join(channel(room));
        socket.emit("entered", room, history(room).lines());
        tellWhoIsWhere();
    }

    /** One at a time, so that an older list never overtakes a newer one. No emit waits for the network. */
    private synchronized void tellWhoIsWhere() {
        Map<String, SortedSet<String>> people = new TreeMap<>();
        people.put(LOBBY, new TreeSet<>());
        for (Socket socket : io.sockets())
            people.computeIfAbsent(room(socket), room -> new TreeSet<>())
                    .add(login(socket).nickname());
        histories.keySet().retainAll(people.keySet()); // a room is gone when the last one has left
        io.emit("people", people);
    }

    private History history(String room) {
        return histories.computeIfAbsent(room, r -> new History());
    }

    private static Login login(Socket socket) {
        return socket.attributes().get(LOGIN).orElseThrow();
    }

    private static String room(Socket socket) {
        return socket.attributes().get(ROOM).orElse(LOBBY);
    }

    /** Users choose the names, so they must not be able to name one of Socket.IO's own rooms: the id of a socket. */
    private static String channel(String room) {
        return "chat " + room;
    }

    // What goes over the wire: public records, bound by JSON-B. A byte[] travels as a binary attachment.

    /** The auth payload. The key is a secret of the page, by which it is known when it comes back. */
    public record Login(String nickname, String room, String key) {
        public Login {
            nickname = nickname == null ? "" : nickname.strip();
            key = key == null ? UUID.randomUUID().toString() : key;
        }
    }

    /** From a page: text, a picture or both. */
    public record ChatLine(String text, byte[] picture) {}

    /** To pages and in the history; author is the id of a socket. */
    public record Line(String id, String author, String nickname, String text, byte[] picture, long time) {}

    public record Delivered(String id) {}

    public record Shown(String author, String id) {}

    /** What a user did wrong, in words for the user. */
    public record Problem(String problem) {}
}
