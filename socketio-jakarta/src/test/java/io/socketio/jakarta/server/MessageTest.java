package io.socketio.jakarta.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.HandlerFailure;
import io.socketio.jakarta.MessageHandler;
import io.socketio.jakarta.PayloadException;
import io.socketio.jakarta.Registration;
import io.socketio.jakarta.Socket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of events: handlers, arguments, answers and failures. */
class MessageTest {
    public record Line(String room, String text) {}

    private final TestServer server = new TestServer();
    private final DefaultServer io = server.io;
    private final Client client = server.open();
    private final String sid = client.connect();
    private final List<String> log = new ArrayList<>();

    /** It is logged: without its trace. */
    private static final class Expected extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Expected() {
            super("expected by this test", null, false, false);
        }
    }

    private static int overflow(int n) {
        return overflow(n + 1) + 1;
    }

    @Test
    void handlersGetPayloadAndArguments() {
        io.on("chat", Line.class, message -> {
            assertEquals(new Line("a", "hi"), message.payload());
            assertSame(message.payload(), message.payload());
            assertEquals(2, message.args().size());
            assertEquals(7, message.args().get(1, int.class));
            assertEquals("chat", message.event());
            assertEquals(sid, message.socket().id());
            log.add("handled");
        });
        io.onFailure(failure -> log.add(failure.cause().toString()));
        client.say("2[\"chat\",{\"room\":\"a\",\"text\":\"hi\"},7]");
        assertEquals(List.of("handled"), log);
    }

    @Test
    void anyHandlersComeFirstAndAllInOrder() {
        io.on("e", message -> log.add("on 1"));
        io.onAny(message -> log.add("any 1 " + message.event()));
        io.on("e", message -> log.add("on 2"));
        io.onAny(message -> log.add("any 2 " + message.payload().get(0, int.class)));
        client.say("2[\"e\",5]");
        assertEquals(List.of("any 1 e", "any 2 5", "on 1", "on 2"), log);
    }

    @Test
    void eventsOfOtherNamesAndNamespacesAreOthers() {
        io.of("/a").on("e", message -> log.add("a"));
        io.on("e", message -> log.add("main"));
        io.on("E", message -> log.add("E"));
        client.connect("/a");
        client.say("2/a,[\"e\"]");
        client.say("2[\"f\"]");
        assertEquals(List.of("a"), log);
    }

    @Test
    void oddNamesAreNames() {
        io.on("123", message -> log.add("number"));
        io.on("a\"b", message -> log.add("escaped"));
        io.on("error", message -> log.add("error"));
        client.say("2[123]");
        client.say("2[\"a\\u0022b\"]");
        client.say("2[\"error\"]");
        client.say("2"); // without a name: nobody gets it
        assertEquals(List.of("number", "escaped", "error"), log);
        assertFalse(client.isClosed());
    }

    @Test
    void removedHandlersAreNotCalled() {
        MessageHandler<Arguments> handler = message -> log.add("x");
        Registration first = io.on("e", handler);
        Registration second = io.on("e", handler);
        Registration any = io.onAny(message -> log.add("any"));
        client.say("2[\"e\"]");
        first.remove();
        any.remove();
        client.say("2[\"e\"]");
        first.remove(); // once is enough: the other stays
        client.say("2[\"e\"]");
        second.remove();
        client.say("2[\"e\"]");
        assertEquals(List.of("any", "x", "x", "x", "x"), log);
    }

    @Test
    void otherRegistrationsAreRemovedToo() {
        List<Registration> all = List.of(
                io.use(request -> log.add("use")),
                io.onConnect(socket -> log.add("connect")),
                io.onDisconnect((socket, reason) -> log.add("disconnect")),
                io.onFailure(failure -> log.add("failure")));
        io.on("e", message -> {
            throw new IOException("expected by this test");
        });
        Client other = server.connected();
        other.say("2[\"e\"]");
        other.say("1");
        assertEquals(List.of("use", "connect", "failure", "disconnect"), log);
        all.forEach(Registration::remove);
        other.connect();
        other.say("1");
        assertEquals(4, log.size());
    }

    @Test
    void aFailureStopsNobodyElse() {
        List<HandlerFailure> failures = new ArrayList<>();
        io.onFailure(failure -> {
            throw new Expected();
        });
        io.onFailure(failures::add);
        IOException cause = new IOException("broken");
        io.onAny(message -> {
            throw cause;
        });
        io.on("e", message -> overflow(0));
        io.on("e", message -> log.add("still"));
        client.say("21[\"e\"]");
        client.say("2[\"e\"]");
        assertEquals(List.of("still", "still"), log);
        assertEquals(4, failures.size());
        assertEquals(new HandlerFailure(io, sid, "e", cause), failures.get(0));
        assertTrue(failures.get(1).cause() instanceof StackOverflowError);
        client.hears(); // no answer by itself
        assertTrue(io.socket(sid).orElseThrow().isConnected());
    }

    @Test
    void connectAndDisconnectHandlersFailAlone() {
        io.onFailure(failure -> log.add(failure.event()));
        io.onConnect(socket -> {
            throw new IllegalStateException();
        });
        io.onConnect(socket -> log.add("connected"));
        io.onDisconnect((socket, reason) -> {
            throw new IllegalStateException();
        });
        io.onDisconnect((socket, reason) -> log.add("disconnected"));
        Client other = server.connected();
        other.say("1");
        assertEquals(List.of("connect", "connected", "disconnect", "disconnected"), log);
    }

    @Test
    void aPayloadThatDoesNotFitIsAFailureOfItsHandler() {
        io.onFailure(failure -> log.add(failure.cause().getClass().getSimpleName()));
        io.on("e", Line.class, message -> log.add(message.payload().text()));
        io.on("e", Integer.class, message -> log.add("lazy"));
        client.say("2[\"e\",5]");
        client.say("2[\"e\"]");
        String failed = PayloadException.class.getSimpleName();
        assertEquals(List.of(failed, "lazy", failed, "lazy"), log);
    }

    @Test
    void answersAreSentOnce() {
        io.on("e", message -> {
            assertTrue(message.ack().isRequested());
            message.ack().send("ok", 1);
            assertThrows(IllegalStateException.class, () -> message.ack().send("again"));
            log.add("done");
        });
        client.say("212[\"e\"]");
        client.hears("4312[\"ok\",1]");
        client.say("20[\"e\"]");
        client.hears("430[\"ok\",1]");
        assertEquals(List.of("done", "done"), log);
    }

    @Test
    void twoHandlersShareOneAnswer() {
        io.on("e", message -> message.ack().send());
        io.on(
                "e",
                message -> assertThrows(
                        IllegalStateException.class, () -> message.ack().send(2)));
        io.onFailure(failure -> log.add(failure.cause().toString()));
        client.say("21[\"e\"]");
        client.hears("431[]");
        assertEquals(List.of(), log);
    }

    @Test
    void nobodyAskedNobodyIsAnswered() {
        io.on("e", message -> {
            assertFalse(message.ack().isRequested());
            message.ack().send(1);
            message.ack().send(2);
            log.add("done");
        });
        client.say("2[\"e\"]");
        client.hears();
        assertEquals(List.of("done"), log);
    }

    @Test
    void anAnswerThatCannotBeEncodedIsNotSentYet() {
        List<Object> circle = new ArrayList<>();
        circle.add(circle);
        io.on("e", message -> {
            assertThrows(PayloadException.class, () -> message.ack().send(circle));
            message.ack().send("instead");
        });
        client.say("21[\"e\"]");
        client.hears("431[\"instead\"]");
    }

    @Test
    void answersMayComeLater() {
        AtomicReference<io.socketio.jakarta.Ack> later = new AtomicReference<>();
        io.of("/a").on("e", message -> later.set(message.ack()));
        client.connect("/a");
        client.say("2/a,7[\"e\"]");
        client.hears();
        later.get().send(new byte[] {1, 2, 3});
        client.hears("461-/a,7[{\"_placeholder\":true,\"num\":0}]", "bAQID");
    }

    @Test
    void binaryComesInAndGoesOut() {
        io.on("e", message -> {
            assertArrayEquals(new byte[] {1}, message.args().get(0, byte[].class));
            assertArrayEquals(
                    new byte[] {2}, (byte[]) message.args().get(1, Map.class).get("b"));
            message.ack().send(message.args());
        });
        io.onFailure(failure -> log.add(failure.cause().toString()));
        String payload = "{\"_placeholder\":true,\"num\":0},{\"b\":{\"_placeholder\":true,\"num\":1}}]";
        client.say("52-3[\"e\"," + payload, new byte[] {1}, new byte[] {2});
        client.hears("462-3[" + payload, "bAQ==", "bAg==");
        assertEquals(List.of(), log);
    }

    @Test
    void argumentsArePassedOnAsTheyCame() {
        io.on("e", message -> {
            Arguments args = message.args();
            message.socket().emit("all", args);
            message.socket().emit("some", "a", args.slice(1, 3), "z");
            message.socket().emit("none", args.slice(1, 1), 1);
            message.socket().emit("empty", args.slice(3, 3));
            assertEquals("1.50", args.json(0));
            assertEquals(2, args.slice(1, 3).slice(0, 2).size());
            assertEquals("\"\\u0041\"", args.slice(1, 3).json(0));
            assertThrows(IndexOutOfBoundsException.class, () -> args.slice(0, 4));
            assertThrows(IndexOutOfBoundsException.class, () -> args.slice(1, 3).slice(0, 3));
            assertThrows(PayloadException.class, () -> args.get(3, String.class));
            assertThrows(PayloadException.class, () -> args.json(-1));
            assertThrows(PayloadException.class, () -> args.slice(0, 1).get(1, String.class));
            log.add("done");
        });
        io.onFailure(failure -> log.add(failure.cause().toString()));
        client.say("2[\"e\", 1.50 , \"\\u0041\" , {\"a\" : [ ]}]");
        client.hears(
                "42[\"all\",1.50,\"\\u0041\",{\"a\" : [ ]}]",
                "42[\"some\",\"a\",\"\\u0041\",{\"a\" : [ ]},\"z\"]",
                "42[\"none\",1]",
                "42[\"empty\"]");
        assertEquals(List.of("done"), log);
    }

    @Test
    void attachmentsPassedOnAreNumberedAnew() {
        io.on(
                "e",
                message -> message.socket()
                        .emit(
                                "f",
                                new byte[] {9},
                                message.args(),
                                new byte[] {8},
                                message.args().slice(1, 2)));
        client.say(
                "52-[\"e\",{\"_placeholder\":true,\"num\":1},[{\"num\":0,\"_placeholder\":true}]]",
                new byte[] {1},
                new byte[] {2});
        client.hears(
                "456-[\"f\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":2},"
                        + "[{\"_placeholder\":true,\"num\":1}],{\"_placeholder\":true,\"num\":3},"
                        + "[{\"_placeholder\":true,\"num\":4}]]",
                "bCQ==",
                "bAQ==",
                "bAg==",
                "bCA==",
                "bAQ==",
                "bAg==");
    }

    @Test
    void answersOfHandlersInOneGoAreOneBatch() {
        io.on("e", message -> {
            message.socket().emit("a");
            message.ack().send();
        });
        client.takeBatches();
        client.say("21[\"e\"]");
        assertEquals(List.of(List.of("42[\"a\"]", "431[]")), client.takeBatches());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connect",
                "connect_error",
                "disconnect",
                "disconnecting",
                "newListener",
                "removeListener",
                "",
                " "
            })
    void someNamesAreNobodys(String name) {
        Socket socket = io.socket(sid).orElseThrow();
        assertThrows(IllegalArgumentException.class, () -> io.emit(name));
        assertThrows(IllegalArgumentException.class, () -> io.to("room").emit(name));
        assertThrows(IllegalArgumentException.class, () -> socket.emit(name));
        assertThrows(IllegalArgumentException.class, () -> socket.emitWithAck(name));
        assertThrows(IllegalArgumentException.class, () -> io.on(name, message -> {}));
        client.hears();
    }

    @Test
    void tooManyAttachmentsAreNotTaken() {
        io.onAny(message -> log.add("any"));
        client.say("511-[\"e\"]");
        assertTrue(client.isClosed());
        assertEquals(List.of(), log);
    }
}
