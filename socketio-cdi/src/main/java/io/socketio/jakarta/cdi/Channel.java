package io.socketio.jakarta.cdi;

import jakarta.enterprise.event.Event;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The way of one kind of event, in namespaces of the same qualifiers, to those who observe it. */
final class Channel<E> {
    private final @Nullable Event<E> sync;
    private final @Nullable Event<E> async;

    private Channel(@Nullable Event<E> sync, @Nullable Event<E> async) {
        this.sync = sync;
        this.async = async;
    }

    /**
     * A channel.
     *
     * @param audience who observes it; if nobody does, nothing is asked of CDI
     */
    static <E> Channel<E> of(Events events, Type type, List<Observer> audience, Set<Annotation> qualifiers) {
        if (audience.isEmpty()) return new Channel<>(null, null);
        Event<E> event = events.of(type, qualifiers);
        boolean sync = audience.stream().anyMatch(observer -> !observer.async());
        boolean async = audience.stream().anyMatch(Observer::async);
        return new Channel<>(sync ? event : null, async ? event : null);
    }

    boolean isObserved() {
        return sync != null || async != null;
    }

    /**
     * Fires. Asynchronous observers come first: what a synchronous one throws does not keep the event from them.
     *
     * @param failures of asynchronous observers, on any thread
     */
    void fire(E event, Consumer<Throwable> failures) {
        if (async != null)
            async.fireAsync(event).whenComplete((done, failure) -> {
                if (failure != null) Thrown.eachOf(failure).forEach(failures);
            });
        if (sync != null) sync.fire(event);
    }
}
