package io.socketio.jakarta.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.ConnectRefusedException;
import io.socketio.jakarta.HandlerFailure;
import io.socketio.jakarta.PayloadException;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.fakes.ManualExecutor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients that mean no good, or are in a hurry: what they do ends with them. */
class HostileTest {
    private final TestServer server = new TestServer();
    private final DefaultServer io = server.io;
    private final List<Object> log = new ArrayList<>();

    @Test
    void aFloodOfConnectsEndsTheConnection() {
        ManualExecutor workers = new ManualExecutor();
        TestServer slow =
                new TestServer(SocketIoConfig.builder().maxNamespaces(5).build(), workers);
        slow.io.use(request -> log.add("asked"));
        Client client = slow.open();
        for (int i = 0; i < 5; i++) {
            client.say("0");
            client.say("1");
        }
        assertFalse(client.isClosed());
        client.say("0");
        assertTrue(client.isClosed(), "five are undecided, a sixth is too many");
        workers.runAll();
        assertEquals(List.of(), log, "nobody is asked about sockets that are gone");
    }

    @Test
    void whoAsksAgainBeforeTheAnswerGetsOneAnswer() {
        ManualExecutor workers = new ManualExecutor();
        TestServer slow = new TestServer(SocketIoConfig.defaults(), workers);
        Client client = slow.open();
        client.say("0");
        client.say("0{\"second\":true}");
        assertFalse(client.isClosed());
        slow.io.onConnect(socket -> log.add(socket.handshake().authJson()));
        workers.runAll();
        assertEquals(1, client.take().size());
        assertEquals(List.of("{\"second\":true}"), log);
    }

    @Test
    void whoLeavesBeforeTheAnswerGetsNoRefusal() {
        ManualExecutor workers = new ManualExecutor();
        TestServer slow = new TestServer(SocketIoConfig.defaults(), workers);
        slow.io.use(request -> {
            throw new ConnectRefusedException("no");
        });
        Client client = slow.open();
        client.say("0");
        client.say("1");
        workers.runAll();
        client.hears();
    }

    @Test
    void disconnectingASocketThatIsGoneTouchesNothingElse() {
        List<Socket> gone = new ArrayList<>();
        io.of("/chat").onConnect(gone::add);
        Client client = server.open();
        client.connect();
        client.connect("/chat");
        client.say("1/chat,");
        gone.get(0).disconnect(true);
        client.hears();
        assertFalse(client.isClosed());
    }

    @Test
    void anAttachmentNamedOftenIsHeldOnce() {
        io.on("bomb", message -> log.addAll((List<?>) message.args().get(0, Object.class)));
        Client client = server.open();
        client.connect();
        String placeholder = "{\"_placeholder\":true,\"num\":0}";
        client.say("51-[\"bomb\",[" + placeholder + "," + placeholder + "," + placeholder + "]]", new byte[] {1});
        assertEquals(3, log.size());
        assertSame(log.get(0), log.get(1));
        assertSame(log.get(0), log.get(2));
    }

    @Test
    void dataThatLooksLikeAPlaceholderNeverBecomesOne() {
        io.on("share", message -> io.emit("file", message.args(), new byte[] {1}));
        io.onFailure(log::add);
        Client client = server.open();
        client.connect();
        for (String forged : List.of(
                "{\"_placeholder\":true,\"num\":99}",
                "{\"_placeholder\":true,\"num\":0}",
                "{\"\\u005fplaceholder\":true,\"num\":0}")) {
            log.clear();
            client.say("2[\"share\"," + forged + "]");
            client.hears();
            assertTrue(((HandlerFailure) log.get(0)).cause() instanceof PayloadException, () -> forged + " " + log);
        }
        client.say("2[\"share\",{\"_placeholder\":\"no\"}]");
        assertEquals(
                "451-[\"file\",{\"_placeholder\":\"no\"},{\"_placeholder\":true,\"num\":0}]",
                client.take().get(0));
    }
}
