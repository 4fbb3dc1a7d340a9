package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Message;
import io.socketio.jakarta.PayloadException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.EventMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

public class MessageTest {
    public record ChatLine(String text) {}

    @ApplicationScoped
    public static class Chat {
        private final List<Object> got = new ArrayList<>();

        void chat(@Observes @SocketEvent("chat") Message<ChatLine> message) {
            got.add(message.payload());
            got.add(message.payload());
            message.ack().send("ok");
        }

        void lines(@Observes @SocketEvent("lines") Message<List<ChatLine>> message) {
            got.add(message.payload().get(0).text());
        }

        void sum(@Observes @SocketEvent("sum") Message<Arguments> message) {
            got.add(message.payload().get(0, Integer.class) + message.args().get(1, Integer.class));
        }

        void typeless(@Observes @SocketEvent("typeless") Message<?> message) {
            got.add(message.payload());
        }

        void unread(@Observes @SocketEvent("unread") Message<ChatLine> message) {
            got.add(message.event() + " " + message.socket().id());
        }

        List<Object> got() {
            return got;
        }
    }

    @Test
    void thePayloadIsBoundToTheObserversTypeOnce() {
        try (App app = App.started(Chat.class)) {
            ChatLine line = new ChatLine("hello");
            FakeMessage sent = app.server.send(app.server.connect("/"), "chat", line);
            assertEquals(List.of(line, line), app.bean(Chat.class).got());
            assertEquals(List.of(ChatLine.class.getName()), sent.args().boundTo);
            assertEquals(List.of("ok"), sent.answers);
        }
    }

    @Test
    void aGenericPayloadIsBoundToItsGenericType() {
        try (App app = App.started(Chat.class)) {
            FakeMessage sent = app.server.send(app.server.connect("/"), "lines", List.of(new ChatLine("one")));
            assertEquals(List.of("one"), app.bean(Chat.class).got());
            assertEquals(List.of("java.util.List<" + ChatLine.class.getName() + ">"), sent.args().boundTo);
        }
    }

    @Test
    void messagesOfArgumentsAndOfAnythingHaveAllArgumentsAsPayload() {
        try (App app = App.started(Chat.class)) {
            FakeSocket socket = app.server.connect("/");
            app.server.send(socket, "sum", 20, 22);
            FakeMessage typeless = app.server.send(socket, "typeless", 1, 2, 3);
            assertEquals(42, app.bean(Chat.class).got().get(0));
            assertSame(typeless.args(), app.bean(Chat.class).got().get(1));
        }
    }

    @Test
    void nothingIsBoundUnlessAnObserverAsks() {
        try (App app = App.started(Chat.class)) {
            FakeSocket socket = app.server.connect("/");
            FakeMessage sent = app.server.send(socket, "unread", "no line");
            assertEquals(List.of("unread " + socket.id()), app.bean(Chat.class).got());
            assertEquals(List.of(), sent.args().boundTo);
        }
    }

    @Test
    void aPayloadThatDoesNotFitIsTheObserversFailure() {
        try (App app = App.started(Chat.class)) {
            FakeMessage sent = app.server.send(app.server.connect("/"), "chat", "no line");
            assertInstanceOf(
                    PayloadException.class, app.server.unobservedFailures.get(0).cause());
            assertEquals(List.of(), sent.answers);
        }
    }

    @Test
    void namesThatNobodyObservesNeverReachCdi() {
        try (App app = App.started(Chat.class)) {
            app.server.send(app.server.connect("/"), "made up", "x");
            assertEquals(List.of(), app.bean(Chat.class).got());
            assertEquals(0, app.server.anyHandlers.size());
            assertEquals(Set.of("chat", "lines", "sum", "typeless", "unread"), app.server.handlers.keySet());
            assertEquals(0, app.server.middlewares.size());
            assertEquals(0, app.server.connectHandlers.size());
            assertEquals(0, app.server.disconnectingHandlers.size());
            assertEquals(0, app.server.disconnectHandlers.size());
            assertEquals(0, app.server.failureHandlers.size());
            assertEquals(0, app.server.fallbacks.size());
            assertEquals(0, app.server.outgoingHandlers.size());
            assertEquals(0, app.server.roomListeners.size());
            assertEquals(Set.of(), app.server.serverSideHandlers.keySet());
            assertEquals(0, app.server.parents.size());
        }
    }

    @ApplicationScoped
    public static class CatchAll {
        private final List<String> got = new ArrayList<>();

        void chat(@Observes @SocketEvent("chat") Message<ChatLine> message) {}

        void raw(@Observes @SocketEvent("raw") Message<Arguments> message) {}

        void everything(@Observes Message<?> message, EventMetadata metadata) {
            got.add("everything " + message.event());
            assertEquals(
                    false,
                    message.event().startsWith("made up")
                            && metadata.getQualifiers().stream().anyMatch(SocketEvent.class::isInstance),
                    "a client's name as a qualifier");
        }

        void arguments(@Observes Message<Arguments> message) {
            got.add("arguments " + message.event());
        }

        List<String> got() {
            return got.stream().sorted().toList();
        }
    }

    @Test
    void observersWithoutNameSeeEachMessageOnce() {
        try (App app = App.started(CatchAll.class)) {
            FakeSocket socket = app.server.connect("/");
            app.server.send(socket, "chat", new ChatLine("x"));
            assertEquals(List.of("everything chat"), app.bean(CatchAll.class).got());
            app.server.send(socket, "made up", 1);
            app.server.send(socket, "raw", 1);
            assertEquals(
                    List.of(
                            "arguments made up",
                            "arguments raw",
                            "everything chat",
                            "everything made up",
                            "everything raw"),
                    app.bean(CatchAll.class).got());
            assertEquals(List.of(), app.server.unobservedFailures);
        }
    }

    @ApplicationScoped
    public static class Fallback {
        private final List<String> got = new ArrayList<>();

        void chat(@Observes @SocketEvent("chat") Message<ChatLine> message) {}

        void everything(@Observes Message<?> message) {}

        void unhandled(@Observes @OfNamespace("/") UnhandledMessage unhandled) {
            got.add(unhandled.message().event() + " "
                    + unhandled.message().payload().size());
            unhandled.message().ack().send("what?");
        }

        List<String> got() {
            return got;
        }
    }

    @Test
    void aMessageIsUnhandledIfNoObserverNamesItsEventAndNoHandlerInCode() {
        try (App app = App.started(Fallback.class)) {
            app.server.on("in code", message -> {});
            FakeSocket socket = app.server.connect("/");
            app.server.send(socket, "chat", new ChatLine("x"));
            app.server.send(socket, "in code");
            assertEquals(List.of("what?"), app.server.send(socket, "made up", 1, 2).answers);
            assertEquals(List.of("made up 2"), app.bean(Fallback.class).got());
            assertEquals(List.of(), app.server.of("/other").fallbacks);
        }
    }

    @ApplicationScoped
    @SuppressWarnings("rawtypes") // what is tested
    public static class RawObserver {
        private final List<String> got = new ArrayList<>();

        void raw(@Observes Message message) {
            got.add(message.event());
        }

        List<String> got() {
            return got;
        }
    }

    @Test
    void aRawMessageIsAMessageOfAnything() {
        try (App app = App.started(RawObserver.class)) {
            app.server.send(app.server.connect("/"), "anything");
            assertEquals(List.of("anything"), app.bean(RawObserver.class).got());
        }
    }

    public abstract static class Base<T> {
        private final List<T> got = new ArrayList<>();

        void on(@Observes @SocketEvent("inherited") Message<T> message) {
            got.add(message.payload());
        }

        List<T> got() {
            return got;
        }
    }

    @ApplicationScoped
    public static class Inheriting extends Base<ChatLine> {}

    @Test
    void anInheritedObserverHasTheTypeOfItsBean() {
        try (App app = App.started(Inheriting.class)) {
            app.server.send(app.server.connect("/"), "inherited", new ChatLine("x"));
            assertEquals(List.of(new ChatLine("x")), app.bean(Inheriting.class).got());
        }
    }
}
