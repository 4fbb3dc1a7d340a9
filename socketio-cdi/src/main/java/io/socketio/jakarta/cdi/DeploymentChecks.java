package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.ConnectRequest;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is wrong with the observers and injection points of an application. */
final class DeploymentChecks {
    private static final Set<String> RESERVED =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    private final List<String> problems = new ArrayList<>();

    private DeploymentChecks() {}

    /**
     * Checks everything.
     *
     * @param observers all that are our business
     * @param injected the namespaces of injection points, by where those are
     * @return a sentence for each problem, which begins with the class and the method
     */
    static List<String> problems(List<Observer> observers, Map<String, String> injected) {
        DeploymentChecks checks = new DeploymentChecks();
        observers.forEach(checks::check);
        injected.forEach(checks::checkNamespace);
        for (int i = 0; i < observers.size(); i++) {
            for (Observer other : observers.subList(i + 1, observers.size())) {
                checks.checkTogether(observers.get(i), other);
            }
        }
        return checks.problems;
    }

    private void check(Observer observer) {
        String where = observer.where();
        if (observer.namespace() != null) checkNamespace(where, observer.namespace());
        if (observer.event() != null) checkName(where, observer.event());
        if (observer.event() != null && !observer.isMessage())
            problem(
                    where,
                    "@SocketEvent goes with Message only, this observes "
                            + observer.kind().getName());
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

    private void checkNamespace(String where, String namespace) {
        if (!namespace.startsWith("/")) problem(where, "@OfNamespace(\"" + namespace + "\") must start with \"/\"");
    }

    private void checkName(String where, String event) {
        if (event.isBlank()) problem(where, "@SocketEvent(\"" + event + "\") is blank");
        if (RESERVED.contains(event))
            problem(where, "@SocketEvent(\"" + event + "\") is a name that Socket.IO reserves, clients cannot send it");
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
        boolean meet = one.namespace() == null
                || other.namespace() == null
                || one.namespace().equals(other.namespace());
        if (meet && !one.payload().equals(other.payload()))
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
