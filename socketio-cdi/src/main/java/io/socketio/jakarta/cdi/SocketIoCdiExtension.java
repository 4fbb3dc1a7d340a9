package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Message;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.SocketIoServer;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Learns at deployment who observes what, checks it, and adds what can be injected; when the application starts, {@link
 * SocketIoCdiStarter} has it route the server's events to the observers. Found by the container, of no use to applications: {@link
 * io.socketio.jakarta.cdi} says what they do.
 */
public class SocketIoCdiExtension implements Extension {
    private final List<Observer> observers = new ArrayList<>();
    private final Map<String, String> injected = new TreeMap<>();
    private final LiveServer server = new LiveServer();
    private final CurrentSocket current = new CurrentSocket();
    private final SocketContext sockets = new SocketContext(current);
    private boolean socketScopedBeans;
    private @Nullable BeanManager beans;
    private @Nullable PayloadValidation validation;

    /** For the container. */
    public SocketIoCdiExtension() {}

    void observer(@Observes ProcessObserverMethod<?, ?> process) {
        Observer.of(process).ifPresent(observer -> {
            observers.add(observer);
            if (observer.access().isRestricted()) guard(process, observer);
        });
    }

    /** Whom a message may not reach throws, as an observer of its own accord does; its bean is not even made. */
    private static <T> void guard(ProcessObserverMethod<T, ?> process, Observer observer) {
        ObserverMethod<T> guarded = process.getObserverMethod();
        process.configureObserverMethod().notifyWith(context -> {
            observer.access().check((Message<?>) context.getEvent(), observer.where());
            guarded.notify(context);
        });
    }

    void injectionPoint(@Observes ProcessInjectionPoint<?, ?> process) {
        InjectionPoint point = process.getInjectionPoint();
        for (Object qualifier : point.getQualifiers()) {
            if (qualifier instanceof OfNamespace namespace) injected.put(where(point), namespace.value());
        }
    }

    void bean(@Observes ProcessBean<?> process) {
        if (process.getBean().getScope() == SocketScoped.class) socketScopedBeans = true;
    }

    void discovered(@Observes AfterBeanDiscovery discovery) {
        check();
        discovery.addContext(sockets);
        discovery.addContext(new CurrentSocketContext(current));
        InjectableBeans injectable = new InjectableBeans(discovery);
        injectable.addServer(server);
        injectable.addCurrentSocket(current);
        namespaces().forEach(name -> injectable.addNamespace(server, name));
    }

    void validated(@Observes AfterDeploymentValidation validation, BeanManager manager) {
        // again, for observers that other extensions added
        check();
        beans = manager;
    }

    /** Routes the events of a server to the observers. */
    void start(SocketIoServer started, Options options) {
        // CDI.current() fails on some threads that disconnect sockets, this manager works everywhere
        BeanManager manager = beans;
        if (manager == null) throw new IllegalStateException("CDI has not finished its start");
        server.set(started);
        for (Observer observer : observers)
            started.declareRoles(observer.access().roles());
        Observers all = new Observers(List.copyOf(observers), socketScopedBeans);
        Events events = new Events(manager);
        Delivery delivery = new Delivery(current, new RequestScope(manager, options.requestContext()));
        PayloadValidation payloads = PayloadValidation.of(manager);
        validation = payloads;
        Set<String> done = ConcurrentHashMap.newKeySet();
        Consumer<Namespace> routes = namespace -> {
            if (done.add(namespace.name()))
                new NamespaceRoutes(namespace, all, events, delivery, payloads).register(sockets);
        };
        started.onNewNamespace(routes);
        List.copyOf(started.namespaces()).forEach(routes);
        namespaces().forEach(name -> routes.accept(started.of(name)));
    }

    void stop() {
        sockets.destroyAll();
        if (validation != null) validation.close();
    }

    /** The main namespace and all that are named anywhere. */
    private Set<String> namespaces() {
        Set<String> names = new TreeSet<>(injected.values());
        names.add("/");
        for (Observer observer : observers) {
            if (observer.namespace() != null) names.add(observer.namespace());
        }
        return names;
    }

    private void check() {
        List<String> problems = DeploymentChecks.problems(observers, injected);
        // one for all, as containers show only the first; thrown, as OpenWebBeans hides in its log what is added to the
        // event
        if (!problems.isEmpty())
            throw new DefinitionException(
                    problems.size() + " problem(s) with Socket.IO observers:\n - " + String.join("\n - ", problems));
    }

    private static String where(InjectionPoint point) {
        return point.getMember().getDeclaringClass().getName() + "."
                + point.getMember().getName();
    }
}
