package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.ConnectRequest;
import io.socketio.jakarta.Message;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

public class RequestContextTest {
    @RequestScoped
    public static class Work {
        @Inject
        Log log;

        private int uses;

        int use() {
            return ++uses;
        }

        @PreDestroy
        void destroyed() {
            log.add("destroyed");
        }
    }

    @ApplicationScoped
    public static class Log {
        private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

        void add(String line) {
            lines.add(line);
        }

        List<String> lines() {
            return lines;
        }
    }

    @ApplicationScoped
    public static class Working {
        @Inject
        Work work;

        @Inject
        Log log;

        private final CyclicBarrier barrier = new CyclicBarrier(2);

        void asked(@Observes ConnectRequest request) {
            work.use();
        }

        void first(@Observes @SocketEvent("work") Message<?> message) {
            log.add("use " + work.use());
        }

        void second(@Observes @SocketEvent("work") Message<?> message) {
            log.add("use " + work.use());
        }

        void meet(@Observes @SocketEvent("meet") Message<?> message)
                throws InterruptedException, BrokenBarrierException, TimeoutException {
            work.use();
            barrier.await(10, TimeUnit.SECONDS);
            log.add("use " + work.use());
        }
    }

    @Test
    void eachDeliveryHasOneOfItsOwn() {
        try (App app = App.started(Working.class, Work.class, Log.class)) {
            FakeSocket socket = app.server.connect("/");
            List<String> lines = app.bean(Log.class).lines();
            assertEquals(List.of("destroyed"), lines);
            app.server.send(socket, "work");
            app.server.send(socket, "work");
            assertEquals(List.of("destroyed", "use 1", "use 2", "destroyed", "use 1", "use 2", "destroyed"), lines);
        }
    }

    @Test
    void anActiveOneIsUsedAndLeftAlone() {
        try (App app = App.started(Working.class, Work.class, Log.class)) {
            FakeSocket socket = app.server.connect("/");
            List<String> lines = app.bean(Log.class).lines();
            lines.clear();
            RequestContextController outer = app.bean(RequestContextController.class);
            assertTrue(outer.activate());
            try {
                app.bean(Work.class).use();
                app.server.send(socket, "work");
                assertEquals(List.of("use 2", "use 3"), lines);
                assertEquals(4, app.bean(Work.class).use());
            } finally {
                outer.deactivate();
            }
        }
    }

    @Test
    void deliveriesOfTwoThreadsHaveOneEachAndLeaveNoneBehind() throws InterruptedException {
        try (App app = App.started(Working.class, Work.class, Log.class)) {
            FakeSocket one = app.server.connect("/");
            FakeSocket two = app.server.connect("/");
            List<String> lines = app.bean(Log.class).lines();
            lines.clear();
            List<Boolean> left = Collections.synchronizedList(new ArrayList<>());
            Thread other = new Thread(() -> {
                app.server.send(one, "meet");
                left.add(isActive(app));
            });
            other.start();
            app.server.send(two, "meet");
            left.add(isActive(app));
            other.join(10_000);
            assertEquals(
                    List.of("destroyed", "destroyed", "use 2", "use 2"),
                    lines.stream().sorted().toList());
            assertEquals(List.of(false, false), left);
        }
    }

    private static boolean isActive(App app) {
        try {
            app.bean(Work.class).use();
            return true;
        } catch (ContextNotActiveException e) {
            return false;
        }
    }

    @Test
    void itCanBeSwitchedOff() {
        try (App app = App.deployed(Quiet.class, Work.class, Log.class)
                .param("socketio.cdi.requestContext", "false")
                .start()) {
            FakeSocket socket = app.server.connect("/");
            app.server.send(socket, "work");
            assertInstanceOf(
                    ContextNotActiveException.class,
                    app.server.unobservedFailures.get(0).cause());
            assertTrue(app.bean(Log.class).lines().isEmpty());
            assertFalse(isActive(app));
        }
    }

    @ApplicationScoped
    public static class Quiet {
        @Inject
        Work work;

        void first(@Observes @SocketEvent("work") Message<?> message) {
            work.use();
        }
    }
}
