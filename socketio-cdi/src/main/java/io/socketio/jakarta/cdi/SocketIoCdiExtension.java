package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Message;
import io.socketio.jakarta.ParentNamespace;
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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Learns at deployment who observes what, checks it, and adds what can be injected; when the application starts, {@link
 * SocketIoCdiStarter} has it route the server's events to the observers. Found by the container, of no use to applications: {@link
 * io.socketio.jakarta.cdi} says what they do.
 */
public class SocketIoCdiExtension implements Extension {
    private final List<Observer> observers = new ArrayList<>();
    private final List<InjectedNamespace> injected = new ArrayList<>();
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
            Object event = context.getEvent();
            Message<?> message = event instanceof UnhandledMessage unhandled ? unhandled.message() : (Message<?>) event;
            observer.access().check(message, observer.where());
            guarded.notify(context);
        });
    }

    void injectionPoint(@Observes ProcessInjectionPoint<?, ?> process) {
        InjectionPoint point = process.getInjectionPoint();
        for (Object qualifier : point.getQualifiers()) {
            if (qualifier instanceof OfNamespace namespace)
                injected.add(new InjectedNamespace(where(point), OfNamespace.Literal.of(namespace)));
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
        Namespaces namespaces = Namespaces.of(observers, injected);
        namespaces.names().forEach(name -> injectable.addNamespace(server, name));
        namespaces.patterns().keySet().forEach(pattern -> injectable.addFamily(server, pattern));
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
        Namespaces namespaces = Namespaces.of(observers, injected);
        Map<String, ParentNamespace> families = new TreeMap<>();
        namespaces.patterns().forEach((text, pattern) -> families.put(text, started.of(pattern)));
        server.set(started, families);
        for (Observer observer : observers)
            started.declareRoles(observer.access().roles());
        PayloadValidation payloads = PayloadValidation.of(manager);
        validation = payloads;
        Routing routing = new Routing(
                namespaces,
                new Observers(List.copyOf(observers), socketScopedBeans),
                new Events(manager),
                new Delivery(current, new RequestScope(manager, options.requestContext())),
                payloads,
                sockets);
        routing.register(started.engine());
        started.onNewNamespace(routing::register);
        List.copyOf(started.namespaces()).forEach(routing::register);
        namespaces.names().forEach(started::of);
    }

    void stop() {
        sockets.destroyAll();
        if (validation != null) validation.close();
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
