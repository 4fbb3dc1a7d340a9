package io.socketio.jakarta.it.apps.room;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.cdi.OfNamespace;
import io.socketio.jakarta.cdi.SocketScoped;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** One for each socket. */
@SocketScoped
public class Visit {
    @Inject
    @OfNamespace("/watch")
    Namespace watchers;

    private final List<String> lines = new ArrayList<>();

    List<String> say(String line) {
        lines.add(line);
        return lines;
    }

    List<String> lines() {
        return lines;
    }

    @PreDestroy
    void over() {
        watchers.emit("visit over", lines);
    }
}
