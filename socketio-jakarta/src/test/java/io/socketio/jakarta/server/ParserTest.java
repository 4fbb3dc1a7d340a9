package io.socketio.jakarta.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.ConnectRefusedException;
import io.socketio.jakarta.HandlerFailure;
import io.socketio.jakarta.PayloadException;
import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.engine.parser.EnginePacket;
import io.socketio.jakarta.parser.Decoder;
import io.socketio.jakarta.parser.EncodedPacket;
import io.socketio.jakarta.parser.JsonText;
import io.socketio.jakarta.parser.MalformedPacketException;
import io.socketio.jakarta.parser.Packet;
import io.socketio.jakarta.parser.PacketLimits;
import io.socketio.jakarta.parser.PacketType;
import io.socketio.jakarta.parser.Parser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The option {@code parser}: a format of our own between server and clients. */
class ParserTest {
    private final List<Object> log = new ArrayList<>();
    private final Lines parser = new Lines();
    private final TestServer server = new TestServer(SocketIoConfig.builder()
            .parser(parser)
            .maxAttachments(3)
            .maxJsonDepth(4)
            .build());
    private final DefaultServer io = server.io;

    /** One binary message of lines: type, namespace, id, payload, and an attachment each. */
    private final class Lines implements Parser {
        int encoded;

        @Override
        public EncodedPacket encode(
                PacketType type, String namespace, long ackId, CharSequence json, List<byte[]> attachments) {
            encoded++;
            StringBuilder lines = new StringBuilder();
            lines.append(type).append('\n').append(namespace).append('\n').append(ackId);
            lines.append('\n').append(json);
            for (byte[] attachment : attachments) lines.append('\n').append(latin1(attachment));
            return new EncodedPacket(null, List.of(bytes(lines.toString())));
        }

        @Override
        public Decoder decoder(PacketLimits limits) {
            log.add("decoder " + limits.maxAttachments() + " " + limits.maxJsonDepth());
            return new Decoder() {
                @Override
                public Packet text(String message) throws MalformedPacketException {
                    throw new MalformedPacketException("text");
                }

                @Override
                public Packet binary(byte[] message) throws MalformedPacketException {
                    String[] lines = latin1(message).split("\n", -1);
                    List<byte[]> attachments = new ArrayList<>();
                    for (int i = 4; i < lines.length; i++) attachments.add(bytes(lines[i]));
                    PacketType type = PacketType.valueOf(lines[0]);
                    JsonText payload = JsonText.payload(type, lines[3], 0, attachments.size(), limits);
                    return new Packet(type, lines[1], Long.parseLong(lines[2]), payload, attachments);
                }
            };
        }
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static void say(Client client, String... lines) {
        client.receive(EnginePacket.binary(bytes(String.join("\n", lines)), true));
    }

    /** What the client got, each a binary message. */
    private static List<String> heard(Client client) {
        return client.take().stream()
                .map(it -> {
                    assertEquals('b', it.charAt(0), it);
                    return latin1(Base64.getDecoder().decode(it.substring(1)));
                })
                .toList();
    }

    private Client connected() {
        Client client = server.open();
        say(client, "CONNECT", "/", "-1", "");
        String answer = heard(client).get(0);
        assertTrue(answer.startsWith("CONNECT\n/\n-1\n{\"sid\":\""), answer);
        return client;
    }

    @Test
    void itReadsAndWritesEverything() {
        io.on("echo", m -> m.ack().send(m.args()));
        io.on(
                "sum",
                m -> m.socket().emit("is", m.args().get(0, int.class) + m.args().get(1, int.class)));
        Client client = connected();
        say(client, "EVENT", "/", "7", "[\"echo\",{\"a\":[1]},null]");
        assertEquals(List.of("ACK\n/\n7\n[{\"a\":[1]},null]"), heard(client));
        say(client, "EVENT", "/", "-1", "[\"sum\",1,2]");
        assertEquals(List.of("EVENT\n/\n-1\n[\"is\",3]"), heard(client));
        say(client, "CONNECT", "/no", "-1", "");
        assertEquals(List.of("CONNECT_ERROR\n/no\n-1\n{\"message\":\"Invalid namespace\"}"), heard(client));
        io.sockets().forEach(socket -> socket.disconnect(false));
        assertEquals(List.of("DISCONNECT\n/\n-1\n"), heard(client));
    }

    @Test
    void binaryGoesThroughItBothWays() {
        io.on("share", m -> {
            log.add(m.args().get(0, byte[].class));
            io.emit("file", m.args(), new byte[] {'y'});
        });
        Client client = connected();
        log.clear();
        say(client, "EVENT", "/", "-1", "[\"share\",{\"num\":0,\"_placeholder\":true}]", "x");
        assertArrayEquals(new byte[] {'x'}, (byte[]) log.get(0));
        assertEquals(
                List.of(
                        "EVENT\n/\n-1\n[\"file\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]\nx\ny"),
                heard(client),
                "placeholders are written in one way only");
    }

    @Test
    void aBroadcastIsEncodedOnce() {
        List<Client> clients = List.of(connected(), connected(), connected());
        int before = parser.encoded;
        io.emit("news", 1);
        assertEquals(before + 1, parser.encoded);
        for (Client client : clients) assertEquals(List.of("EVENT\n/\n-1\n[\"news\",1]"), heard(client));
    }

    @Test
    void eachConnectionHasADecoderThatKnowsTheBounds() {
        Client client = connected();
        connected();
        assertEquals(List.of("decoder 3 4", "decoder 3 4"), log);
        say(client, "EVENT", "/", "-1", "[\"deep\",[[[1]]]]");
        assertFalse(client.isClosed());
        say(client, "EVENT", "/", "-1", "[\"deep\",[[[[1]]]]]");
        assertTrue(client.isClosed());
    }

    @Test
    void whatItRefusesClosesTheConnection() {
        io.onDisconnect((socket, reason) -> log.add(reason.toString()));
        Client client = connected();
        log.clear();
        client.say("2[\"text\"]");
        assertTrue(client.isClosed());
        assertEquals(List.of("forced close"), log);
    }

    @Test
    void authAndRefusalsMayHoldBinary() {
        io.of("/secure").use(request -> {
            log.add(request.auth(Map.class).get("key"));
            throw new ConnectRefusedException("no", Map.of("salt", new byte[] {'s'}));
        });
        Client client = connected();
        log.clear();
        say(client, "CONNECT", "/secure", "-1", "{\"key\":{\"_placeholder\":true,\"num\":0}}", "k");
        assertArrayEquals(new byte[] {'k'}, (byte[]) log.get(0));
        assertEquals(
                List.of("CONNECT_ERROR\n/secure\n-1\n"
                        + "{\"message\":\"no\",\"data\":{\"salt\":{\"_placeholder\":true,\"num\":0}}}\ns"),
                heard(client));
    }

    @Test
    void inTextARefusalHasNoRoomForBinary() {
        TestServer text = new TestServer();
        text.io.onFailure(log::add);
        text.io.use(request -> {
            throw new ConnectRefusedException("no", new byte[1]);
        });
        Client client = text.open();
        client.say("0");
        client.hears("44{\"message\":\"no\"}");
        assertTrue(((HandlerFailure) log.get(0)).cause() instanceof PayloadException, log::toString);
    }
}
