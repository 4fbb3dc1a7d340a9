package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.socketio.jakarta.ConnectRequest;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Message;
import io.socketio.jakarta.Socket;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

public class SocketScopedTest {
    @ApplicationScoped
    public static class Log {
        private final List<String> lines = new ArrayList<>();

        void add(String line) {
            lines.add(line);
        }

        List<String> lines() {
            return lines;
        }
    }

    @SocketScoped
    public static class Cart {
        @Inject
        Log log;

        @Inject
        Owner owner;

        @Inject
        Socket socket;

        private final List<String> items = new ArrayList<>();

        List<String> add(String item) {
            items.add(item);
            return items;
        }

        String owner() {
            return owner.name();
        }

        @PreDestroy
        void destroyed() {
            log.add("destroyed " + items + " of " + socket.id());
        }
    }

    @SocketScoped
    public static class Owner {
        @Inject
        Socket socket;

        @Inject
        Log log;

        private String name = "";

        String name() {
            if (name.isEmpty()) name = "owner of " + socket.id();
            return name;
        }

        @PreDestroy
        void destroyed() {
            log.add("destroyed " + name);
        }
    }

    @ApplicationScoped
    public static class Shop {
        @Inject
        Cart cart;

        @Inject
        Instance<Cart> carts;

        @Inject
        Log log;

        void add(@Observes @SocketEvent("add") Message<String> message) {
            message.ack().send(List.copyOf(cart.add(message.payload())));
        }

        void owner(@Observes @SocketEvent("owner") Message<?> message) {
            message.ack().send(cart.owner());
        }

        void drop(@Observes @SocketEvent("drop") Message<?> message) {
            carts.destroy(carts.get());
        }
    }

    @ApplicationScoped
    public static class Till {
        @Inject
        Cart cart;

        @Inject
        Log log;

        void left(@Observes DisconnectEvent event) {
            log.add("left with " + cart.add("bag"));
        }
    }

    private static final Class<?>[] SHOP = {Shop.class, Cart.class, Owner.class, Log.class};
    private static final Class<?>[] SHOP_WITH_TILL = {Shop.class, Till.class, Cart.class, Owner.class, Log.class};

    @Test
    void aSocketHasOneInstanceOfItsOwn() {
        try (App app = App.started(SHOP)) {
            FakeSocket one = app.server.connect("/");
            FakeSocket two = app.server.connect("/");
            app.server.send(one, "add", "apple");
            assertEquals(List.of(List.of("pear")), app.server.send(two, "add", "pear").answers);
            assertEquals(List.of(List.of("apple", "fig")), app.server.send(one, "add", "fig").answers);
        }
    }

    @Test
    void beansOfTheScopeMayNeedEachOther() {
        try (App app = App.started(SHOP)) {
            FakeSocket socket = app.server.connect("/");
            assertEquals(List.of("owner of " + socket.id()), app.server.send(socket, "owner").answers);
        }
    }

    @Test
    void itIsDestroyedAfterTheObserversOfTheDisconnection() {
        try (App app = App.started(SHOP_WITH_TILL)) {
            FakeSocket socket = app.server.connect("/");
            app.server.send(socket, "add", "apple");
            List<String> lines = app.bean(Log.class).lines();
            assertEquals(List.of(), lines);
            app.server.disconnect(socket, DisconnectReason.TRANSPORT_CLOSE);
            assertEquals(List.of("left with [apple, bag]", "destroyed [apple, bag] of " + socket.id()), lines);
        }
    }

    @Test
    void itIsDestroyedWhereNobodyObservesDisconnectionsNewestFirst() {
        try (App app = App.started(SHOP)) {
            FakeSocket socket = app.server.connect("/");
            app.server.send(socket, "add", "apple");
            app.server.send(socket, "owner");
            app.server.disconnect(socket, DisconnectReason.TRANSPORT_CLOSE);
            assertEquals(
                    List.of("destroyed owner of " + socket.id(), "destroyed [apple] of " + socket.id()),
                    app.bean(Log.class).lines());
        }
    }

    @Test
    void nothingIsMadeAfterwards() {
        try (App app = App.started(SHOP)) {
            FakeSocket socket = app.server.connect("/");
            app.server.disconnect(socket, DisconnectReason.TRANSPORT_CLOSE);
            app.server.send(socket, "add", "too late");
            assertInstanceOf(
                    ContextNotActiveException.class,
                    app.server.unobservedFailures.get(0).cause());
        }
    }

    @Test
    void whatIsLeftIsDestroyedWhenTheApplicationStops() {
        List<String> lines;
        String id;
        try (App app = App.started(SHOP_WITHOUT_SOCKET)) {
            FakeSocket socket = app.server.connect("/");
            app.server.send(socket, "add", "apple");
            lines = app.bean(Log.class).lines();
            id = socket.id();
            // as if its handlers had been too slow for the server to wait for
            app.server.sockets.clear();
        }
        assertEquals(List.of("destroyed basket"), lines, id);
    }

    @Test
    void aRecoveredSocketHasANewOne() {
        try (App app = App.started(SHOP)) {
            FakeSocket lost = app.server.connect("/");
            app.server.send(lost, "add", "apple");
            app.server.disconnect(lost, DisconnectReason.TRANSPORT_CLOSE);
            FakeSocket back = app.server.recover(lost);
            assertEquals(List.of(List.of("pear")), app.server.send(back, "add", "pear").answers);
            app.server.disconnect(back, DisconnectReason.TRANSPORT_CLOSE);
            assertEquals(
                    List.of("destroyed [apple] of " + lost.id(), "destroyed [pear] of " + lost.id()),
                    app.bean(Log.class).lines());
        }
    }

    /** Its former self has still something to do. */
    @Test
    void aRecoveredSocketDoesNotShareItWithTheOneThatItWas() {
        try (App app = App.started(SHOP)) {
            FakeSocket lost = app.server.connect("/");
            app.server.send(lost, "add", "apple");
            FakeSocket back = app.server.recover(lost);
            assertEquals(List.of(List.of("pear")), app.server.send(back, "add", "pear").answers);
            assertEquals(List.of(List.of("apple", "fig")), app.server.send(lost, "add", "fig").answers);
            app.server.disconnect(lost, DisconnectReason.TRANSPORT_CLOSE);
            assertEquals(List.of(List.of("pear", "plum")), app.server.send(back, "add", "plum").answers);
            app.server.disconnect(back, DisconnectReason.TRANSPORT_CLOSE);
        }
    }

    @SocketScoped
    public static class Basket {
        @Inject
        Log log;

        void fill() {}

        @PreDestroy
        void destroyed() {
            log.add("destroyed basket");
        }
    }

    @ApplicationScoped
    public static class Market {
        @Inject
        Basket basket;

        void add(@Observes @SocketEvent("add") Message<String> message) {
            basket.fill();
        }
    }

    private static final Class<?>[] SHOP_WITHOUT_SOCKET = {Market.class, Basket.class, Log.class};

    @Test
    void anApplicationMayDestroyAnInstanceItself() {
        try (App app = App.started(SHOP)) {
            FakeSocket socket = app.server.connect("/");
            app.server.send(socket, "add", "apple");
            app.server.send(socket, "drop");
            assertEquals(
                    List.of("destroyed [apple] of " + socket.id()),
                    app.bean(Log.class).lines());
            assertEquals(List.of(List.of("fig")), app.server.send(socket, "add", "fig").answers);
        }
    }

    @ApplicationScoped
    public static class Door {
        @Inject
        Cart cart;

        void ask(@Observes ConnectRequest request) {
            cart.add("x");
        }
    }

    @Test
    void itIsNotThereBeforeTheSocketIs() {
        try (App app = App.started(Door.class, Cart.class, Owner.class, Log.class)) {
            assertEquals(new FakeServer.Refusal("internal error", null), app.server.refusal("/"));
            assertInstanceOf(
                    ContextNotActiveException.class,
                    app.server.unobservedFailures.get(0).cause());
        }
    }

    @Test
    void itIsNotThereOutsideOfADelivery() {
        try (App app = App.started(SHOP)) {
            app.server.send(app.server.connect("/"), "add", "apple");
            Cart cart = app.bean(Cart.class);
            assertThrows(ContextNotActiveException.class, () -> cart.add("x"));
        }
    }
}
