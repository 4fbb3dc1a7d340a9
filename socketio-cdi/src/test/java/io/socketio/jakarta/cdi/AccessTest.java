package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.socketio.jakarta.HandlerFailure;
import io.socketio.jakarta.Message;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.spi.EventMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose messages observers get, by {@code jakarta.annotation.security}. */
public class AccessTest {
    static final BlockingQueue<String> SEEN = new LinkedBlockingQueue<>();

    @BeforeEach
    void clear() {
        SEEN.clear();
    }

    private static List<String> seen() {
        List<String> seen = List.copyOf(SEEN);
        SEEN.clear();
        return seen;
    }

    @ApplicationScoped
    public static class OnMethods {
        @RolesAllowed({"admin", "ops"})
        void restart(@Observes @SocketEvent("restart") Message<String> message, EventMetadata metadata) {
            SEEN.add("restart " + message.payload() + " "
                    + metadata.getQualifiers().size());
        }

        @DenyAll
        void closed(@Observes @SocketEvent("closed") Message<?> message) {
            SEEN.add("closed");
        }

        @PermitAll
        void open(@Observes @SocketEvent("open") Message<?> message) {
            SEEN.add("open");
        }

        void plain(@Observes @SocketEvent("plain") Message<?> message) {
            SEEN.add("plain");
        }

        @RolesAllowed("admin")
        void unhandled(@Observes UnhandledMessage unhandled) {
            SEEN.add("unhandled " + unhandled.message().event());
        }

        @RolesAllowed({})
        void nobody(@Observes @SocketEvent("nobody") Message<?> message) {
            SEEN.add("nobody");
        }

        @RolesAllowed("static")
        static void inStatic(@Observes @SocketEvent("static") Message<?> message) {
            SEEN.add("static");
        }
    }

    private static Throwable failure(App app) {
        assertEquals(1, app.server.unobservedFailures.size());
        return app.server.unobservedFailures.remove(0).cause();
    }

    private static void assertRefused(App app, String event, Class<?> bean, String method, String why) {
        assertEquals(List.of(), seen());
        Throwable failure = failure(app);
        assertInstanceOf(SecurityException.class, failure);
        assertEquals(
                "the event \"" + event + "\" is not delivered to " + bean.getName() + "." + method + ": " + why,
                failure.getMessage());
    }

    @Test
    void oneOfTheRolesIsEnough() {
        try (App app = App.started(OnMethods.class)) {
            assertEquals(Set.of("admin", "ops", "static"), app.server.roles);
            app.server.send(app.server.connect("/", "ops"), "restart", "now");
            app.server.send(app.server.connect("/other", "admin", "user"), "restart", "later");
            app.server.send(app.server.connect("/", "static"), "static");
            // what is observed is told as always: the name, the namespace where somebody names it, and @Any
            assertEquals(List.of("restart now 3", "restart later 2", "static"), seen());
            assertEquals(List.of(), app.server.unobservedFailures);
        }
    }

    @Test
    void noneOfThemIsAFailureOfTheObserver() {
        try (App app = App.started(OnMethods.class)) {
            FakeSocket user = app.server.connect("/", "user");
            FakeMessage message = app.server.send(user, "restart", "now");
            assertRefused(
                    app, "restart", OnMethods.class, "restart", "its client is in none of the roles [admin, ops]");
            assertEquals(List.of(), message.args().boundTo, "nothing was parsed for it");
            app.server.send(user, "static");
            assertRefused(app, "static", OnMethods.class, "inStatic", "its client is in none of the roles [static]");
            app.server.send(user, "nobody");
            assertRefused(app, "nobody", OnMethods.class, "nobody", "its client is in none of the roles []");
            app.server.send(app.server.connect("/", "admin", "ops"), "closed");
            assertRefused(app, "closed", OnMethods.class, "closed", "@DenyAll");
            app.server.send(user, "open");
            app.server.send(user, "plain");
            assertEquals(List.of("open", "plain"), seen());
            assertEquals(List.of(), app.server.unobservedFailures);
        }
    }

    @Test
    void unhandledMessagesAreMessagesToo() {
        try (App app = App.started(OnMethods.class)) {
            app.server.send(app.server.connect("/", "admin"), "made up");
            assertEquals(List.of("unhandled made up"), seen());
            app.server.send(app.server.connect("/", "user"), "made up");
            assertRefused(app, "made up", OnMethods.class, "unhandled", "its client is in none of the roles [admin]");
        }
    }

    public static class Base {
        void inherited(@Observes @SocketEvent("inherited") Message<?> message) {
            SEEN.add("inherited");
        }
    }

    @ApplicationScoped
    @RolesAllowed("admin")
    public static class OnClass extends Base {
        void byClass(@Observes @SocketEvent("by class") Message<?> message) {
            SEEN.add("by class");
        }

        @PermitAll
        void open(@Observes @SocketEvent("open") Message<?> message) {
            SEEN.add("open");
        }

        @DenyAll
        void closed(@Observes @SocketEvent("closed") Message<?> message) {
            SEEN.add("closed");
        }

        @RolesAllowed("user")
        void user(@Observes @SocketEvent("user") Message<?> message) {
            SEEN.add("user");
        }

        /** No message: the annotation of the class is not for it. */
        void joined(@Observes ConnectEvent event) {
            SEEN.add("joined");
        }
    }

    @Test
    void theMethodWinsOverItsClass() {
        try (App app = App.started(OnClass.class)) {
            FakeSocket user = app.server.connect("/", "user");
            assertEquals(List.of("joined"), seen());
            app.server.send(user, "by class");
            assertRefused(app, "by class", OnClass.class, "byClass", "its client is in none of the roles [admin]");
            app.server.send(user, "open");
            app.server.send(user, "user");
            // the class that declares it has no annotation
            app.server.send(user, "inherited");
            assertEquals(List.of("open", "user", "inherited"), seen());
            FakeSocket admin = app.server.connect("/", "admin");
            seen();
            app.server.send(admin, "by class");
            assertEquals(List.of("by class"), seen());
            app.server.send(admin, "user");
            assertRefused(app, "user", OnClass.class, "user", "its client is in none of the roles [user]");
            app.server.send(admin, "closed");
            assertRefused(app, "closed", OnClass.class, "closed", "@DenyAll");
        }
    }

    @RolesAllowed("admin")
    public static class RestrictedBase {
        void inherited(@Observes @SocketEvent("inherited") Message<?> message) {
            SEEN.add("inherited");
        }
    }

    @ApplicationScoped
    @PermitAll
    public static class Derived extends RestrictedBase {}

    @Test
    void inheritedObserversKeepTheAnnotationOfTheirClass() {
        try (App app = App.started(Derived.class)) {
            app.server.send(app.server.connect("/"), "inherited");
            assertRefused(app, "inherited", Derived.class, "inherited", "its client is in none of the roles [admin]");
            app.server.send(app.server.connect("/", "admin"), "inherited");
            assertEquals(List.of("inherited"), seen());
        }
    }

    @ApplicationScoped
    public static class CatchAll {
        @RolesAllowed("auditor")
        void all(@Observes Message<?> message) {
            SEEN.add("all " + message.event());
        }

        void named(@Observes @Priority(1) @SocketEvent("named") Message<?> message) {
            SEEN.add("named");
        }
    }

    @Test
    void observersOfAnyNameToo() {
        try (App app = App.started(CatchAll.class)) {
            FakeSocket user = app.server.connect("/");
            app.server.send(user, "made up");
            assertRefused(app, "made up", CatchAll.class, "all", "its client is in none of the roles [auditor]");
            // who comes before goes on as before any observer that fails
            app.server.send(user, "named");
            assertEquals(List.of("named"), seen());
            assertInstanceOf(SecurityException.class, failure(app));
            app.server.send(app.server.connect("/", "auditor"), "named");
            assertEquals(List.of("named", "all named"), seen());
        }
    }

    @ApplicationScoped
    public static class Asynchronous {
        @RolesAllowed("admin")
        void restricted(@ObservesAsync @SocketEvent("work") Message<?> message) {
            SEEN.add("restricted");
        }

        void open(@ObservesAsync @SocketEvent("work") Message<?> message) {
            SEEN.add("open");
        }

        void failed(@Observes HandlerFailure failure) {
            SEEN.add(failure.cause().getClass().getSimpleName());
        }
    }

    private static Set<String> next() throws InterruptedException {
        return Set.of(SEEN.poll(10, TimeUnit.SECONDS), SEEN.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void asynchronousOnesToo() throws InterruptedException {
        try (App app = App.started(Asynchronous.class)) {
            app.server.send(app.server.connect("/"), "work");
            assertEquals(Set.of("open", "SecurityException"), next());
            app.server.send(app.server.connect("/", "admin"), "work");
            assertEquals(Set.of("open", "restricted"), next());
        }
    }

    @Dependent
    public static class Costly {
        @PostConstruct
        void made() {
            SEEN.add("made");
        }

        @RolesAllowed("admin")
        void on(@Observes @SocketEvent("on") Message<?> message) {}
    }

    @Test
    void whoIsRefusedCausesNoBean() {
        try (App app = App.started(Costly.class)) {
            app.server.send(app.server.connect("/"), "on");
            assertEquals(List.of(), seen());
            app.server.send(app.server.connect("/", "admin"), "on");
            assertEquals(List.of("made"), seen());
        }
    }

    @Dependent
    @RolesAllowed("admin")
    @DenyAll
    public static class Annotated {
        /** What is seen of the annotations of this class. */
        public static String seen() {
            return Access.in(Arrays.asList(Annotated.class.getAnnotations())).toString();
        }
    }

    /** A server without {@code jakarta.annotation.security}. */
    private static final class Bare extends ClassLoader {
        Bare() {
            super(AccessTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("jakarta.annotation.security.")) throw new ClassNotFoundException(name);
            if (!name.equals(Access.class.getName()) && !name.equals(Annotated.class.getName()))
                return super.loadClass(name, resolve);
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) return loaded;
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    void whereTheAnnotationsAreMissingNobodySeesThem() throws ReflectiveOperationException {
        assertEquals("Access[annotations=[@DenyAll, @RolesAllowed], roles=[admin]]", Annotated.seen());
        assertEquals(
                Access.OPEN.toString(),
                new Bare()
                        .loadClass(Annotated.class.getName())
                        .getMethod("seen")
                        .invoke(null));
    }
}
