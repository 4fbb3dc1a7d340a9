package io.socketio.jakarta.it.apps.identity;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.ConnectRefusedException;
import io.socketio.jakarta.ConnectRequest;
import io.socketio.jakarta.HandlerFailure;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.Message;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.cdi.DisconnectEvent;
import io.socketio.jakarta.cdi.OfNamespace;
import io.socketio.jakarta.cdi.SocketEvent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.security.Principal;

/** Knows everybody. */
@ApplicationScoped
public class Guard {
    @Inject
    SocketIoServer io;

    void letIn(@Observes @OfNamespace("/admin") ConnectRequest request) {
        if (!request.handshake().isUserInRole("admin")) throw new ConnectRefusedException("not authorized");
    }

    void onWhoAmI(@Observes @SocketEvent("who am I") Message<Arguments> message) {
        Socket socket = message.socket();
        Handshake handshake = socket.handshake();
        message.ack()
                .send(
                        name(socket),
                        handshake.isUserInRole("user"),
                        handshake.isUserInRole("admin"),
                        socket.transport(),
                        socket.id());
    }

    @RolesAllowed("admin")
    void onSecret(@Observes @SocketEvent("secret") Message<String> message) {
        io.emit("told", message.payload());
    }

    void failed(@Observes HandlerFailure failure) {
        failure.namespace()
                .socket(failure.socketId())
                .orElseThrow()
                .emit("failed", failure.event(), failure.cause().getClass().getSimpleName());
    }

    void left(@Observes @OfNamespace("/") DisconnectEvent event) {
        io.emit("left", event.socket().id(), event.reason());
    }

    private static String name(Socket socket) {
        return socket.handshake().principal().map(Principal::getName).orElse("nobody");
    }
}
