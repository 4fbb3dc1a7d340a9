package io.socketio.jakarta.it.apps.redeploy.again;

import io.socketio.jakarta.AttributeKey;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.it.apps.redeploy.mark.Notes;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;

/** The same handlers for all servers. */
@WebListener
public class Handlers implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
        SocketIoServer.all(event.getServletContext()).values().forEach(Handlers::install);
    }

    private static AttributeKey<String> key() {
        return new AttributeKey<>("client", String.class);
    }

    private static void install(SocketIoServer io) {
        io.on("echo", m -> m.ack().send(m.args()));
        // what is compared may stay with the Java runtime
        io.on("never", m -> {}).remove();
        io.onConnect(socket -> {
            socket.attributes().set(key(), client(socket));
            if (!socket.attributes().get(key()).orElseThrow().equals(client(socket))) throw new AssertionError();
            if (client(socket).endsWith("unanswered"))
                socket.timeout(Duration.ofHours(1)).emitWithAck("asked");
        });
        io.onDisconnect((socket, reason) -> Notes.add("ends for handlers", end(socket, reason)));
    }

    /** The client, as it calls itself in its handshake, and why it was disconnected. */
    static String end(Socket socket, DisconnectReason reason) {
        return client(socket) + ": " + reason;
    }

    static String client(Socket socket) {
        return socket.handshake().query("client").orElse("?");
    }
}
