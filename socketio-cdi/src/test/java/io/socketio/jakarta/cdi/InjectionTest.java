package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Message;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

public class InjectionTest {
    @ApplicationScoped
    public static class Everything {
        @Inject
        SocketIoServer io;

        @Inject
        @OfNamespace("/injected")
        Namespace injected;

        @Inject
        Namespace main;

        @Inject
        @OfNamespace("/")
        Namespace named;

        @Inject
        Socket socket;

        private boolean made;

        void cdiStarts(@Observes @Initialized(ApplicationScoped.class) Object event) {}

        @PostConstruct
        void made() {
            made = true;
        }

        boolean isMade() {
            return made;
        }

        void who(@Observes @SocketEvent("who") Message<?> message) {
            message.ack().send(socket.id());
            socket.emit("direct");
            socket.send("by default method");
        }

        void disconnectOther(@Observes @SocketEvent("disconnect other") Message<Socket> message) {
            message.payload().disconnect();
            message.ack().send(socket.id());
        }

        void left(@Observes DisconnectEvent event) {
            io.emit("left", socket.id());
        }

        SocketIoServer io() {
            return io;
        }

        Namespace injected() {
            return injected;
        }

        Namespace main() {
            return main;
        }

        Namespace named() {
            return named;
        }

        Socket socket() {
            return socket;
        }
    }

    @Test
    void serverAndNamespacesAreThoseOfTheApplication() {
        try (App app = App.started(Everything.class)) {
            Everything bean = app.bean(Everything.class);
            assertEquals("/", bean.io().server().name());
            bean.io().emit("news", 1);
            bean.io().send("text");
            bean.io().in("room").emit("to a room");
            assertEquals(List.of("news[1]", "message[text]", "to a room[]"), app.server.emitted);
            assertEquals("/injected", bean.injected().name());
            assertSame(app.server, bean.injected().server());
        }
    }

    @ApplicationScoped
    public static class ByConstructor {
        private final List<Namespace> both;

        ByConstructor() {
            this.both = List.of(); // for proxies
        }

        @Inject
        ByConstructor(@OfNamespace("/a") Namespace a, @OfNamespace("/b") Namespace b) {
            this.both = List.of(a, b);
        }

        List<String> names() {
            return both.stream().map(Namespace::name).toList();
        }
    }

    @Test
    void aConstructorMayHaveSeveral() {
        try (App app = App.started(ByConstructor.class)) {
            assertEquals(List.of("/a", "/b"), app.bean(ByConstructor.class).names());
        }
    }

    @Test
    void theNamespacesOfInjectionPointsAreMadeAtStart() {
        try (App app = App.started(Everything.class)) {
            assertEquals(
                    List.of("/", "/injected"),
                    app.server.namespaces().stream().map(n -> n.name()).toList());
        }
    }

    @Test
    void aNamespaceWithoutNameIsTheMainOne() {
        try (App app = App.started(Everything.class)) {
            app.bean(Everything.class).main().emit("a");
            app.bean(Everything.class).named().emit("b");
            assertEquals(List.of("a[]", "b[]"), app.server.emitted);
        }
    }

    @Test
    void beansMadeBeforeTheServerWorkAfterwards() {
        try (App app = App.deployed(Everything.class)) {
            Everything bean = app.bean(Everything.class);
            assertTrue(bean.isMade());
            IllegalStateException e =
                    assertThrows(IllegalStateException.class, () -> bean.io().name());
            assertTrue(e.getMessage().startsWith("the Socket.IO server of this application has not started yet"));
            assertThrows(IllegalStateException.class, () -> bean.injected().name());
            app.start();
            assertEquals("/", bean.io().name());
            assertEquals("/injected", bean.injected().name());
        }
    }

    @Test
    void theSocketIsTheOneWhoseMessageItIs() {
        try (App app = App.started(Everything.class)) {
            FakeSocket one = app.server.connect("/");
            FakeSocket two = app.server.connect("/");
            assertEquals(List.of(one.id()), app.server.send(one, "who").answers);
            assertEquals(List.of(two.id()), app.server.send(two, "who").answers);
            assertEquals(List.of("direct[]", "message[by default method]"), one.emitted);
        }
    }

    @Test
    void outsideOfADeliveryThereIsNone() {
        try (App app = App.started(Everything.class)) {
            app.server.send(app.server.connect("/"), "who");
            Socket socket = app.bean(Everything.class).socket();
            assertThrows(ContextNotActiveException.class, socket::id);
        }
    }

    @Test
    void deliveriesMayNest() {
        try (App app = App.started(Everything.class)) {
            FakeSocket one = app.server.connect("/");
            FakeSocket two = app.server.connect("/");
            assertEquals(List.of(one.id()), app.server.send(one, "disconnect other", two).answers);
            assertEquals(List.of("left[" + two.id() + "]"), app.server.emitted);
            app.server.disconnect(one, DisconnectReason.TRANSPORT_CLOSE);
        }
    }
}
