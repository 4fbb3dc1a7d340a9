package io.socketio.jakarta.it.faults;

import io.socketio.jakarta.HandlerFailure;
import io.socketio.jakarta.Message;
import io.socketio.jakarta.cdi.SocketEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A bean that does what it should not. */
@ApplicationScoped
public class Observers {
    /** How often which event failed by what. */
    static final Map<String, Integer> FAILURES = new ConcurrentSkipListMap<>();

    private int depth;

    void onBlock(@Observes @SocketEvent("block") Message<Integer> message) throws InterruptedException {
        if (new CountDownLatch(1).await(message.payload(), TimeUnit.SECONDS)) throw new IllegalStateException();
        message.ack().send("over");
    }

    void onThrow(@Observes @SocketEvent("throw") Message<?> message) {
        throw new IllegalStateException("on purpose");
    }

    void onOverflow(@Observes @SocketEvent("overflow") Message<?> message) {
        message.ack().send(deeper());
    }

    private int deeper() {
        depth++;
        return deeper() + 1;
    }

    void onError(@Observes @SocketEvent("error") Message<?> message) {
        throw new OutOfMemoryError("on purpose"); // not a real one
    }

    void onAsync(@ObservesAsync @SocketEvent("async") Message<?> message) {
        throw new IllegalStateException("on purpose, later");
    }

    void failed(@Observes HandlerFailure failure) {
        FAILURES.merge(failure.event() + ": " + failure.cause().getClass().getSimpleName(), 1, Integer::sum);
    }
}
