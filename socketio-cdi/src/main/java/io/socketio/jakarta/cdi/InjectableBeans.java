package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What applications inject: client proxies that look for their target when they are used. Each bean has just one type, since a server
 * is a namespace too and {@code @Inject Namespace} must not be ambiguous.
 */
final class InjectableBeans {
    private static final String MAIN = "/";

    private final AfterBeanDiscovery discovery;

    InjectableBeans(AfterBeanDiscovery discovery) {
        this.discovery = discovery;
    }

    void addServer(LiveServer server) {
        add("", SocketIoServer.class, ApplicationScoped.class, server::get, List.of(Default.Literal.INSTANCE));
    }

    void addNamespace(LiveServer server, String name) {
        List<Annotation> qualifiers = new ArrayList<>(List.of(OfNamespace.Literal.of(name)));
        if (name.equals(MAIN)) qualifiers.add(Default.Literal.INSTANCE);
        add(name, Namespace.class, ApplicationScoped.class, () -> server.get().of(name), qualifiers);
    }

    void addCurrentSocket(CurrentSocket current) {
        add("", Socket.class, CurrentSocketScoped.class, current::get, List.of(Default.Literal.INSTANCE));
    }

    private <T> void add(
            String name,
            Class<T> type,
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
                // all at once: in Weld adding one takes @Default away
                .qualifiers(withAny.toArray(Annotation[]::new))
                .scope(scope)
                .createWith(creation -> target.get());
    }
}
