package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Message;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who observes what, in an application or in some of its namespaces.
 *
 * @param all the observers that are our business
 * @param haveSocketScopedBeans whether any bean must be destroyed with its socket
 */
record Observers(List<Observer> all, boolean haveSocketScopedBeans) {
    /** Those of namespaces whose events have these qualifiers. */
    Observers in(Set<OfNamespace.Literal> here) {
        return new Observers(
                all.stream()
                        .filter(observer -> observer.observesNamespace(here))
                        .toList(),
                haveSocketScopedBeans);
    }

    /** Those of a kind of event. */
    List<Observer> of(Class<?> kind, @Nullable String event) {
        return all.stream()
                .filter(observer -> observer.kind() == kind && observer.observesEvent(event))
                .toList();
    }

    /** Those whom CDI lets a message reach that is fired with this name and this payload type. */
    List<Observer> ofMessage(@Nullable String event, Type payload) {
        return of(Message.class, event).stream()
                .filter(observer -> observer.payload() == null || payload.equals(observer.payload()))
                .toList();
    }

    /** The names of events that somebody observes by their names. */
    Set<String> eventsOf(Class<?> kind) {
        Set<String> names = new TreeSet<>();
        all.stream()
                .filter(observer -> observer.kind() == kind)
                .map(Observer::event)
                .filter(Objects::nonNull)
                .forEach(names::add);
        return names;
    }

    /** The one payload type of an event; all arguments where every observer takes any. */
    Type payloadOf(String event) {
        return all.stream()
                .filter(observer -> observer.isMessage() && event.equals(observer.event()))
                .map(Observer::payload)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(Arguments.class);
    }
}
