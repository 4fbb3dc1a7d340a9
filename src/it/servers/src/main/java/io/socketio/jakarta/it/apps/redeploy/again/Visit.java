package io.socketio.jakarta.it.apps.redeploy.again;

import io.socketio.jakarta.Socket;
import io.socketio.jakarta.cdi.SocketScoped;
import io.socketio.jakarta.it.apps.redeploy.mark.Notes;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;

/** Counts what a socket says. */
@SocketScoped
public class Visit {
    @Inject
    Socket socket;

    private int count;
    private String client = "?";

    int count() {
        client = Handlers.client(socket);
        return ++count;
    }

    @PreDestroy
    void over() {
        Notes.add("ends of beans", client);
    }
}
