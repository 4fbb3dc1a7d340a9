package io.socketio.jakarta.it.apps.room;

import io.socketio.jakarta.SocketIoServer;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Handlers in code beside observers. */
public class Handlers implements ServletContextListener {
    private final Map<String, CountDownLatch> meetings = new ConcurrentHashMap<>();

    @Override
    public void contextInitialized(ServletContextEvent event) {
        SocketIoServer io = SocketIoServer.from(event.getServletContext());
        io.onConnect(socket -> socket.join("code"));
        io.on("sum", m -> m.ack().send(m.args().get(0, int.class) + m.args().get(1, int.class)));
        io.on(
                "code",
                m -> m.ack()
                        .send(
                                m.socket().rooms().contains("code"),
                                m.socket().rooms().contains("room"),
                                Loader.isRight()));
        io.on(
                "meet",
                m -> m.ack().send(meet(m.args().get(0, String.class), m.args().get(1, int.class))));
    }

    /** Blocks until so many handlers do. */
    private boolean meet(String where, int handlers) {
        CountDownLatch all = meetings.computeIfAbsent(where, unused -> new CountDownLatch(handlers));
        all.countDown();
        try {
            return all.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
