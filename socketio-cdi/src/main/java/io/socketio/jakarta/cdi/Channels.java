package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Message;
import jakarta.enterprise.inject.Any;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the channels of all namespaces whose events have the same qualifiers. */
final class Channels {
    private final Events events;
    private final Observers observers;
    private final Set<OfNamespace.Literal> here;

    /** @param observers those who observe these namespaces */
    Channels(Events events, Observers observers, Set<OfNamespace.Literal> here) {
        this.events = events;
        this.observers = observers;
        this.here = here;
    }

    <E> Channel<E> of(Class<E> kind) {
        return of(kind, null);
    }

    /** @param event {@code null} for names that nobody observes */
    <E> Channel<E> of(Class<E> kind, @Nullable String event) {
        return Channel.of(events, kind, observers.of(kind, event), qualifiers(event));
    }

    /** Only the container knows the payload type, hence {@code Object} here. */
    Channel<Message<Object>> ofMessages(@Nullable String event, Type payload) {
        return Channel.of(
                events,
                new GenericType(Message.class, payload),
                observers.ofMessage(event, payload),
                qualifiers(event));
    }

    private Set<Annotation> qualifiers(@Nullable String event) {
        Set<Annotation> qualifiers = new HashSet<>(here);
        if (event != null) qualifiers.add(SocketEvent.Literal.of(event));
        // none at all would mean @Default
        if (qualifiers.isEmpty()) qualifiers.add(Any.Literal.INSTANCE);
        return qualifiers;
    }
}
