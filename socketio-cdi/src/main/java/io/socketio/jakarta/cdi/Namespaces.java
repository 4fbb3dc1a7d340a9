package io.socketio.jakarta.cdi;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The namespaces that an application names. A name that a client chose never becomes a qualifier: the container would keep memory for each.
 *
 * @param names the main namespace and all that are named anywhere
 * @param patterns of those that clients may bring into being
 */
record Namespaces(SortedSet<String> names, SortedMap<String, Pattern> patterns) {
    static Namespaces of(List<Observer> observers, List<InjectedNamespace> injected) {
        Namespaces all = new Namespaces(new TreeSet<>(Set.of("/")), new TreeMap<>());
        observers.forEach(observer -> observer.namespaces().forEach(all::add));
        injected.forEach(point -> all.add(point.namespace()));
        return all;
    }

    private void add(OfNamespace namespace) {
        if (namespace.pattern()) patterns.computeIfAbsent(namespace.value(), Pattern::compile);
        else names.add(namespace.value());
    }

    /** Those of a namespace's events. */
    Set<OfNamespace.Literal> qualifiersOf(String name) {
        Set<OfNamespace.Literal> qualifiers = new HashSet<>();
        if (names.contains(name)) qualifiers.add(OfNamespace.Literal.of(name));
        patterns.forEach((text, pattern) -> {
            if (pattern.matcher(name).matches()) qualifiers.add(OfNamespace.Literal.ofPattern(text));
        });
        return qualifiers;
    }
}
