package io.socketio.jakarta.cdi;

import io.socketio.jakarta.ConnectRequest;
import io.socketio.jakarta.HandlerFailure;
import io.socketio.jakarta.Message;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the deployment knows of one observer method.
 *
 * @param kind the class of what it observes
 * @param namespace {@code null}: all of them
 * @param event {@code null}: all names
 * @param payload of a message; {@code null}: any
 * @param async whether it is {@code @ObservesAsync}
 * @param access whose messages it gets
 * @param where class and method
 */
record Observer(
        Class<?> kind,
        @Nullable String namespace,
        @Nullable String event,
        @Nullable Type payload,
        boolean async,
        Access access,
        String where) {
    private static final Set<Class<?>> KINDS = Set.of(
            ConnectRequest.class, ConnectEvent.class, Message.class, DisconnectEvent.class, HandlerFailure.class);

    /** Describes an observer method, if it is any of our business. */
    static Optional<Observer> of(ProcessObserverMethod<?, ?> process) {
        ObserverMethod<?> method = process.getObserverMethod();
        Type observed = method.getObservedType();
        Class<?> kind = GenericType.rawType(observed);
        String event = member(method, SocketEvent.class, SocketEvent::value);
        if (!KINDS.contains(kind) && event == null) return Optional.empty();
        String namespace = member(method, OfNamespace.class, OfNamespace::value);
        Access access = kind == Message.class ? Access.of(process.getAnnotatedMethod()) : Access.OPEN;
        return Optional.of(new Observer(
                kind, namespace, event, payload(observed), method.isAsync(), access, where(process, method)));
    }

    boolean isMessage() {
        return kind == Message.class;
    }

    boolean observesNamespace(String name) {
        return namespace == null || namespace.equals(name);
    }

    /** Whether CDI lets a message reach it that is fired with these qualifiers and this payload type. */
    boolean observesMessage(String inNamespace, @Nullable String name, Type type) {
        return isMessage()
                && observesNamespace(inNamespace)
                && (event == null || event.equals(name))
                && (payload == null || payload.equals(type));
    }

    private static <A extends Annotation> @Nullable String member(
            ObserverMethod<?> method, Class<A> qualifier, Function<A, String> member) {
        return method.getObservedQualifiers().stream()
                .filter(qualifier::isInstance)
                .map(qualifier::cast)
                .map(member)
                .findFirst()
                .orElse(null);
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
