package io.socketio.jakarta.it.apps.handshakes;

import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.SocketIoServer;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Tells each client what its handshake was. */
@WebListener
public class Handshakes implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
        SocketIoServer.from(event.getServletContext()).on("handshake", m -> {
            Handshake handshake = m.socket().handshake();
            m.ack()
                    .send(
                            handshake.query("n").orElse(""),
                            handshake.header("X-Number").orElse(""));
        });
    }
}
