package io.socketio.jakarta.it.apps.room;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import java.util.concurrent.atomic.AtomicInteger;

/** One for each message. */
@RequestScoped
public class Call {
    private static final AtomicInteger ALIVE = new AtomicInteger();

    private int number;

    int next() {
        return ++number;
    }

    /** How many there are now. */
    static int alive() {
        return ALIVE.get();
    }

    @PostConstruct
    void begin() {
        ALIVE.incrementAndGet();
    }

    @PreDestroy
    void end() {
        ALIVE.decrementAndGet();
    }
}
