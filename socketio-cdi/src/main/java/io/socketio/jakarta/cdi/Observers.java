package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Arguments;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who observes what in an application.
 *
 * @param all the observers that are our business
 * @param haveSocketScopedBeans whether any bean must be destroyed with its socket
 */
record Observers(List<Observer> all, boolean haveSocketScopedBeans) {
    /** Those of a kind of event in a namespace. */
    List<Observer> of(Class<?> kind, String namespace) {
        return all.stream()
                .filter(observer -> observer.kind() == kind && observer.observesNamespace(namespace))
                .toList();
    }

    /** Those whom CDI lets a message reach that is fired with these qualifiers and this payload type. */
    List<Observer> ofMessage(String namespace, @Nullable String event, Type payload) {
        return all.stream()
                .filter(observer -> observer.observesMessage(namespace, event, payload))
                .toList();
    }

    /** The names of events that somebody observes in a namespace by their names. */
    Set<String> eventsOf(String namespace) {
        Set<String> names = new TreeSet<>();
        messagesIn(namespace).map(Observer::event).filter(Objects::nonNull).forEach(names::add);
        return names;
    }

    /** The one payload type of an event in a namespace; all arguments where every observer takes any. */
    Type payloadOf(String namespace, String event) {
        return messagesIn(namespace)
                .filter(observer -> event.equals(observer.event()))
                .map(Observer::payload)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(Arguments.class);
    }

    private Stream<Observer> messagesIn(String namespace) {
        return all.stream().filter(observer -> observer.isMessage() && observer.observesNamespace(namespace));
    }
}
