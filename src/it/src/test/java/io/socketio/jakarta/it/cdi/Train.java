package io.socketio.jakarta.it.cdi;

import io.socketio.jakarta.cdi.ConnectEvent;
import io.socketio.jakarta.cdi.DisconnectEvent;
import io.socketio.jakarta.cdi.OfNamespace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Who travels by it loses the connection now and then. */
@ApplicationScoped
public class Train {
    static final BlockingQueue<String> SEEN = new LinkedBlockingQueue<>();

    @Inject
    Cart cart;

    void joined(@Observes @OfNamespace("/train") ConnectEvent event) {
        event.socket().emit("hello", event.recovered(), cart.add("ticket"));
    }

    void left(@Observes @OfNamespace("/train") DisconnectEvent event) {
        SEEN.add("left with " + cart.size());
    }
}
