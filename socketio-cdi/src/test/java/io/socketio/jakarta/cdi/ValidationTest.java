package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.HandlerFailure;
import io.socketio.jakarta.Message;
import io.socketio.jakarta.PayloadException;
import io.socketio.jakarta.cdi.PayloadValidationException.Violation;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.validation.Valid;
import jakarta.validation.ValidationException;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Payloads with constraints of Jakarta Validation. */
@Tag("validation")
public class ValidationTest {
    static final BlockingQueue<String> SEEN = new LinkedBlockingQueue<>();

    public record Item(@NotBlank(message = "needs a name") String name) {}

    public record Order(
            @Size(max = 3, message = "is too long") String code,
            @Valid List<Item> items) {}

    /** Nothing but what it holds has constraints. */
    public record Parcel(@Valid Item item) {}

    public record Plain(String text) {}

    @ApplicationScoped
    public static class Shop {
        void order(@Observes @SocketEvent("order") Message<Order> message) {
            SEEN.add("order " + message.payload().code());
            message.ack().send("ok");
        }

        void any(@Observes @SocketEvent("order") Message<?> message) {
            SEEN.add("any");
        }

        void later(@ObservesAsync @SocketEvent("order") Message<Order> message) {
            SEEN.add("later");
        }

        void everything(@Observes Message<?> message) {
            SEEN.add("everything");
        }

        void parcel(@Observes @SocketEvent("parcel") Message<Parcel> message) {
            SEEN.add("parcel");
        }

        void plain(@Observes @SocketEvent("plain") Message<Plain> message) {
            SEEN.add("plain");
        }

        void orders(@Observes @SocketEvent("orders") Message<List<Order>> message) {
            SEEN.add("orders");
        }
    }

    @BeforeEach
    void clear() {
        SEEN.clear();
    }

    private static Throwable failure(App app) {
        assertEquals(1, app.server.unobservedFailures.size());
        return app.server.unobservedFailures.get(0).cause();
    }

    private static List<Violation> violations(App app) {
        return assertInstanceOf(PayloadValidationException.class, failure(app)).violations();
    }

    @Test
    void aValidPayloadIsDelivered() throws InterruptedException {
        try (App app = App.started(Shop.class)) {
            Order order = new Order("abc", List.of(new Item("tea")));
            FakeMessage sent = app.server.send(app.server.connect("/"), "order", order);
            assertEquals(List.of("ok"), sent.answers);
            assertEquals(List.of(), app.server.unobservedFailures);
            assertEquals(List.of(Order.class.getName()), sent.args().boundTo, "bound once");
            List<String> seen = List.of(SEEN.take(), SEEN.take(), SEEN.take(), SEEN.take());
            assertEquals(
                    List.of("any", "everything", "later", "order abc"),
                    seen.stream().sorted().toList());
        }
    }

    @Test
    void anInvalidOneReachesNoObserverAndIsAFailure() {
        try (App app = App.started(Shop.class)) {
            FakeSocket socket = app.server.connect("/");
            app.server.send(socket, "order", new Order("abcd", List.of(new Item("tea"), new Item(" "))));
            List<Violation> expected =
                    List.of(new Violation("code", "is too long"), new Violation("items[1].name", "needs a name"));
            assertEquals(expected, violations(app));
            HandlerFailure failure = app.server.unobservedFailures.get(0);
            assertEquals("order", failure.event());
            assertEquals(socket.id(), failure.socketId());
            assertEquals(
                    "the payload of \"order\" is not valid: code is too long (the first of 2 violations)",
                    failure.cause().getMessage());
            assertEquals(List.of(), List.copyOf(SEEN));
        }
    }

    @Test
    void theClientIsToldWhatIsWrong() {
        try (App app = App.started(Shop.class)) {
            FakeMessage sent = app.server.send(app.server.connect("/"), "order", new Order("abcd", List.of()));
            assertEquals(1, sent.answers.size());
            Map<?, ?> answer = assertInstanceOf(Map.class, sent.answers.get(0));
            assertEquals(
                    Map.of(
                            "error",
                            "validation",
                            "violations",
                            List.of(Map.of("path", "code", "message", "is too long"))),
                    answer);
            assertEquals(List.of("error", "violations"), List.copyOf(answer.keySet()));
        }
    }

    @Test
    void whatIsHeldIsValidatedToo() {
        try (App app = App.started(Shop.class)) {
            app.server.send(app.server.connect("/"), "parcel", new Parcel(new Item("")));
            assertEquals(List.of(new Violation("item.name", "needs a name")), violations(app));
        }
    }

    @Test
    void payloadsWithoutConstraintsStayUnread() {
        try (App app = App.started(Shop.class)) {
            FakeMessage sent = app.server.send(app.server.connect("/"), "plain", new Plain("x"));
            assertEquals(List.of(), sent.args().boundTo);
            // a list itself has no constraints
            sent = app.server.send(app.server.connect("/"), "orders", List.of(new Order("too long", List.of())));
            assertEquals(List.of(), sent.args().boundTo);
            assertEquals(List.of(), app.server.unobservedFailures);
        }
    }

    @Test
    void aPayloadThatDoesNotFitIsAFailureWithoutAnswer() {
        try (App app = App.started(Shop.class)) {
            FakeMessage sent = app.server.send(app.server.connect("/"), "order", "no order");
            assertSame(PayloadException.class, failure(app).getClass());
            assertEquals(List.of(), sent.answers);
            assertEquals(List.of(), List.copyOf(SEEN));
        }
    }

    @Test
    void jsonNullHasNothingToValidate() {
        try (App app = App.started(Shop.class)) {
            app.server.send(app.server.connect("/"), "parcel", (Object) null);
            assertTrue(SEEN.contains("parcel"), SEEN::toString);
            assertEquals(List.of(), app.server.unobservedFailures);
        }
    }

    @Test
    void anAnswerOfSomebodyElseDoesNotHideTheViolation() {
        try (App app = App.deployed(Shop.class)) {
            app.server.on("order", Arguments.class, message -> message.ack().send("first"));
            app.start();
            FakeMessage sent = app.server.send(app.server.connect("/"), "order", new Order("abcd", List.of()));
            assertEquals(List.of(new Violation("code", "is too long")), violations(app));
            assertEquals(1, sent.answers.size());
        }
    }

    @Test
    void whatTheClientIsToldIsBounded() {
        try (App app = App.started(Shop.class)) {
            FakeSocket socket = app.server.connect("/");
            List<Item> many = Stream.generate(() -> new Item("")).limit(100).toList();
            app.server.send(socket, "order", new Order("x", many));
            assertEquals(100, violations(app).size());
            for (int i = 0; i < 2; i++) {
                app.server.unobservedFailures.clear();
                FakeMessage sent = app.server.send(socket, "order", new Order("too long", many));
                assertEquals(List.of(new Violation("", "more than 100 violations")), violations(app));
                assertEquals(1, sent.answers.size());
            }
            app.server.unobservedFailures.clear();
            app.server.send(socket, "order", new Order("x", many.subList(0, 99)));
            assertEquals(99, violations(app).size());
        }
        Violation cut = new Violation("p".repeat(1_001), "m".repeat(999) + "😀");
        assertEquals("p".repeat(1_000), cut.path());
        assertEquals("m".repeat(999), cut.message(), "no half of a character");
        Violation whole = new Violation("", "m".repeat(1_000));
        assertEquals("m".repeat(1_000), whole.message());
    }

    @Test
    void aValidatorThatFailsIsAFailureWithoutAnswer() {
        try (App app = App.started(Seats.class, BeanValidators.class, SeatValidator.class)) {
            FakeMessage sent = app.server.send(app.server.connect("/"), "seat", new Seat(0));
            assertSame(ValidationException.class, failure(app).getClass());
            assertEquals(List.of(), sent.answers);
        }
        BeanValidators.close();
    }

    @ApplicationScoped
    public static class Guarded {
        @RolesAllowed("admin")
        void order(@Observes @SocketEvent("order") Message<Order> message) {
            SEEN.add("order");
        }
    }

    @Test
    void whomNoObserverMayHearIsNotToldWhatIsValid() {
        try (App app = App.started(Guarded.class)) {
            Order invalid = new Order("abcd", List.of());
            FakeMessage sent = app.server.send(app.server.connect("/", "user"), "order", invalid);
            assertInstanceOf(SecurityException.class, failure(app));
            assertEquals(List.of(), sent.answers);
            assertEquals(List.of(), sent.args().boundTo);
            app.server.unobservedFailures.clear();
            sent = app.server.send(app.server.connect("/", "admin"), "order", invalid);
            assertEquals(1, violations(app).size());
            assertEquals(1, sent.answers.size());
            assertTrue(SEEN.isEmpty());
        }
    }

    @Test
    void namespacesThatComeLaterAreNoException() {
        try (App app = App.started(Shop.class)) {
            FakeNamespace later = app.server.of("/later");
            app.server.send(app.server.connect("/later"), "order", new Order("abcd", List.of()));
            assertInstanceOf(
                    PayloadValidationException.class,
                    later.unobservedFailures.get(0).cause());
        }
    }

    @Test
    void theFactoryOfOurOwnIsClosedAtTheEnd() {
        PlainValidators.RELEASED.set(0);
        try (App app = App.started(Shop.class)) {
            app.server.send(app.server.connect("/"), "order", new Order("abcd", List.of()));
            assertEquals(1, violations(app).size());
            assertEquals(0, PlainValidators.RELEASED.get());
        }
        assertTrue(PlainValidators.RELEASED.get() > 0, "it releases its constraint validators when it is closed");
    }

    @ApplicationScoped
    public static class Seats {
        void seat(@Observes @SocketEvent("seat") Message<Seat> message) {
            SEEN.add("seat " + message.payload().number());
        }
    }

    /** In the contexts of the observers, by the factory that is a bean. */
    @Test
    void constraintValidatorsMayHaveInjectionPoints() {
        BeanValidators.made = 0;
        try (App app = App.started(Seats.class, BeanValidators.class, SeatValidator.class)) {
            FakeSocket socket = app.server.connect("/");
            app.server.send(socket, "seat", new Seat(1));
            assertEquals(List.of("asked by " + socket.id(), "seat 1"), List.copyOf(SEEN));
            app.server.send(socket, "seat", new Seat(-1));
            assertEquals(List.of(new Violation("", "no such seat")), violations(app));
            assertEquals(1, BeanValidators.made, "once");
        }
        assertTrue(BeanValidators.isOpen(), "it is not ours to close");
        BeanValidators.close();
    }
}
