package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.ConnectRequest;
import io.socketio.jakarta.ServerSideMessage;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** What is wrong with the observers and injection points of an application. */
final class DeploymentChecks {
    private static final Set<String> RESERVED =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");
    private static final Set<String> RESERVED_BY_SERVERS = Set.of("connect", "connection", "new_namespace");

    private final List<String> problems = new ArrayList<>();

    private DeploymentChecks() {}

    /**
     * Checks everything.
     *
     * @param observers all that are our business
     * @param injected the namespaces of injection points
     * @return a sentence for each problem, which begins with the class and the method
     */
    static List<String> problems(List<Observer> observers, List<InjectedNamespace> injected) {
        DeploymentChecks checks = new DeploymentChecks();
        observers.forEach(checks::check);
        injected.forEach(point -> checks.checkNamespace(point.where(), point.namespace()));
        checks.checkTogether(observers, DeploymentChecks::meet);
        return checks.problems;
    }

    /** The same for observers of one namespace, as far as it depends on which one that is. */
    static List<String> clashes(List<Observer> here) {
        DeploymentChecks checks = new DeploymentChecks();
        checks.checkTogether(here, (one, other) -> true);
        return checks.problems;
    }

    private void checkTogether(List<Observer> observers, BiPredicate<Observer, Observer> meet) {
        for (int i = 0; i < observers.size(); i++) {
            for (Observer other : observers.subList(i + 1, observers.size())) {
                if (meet.test(observers.get(i), other)) checkTogether(observers.get(i), other);
            }
        }
    }

    /** Whether there is a namespace that both observe; of two patterns it is found out when such a namespace is made. */
    private static boolean meet(Observer one, Observer other) {
        if (one.namespaces().isEmpty() || other.namespaces().isEmpty()) return true;
        return one.namespaces().stream()
                .anyMatch(
                        a -> other.namespaces().stream().anyMatch(b -> a.equals(b) || matches(a, b) || matches(b, a)));
    }

    private static boolean matches(OfNamespace pattern, OfNamespace name) {
        return pattern.pattern()
                && !name.pattern()
                && syntaxError(pattern.value()) == null
                && Pattern.matches(pattern.value(), name.value());
    }

    private void check(Observer observer) {
        String where = observer.where();
        observer.namespaces().forEach(namespace -> checkNamespace(where, namespace));
        if (observer.namespaces().size() > 1) problem(where, "only one @OfNamespace goes with an observer");
        if (!observer.namespaces().isEmpty() && !observer.isOfNamespaces())
            problem(
                    where,
                    "@OfNamespace does not go with " + observer.kind().getSimpleName()
                            + ": a connection may join any namespaces");
        checkEvent(observer);
        if (observer.kind() == ConnectRequest.class && observer.async())
            problem(
                    where,
                    "ConnectRequest cannot be observed by @ObservesAsync, which could not refuse: use @Observes");
        if (observer.access().annotations().size() > 1)
            problem(
                    where,
                    "only one goes of " + String.join(", ", observer.access().annotations()));
        if (observer.isMessage() && observer.payload() != null) checkPayload(observer, observer.payload());
    }

    private void checkNamespace(String where, OfNamespace namespace) {
        String name = namespace.value();
        if (namespace.pattern()) checkPattern(where, name);
        else if (!name.startsWith("/")) problem(where, "@OfNamespace(\"" + name + "\") must start with \"/\"");
        else if (name.contains(","))
            problem(where, "@OfNamespace(\"" + name + "\") holds a comma, which ends a name on the wire");
    }

    private void checkPattern(String where, String pattern) {
        String shown = "@OfNamespace(value = \"" + pattern + "\", pattern = true) ";
        String error = syntaxError(pattern);
        if (error != null) problem(where, shown + "is no regular expression: " + error);
        else if (pattern.isEmpty() || Character.isLetterOrDigit(pattern.charAt(0)))
            problem(where, shown + "matches no namespace, as their names start with \"/\"");
    }

    private static @Nullable String syntaxError(String pattern) {
        try {
            Pattern.compile(pattern);
            return null;
        } catch (PatternSyntaxException e) {
            return e.getDescription();
        }
    }

    private void checkEvent(Observer observer) {
        String where = observer.where();
        String event = observer.event();
        if (event == null) {
            if (observer.kind() == ServerSideMessage.class)
                problem(where, "ServerSideMessage needs @SocketEvent: only events with known names are heard");
            return;
        }
        if (event.isBlank()) problem(where, "@SocketEvent(\"" + event + "\") is blank");
        boolean serverSide = observer.kind() == ServerSideMessage.class;
        if ((serverSide ? RESERVED_BY_SERVERS : RESERVED).contains(event))
            problem(
                    where,
                    "@SocketEvent(\"" + event + "\") is a name that Socket.IO reserves, "
                            + (observer.isMessage() ? "clients" : "servers") + " cannot send it");
        if (!observer.isNamed())
            problem(
                    where,
                    "@SocketEvent goes with Message, OutgoingMessage and ServerSideMessage only, this observes "
                            + observer.kind().getName());
    }

    private void checkPayload(Observer observer, Type payload) {
        if (observer.event() == null && payload != Arguments.class) {
            problem(
                    observer.where(),
                    "Message<" + payload.getTypeName() + "> needs @SocketEvent: for messages of any name observe"
                            + " Message<?> or Message<Arguments>");
            return;
        }
        String unreachable = unreachable(payload);
        if (unreachable != null) problem(observer.where(), unreachable);
    }

    /** Why nothing can be bound to a type; {@code null} if all is well. */
    private static @Nullable String unreachable(Type type) {
        if (type instanceof Class<?> c) return unreachable(c);
        if (!(type instanceof ParameterizedType generic))
            return "the payload type " + type.getTypeName() + " is not concrete";
        String problem = unreachable(GenericType.rawType(type));
        for (Type argument : generic.getActualTypeArguments()) {
            if (problem == null) problem = unreachable(argument);
        }
        return problem;
    }

    private static @Nullable String unreachable(Class<?> payload) {
        Class<?> type = payload;
        while (type.isArray()) type = type.getComponentType();
        // enums are bound by their names, without JSON-B
        if (type.isPrimitive() || type.isEnum() || type.getName().startsWith("java.")) return null;
        String name = "the payload type " + type.getName();
        if (type.isLocalClass() || type.isAnonymousClass())
            return name + " is local to a method, JSON-B cannot reach it: make it a public class";
        for (Class<?> c = type; c != null; c = c.getEnclosingClass()) {
            if (!Modifier.isPublic(c.getModifiers()))
                return name + " cannot be reached by JSON-B: " + (c == type ? "it" : c.getName()) + " is not public";
        }
        if (type.isMemberClass() && !Modifier.isStatic(type.getModifiers()))
            return name + " cannot be made by JSON-B: it is an inner class, make it static";
        return null;
    }

    private void checkTogether(Observer one, Observer other) {
        if (!one.isMessage() || !other.isMessage() || one.event() == null) return;
        if (!one.event().equals(other.event()) || one.payload() == null || other.payload() == null) return;
        if (!one.payload().equals(other.payload()))
            problem(
                    one.where(),
                    "two payload types for the event \"" + one.event() + "\": Message<"
                            + one.payload().getTypeName() + "> here, Message<"
                            + other.payload().getTypeName() + "> in " + other.where());
    }

    private void problem(String where, String rule) {
        problems.add(where + ": " + rule);
    }
}
