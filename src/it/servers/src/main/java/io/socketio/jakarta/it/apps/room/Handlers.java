package io.socketio.jakarta.it.apps.room;

import io.socketio.jakarta.SocketIoServer;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Handlers in code beside observers. */
public class Handlers implements ServletContextListener {
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
    }
}
