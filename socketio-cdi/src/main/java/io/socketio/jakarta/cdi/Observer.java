package io.socketio.jakarta.cdi;

import io.socketio.jakarta.ConnectRequest;
import io.socketio.jakarta.ConnectionError;
import io.socketio.jakarta.EngineConnection;
import io.socketio.jakarta.HandlerFailure;
import io.socketio.jakarta.Message;
import io.socketio.jakarta.ServerSideMessage;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the deployment knows of one observer method.
 *
 * @param kind the class of what it observes
 * @param namespaces one; none: all of them
 * @param event {@code null}: all names
 * @param payload of a message; {@code null}: any
 * @param async whether it is {@code @ObservesAsync}
 * @param access whose messages it gets
 * @param where class and method
 */
record Observer(
        Class<?> kind,
        Set<OfNamespace.Literal> namespaces,
        @Nullable String event,
        @Nullable Type payload,
        boolean async,
        Access access,
        String where) {
    private static final Set<Class<?>> KINDS = Set.of(
            ConnectRequest.class,
            ConnectEvent.class,
            Message.class,
            UnhandledMessage.class,
            OutgoingMessage.class,
            DisconnectingEvent.class,
            DisconnectEvent.class,
            HandlerFailure.class,
            NamespaceEvent.class,
            RoomEvent.class,
            ServerSideMessage.class,
            EngineConnection.class,
            ConnectionError.class);
    private static final Set<Class<?>> OF_NO_NAMESPACE = Set.of(EngineConnection.class, ConnectionError.class);
    private static final Set<Class<?>> NAMED = Set.of(Message.class, OutgoingMessage.class, ServerSideMessage.class);

    /** Describes an observer method, if it is any of our business. */
    static Optional<Observer> of(ProcessObserverMethod<?, ?> process) {
        ObserverMethod<?> method = process.getObserverMethod();
        Type observed = method.getObservedType();
        Class<?> kind = GenericType.rawType(observed);
        String event = event(method);
        if (!KINDS.contains(kind) && event == null) return Optional.empty();
        boolean ofClients = kind == Message.class || kind == UnhandledMessage.class;
        Access access = ofClients ? Access.of(process.getAnnotatedMethod()) : Access.OPEN;
        return Optional.of(new Observer(
                kind, namespaces(method), event, payload(observed), method.isAsync(), access, where(process, method)));
    }

    boolean isMessage() {
        return kind == Message.class;
    }

    /** Whether it may have a {@link SocketEvent}. */
    boolean isNamed() {
        return NAMED.contains(kind);
    }

    /** Whether it may have an {@link OfNamespace}. */
    boolean isOfNamespaces() {
        return !OF_NO_NAMESPACE.contains(kind);
    }

    /** @param here the qualifiers of its events */
    boolean observesNamespace(Set<OfNamespace.Literal> here) {
        return here.containsAll(namespaces);
    }

    boolean observesEvent(@Nullable String name) {
        return event == null || event.equals(name);
    }

    private static @Nullable String event(ObserverMethod<?> method) {
        return method.getObservedQualifiers().stream()
                .filter(SocketEvent.class::isInstance)
                .map(qualifier -> ((SocketEvent) qualifier).value())
                .findFirst()
                .orElse(null);
    }

    private static Set<OfNamespace.Literal> namespaces(ObserverMethod<?> method) {
        return method.getObservedQualifiers().stream()
                .filter(OfNamespace.class::isInstance)
                .map(qualifier -> OfNamespace.Literal.of((OfNamespace) qualifier))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable Type payload(Type observed) {
        if (!(observed instanceof ParameterizedType message)) return null;
        Type payload = message.getActualTypeArguments()[0];
        return isUnbounded(payload) ? null : GenericType.normalized(payload);
    }

    private static boolean isUnbounded(Type type) {
        return type instanceof WildcardType wildcard
                && wildcard.getLowerBounds().length == 0
                && List.of(Object.class).equals(Arrays.asList(wildcard.getUpperBounds()));
    }

    private static String where(ProcessObserverMethod<?, ?> process, ObserverMethod<?> method) {
        // an observer that another extension added has no method
        AnnotatedMethod<?> annotated = process.getAnnotatedMethod();
        String bean = method.getBeanClass().getName();
        return annotated == null ? bean : bean + "." + annotated.getJavaMember().getName();
    }
}
