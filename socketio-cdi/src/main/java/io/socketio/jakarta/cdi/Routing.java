package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Engine;
import io.socketio.jakarta.Namespace;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Brings the routes to each namespace of a server. Those whose events have the same qualifiers share them: clients may bring any number of
 * namespaces into being, of which the container knows nothing.
 */
final class Routing {
    private final Namespaces namespaces;
    private final Observers observers;
    private final Events events;
    private final Delivery delivery;
    private final PayloadValidation validation;
    private final SocketContext sockets;
    private final Map<Set<OfNamespace.Literal>, NamespaceRoutes> routes = new ConcurrentHashMap<>();
    private final Set<Namespace> done = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    Routing(
            Namespaces namespaces,
            Observers observers,
            Events events,
            Delivery delivery,
            PayloadValidation validation,
            SocketContext sockets) {
        this.namespaces = namespaces;
        this.observers = observers;
        this.events = events;
        this.delivery = delivery;
        this.validation = validation;
        this.sockets = sockets;
    }

    /** Registers handlers, once; those that were dropped come back as new ones. */
    void register(Namespace namespace) {
        if (done.add(namespace))
            routesOf(namespaces.qualifiersOf(namespace.name())).register(namespace);
    }

    /** The same for what is underneath the namespaces; to be called once. */
    void register(Engine engine) {
        new EngineRoutes(new Channels(events, observers.in(Set.of()), Set.of()), delivery).register(engine);
    }

    private NamespaceRoutes routesOf(Set<OfNamespace.Literal> here) {
        NamespaceRoutes there = routes.get(here);
        if (there != null) return there;
        Observers observing = observers.in(here);
        // two patterns may have a name in common: nobody knows before it comes
        List<String> clashes = DeploymentChecks.clashes(observing.all());
        if (!clashes.isEmpty()) throw new IllegalStateException(String.join("; ", clashes));
        // made twice, perhaps, which does no harm: it may make beans of the application, which may make namespaces
        NamespaceRoutes made =
                new NamespaceRoutes(new Channels(events, observing, here), observing, validation, sockets, delivery);
        routes.putIfAbsent(here, made);
        return made;
    }
}
