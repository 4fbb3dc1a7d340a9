package io.socketio.jakarta.it.apps.redeploy.again;

import io.socketio.jakarta.Message;
import io.socketio.jakarta.cdi.DisconnectEvent;
import io.socketio.jakarta.cdi.SocketEvent;
import io.socketio.jakarta.it.apps.redeploy.mark.Notes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Observers beside the handlers, of the server that CDI belongs to. */
@ApplicationScoped
public class Observers {
    @Inject
    Visit visit;

    void onSay(@Observes @SocketEvent("say") Message<Line> message) {
        message.ack().send(message.payload(), visit.count());
    }

    void left(@Observes DisconnectEvent event) {
        Notes.add("ends for observers", Handlers.end(event.socket(), event.reason()));
    }

    /** What somebody says. */
    public record Line(String text) {}
}
