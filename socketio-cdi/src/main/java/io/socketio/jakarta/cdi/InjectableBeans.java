package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.ParentNamespace;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What applications inject: client proxies that look for their target when they are used. A server is no bean of
 * type {@code Namespace}, though it is one: {@code @Inject Namespace} must not be ambiguous.
 */
final class InjectableBeans {
    private static final String MAIN = "/";

    private final AfterBeanDiscovery discovery;

    InjectableBeans(AfterBeanDiscovery discovery) {
        this.discovery = discovery;
    }

    void addServer(LiveServer server) {
        add(
                "",
                SocketIoServer.class,
                Set.of(),
                ApplicationScoped.class,
                server::get,
                List.of(Default.Literal.INSTANCE));
    }

    void addNamespace(LiveServer server, String name) {
        List<Annotation> qualifiers = new ArrayList<>(List.of(OfNamespace.Literal.of(name)));
        if (name.equals(MAIN)) qualifiers.add(Default.Literal.INSTANCE);
        add(
                name,
                Namespace.class,
                Set.of(),
                ApplicationScoped.class,
                () -> server.get().of(name),
                qualifiers);
    }

    void addFamily(LiveServer server, String pattern) {
        add(
                pattern,
                ParentNamespace.class,
                Set.of(Namespace.class),
                ApplicationScoped.class,
                () -> server.family(pattern),
                List.of(OfNamespace.Literal.ofPattern(pattern)));
    }

    void addCurrentSocket(CurrentSocket current) {
        add("", Socket.class, Set.of(), CurrentSocketScoped.class, current::get, List.of(Default.Literal.INSTANCE));
    }

    private <T> void add(
            String name,
            Class<T> type,
            Set<Type> moreTypes,
            Class<? extends Annotation> scope,
            Supplier<T> target,
            List<Annotation> qualifiers) {
        List<Annotation> withAny = new ArrayList<>(qualifiers);
        withAny.add(Any.Literal.INSTANCE);
        discovery
                .<T>addBean()
                // with an id a session bean may hold on to it
                .id("io.socketio.jakarta.cdi " + type.getSimpleName() + name)
                .beanClass(type)
                .types(type, Object.class)
                .addTypes(moreTypes)
                // all at once: in Weld adding one takes @Default away
                .qualifiers(withAny.toArray(Annotation[]::new))
                .scope(scope)
                .createWith(creation -> target.get());
    }
}
