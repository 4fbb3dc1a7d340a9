package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.ConnectRequest;
import io.socketio.jakarta.HandlerFailure;
import io.socketio.jakarta.Message;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The routes of one namespace: handlers of the server that fire events. Where nobody observes, no handler is registered. */
final class NamespaceRoutes {
    private final Namespace namespace;
    private final Observers observers;
    private final Events events;
    private final Delivery delivery;
    private final PayloadValidation validation;
    private final OfNamespace here;
    private final Failures failures;

    NamespaceRoutes(
            Namespace namespace, Observers observers, Events events, Delivery delivery, PayloadValidation validation) {
        this.namespace = namespace;
        this.observers = observers;
        this.events = events;
        this.delivery = delivery;
        this.validation = validation;
        this.here = OfNamespace.Literal.of(namespace.name());
        this.failures = new Failures(namespace, channel(HandlerFailure.class), delivery);
    }

    /**
     * Registers the handlers.
     *
     * @param sockets the context whose beans go with their sockets
     */
    void register(SocketContext sockets) {
        failures.register();
        registerRequests();
        registerConnections();
        Set<String> names = observers.eventsOf(namespace.name());
        names.forEach(this::registerEvent);
        registerOtherEvents(names);
        registerDisconnections(sockets);
    }

    private void registerRequests() {
        Channel<ConnectRequest> requests = channel(ConnectRequest.class);
        if (requests.isObserved()) namespace.use(request -> ask(requests, request));
    }

    private void ask(Channel<ConnectRequest> requests, ConnectRequest request) throws Exception {
        try {
            // nobody observes it asynchronously, that was checked at deployment
            delivery.run(null, () -> requests.fire(request, failure -> {}));
        } catch (Exception e) {
            throw Thrown.refusalIn(e).<Exception>map(refusal -> refusal).orElse(e);
        }
    }

    private void registerConnections() {
        Channel<ConnectEvent> connections = channel(ConnectEvent.class);
        if (connections.isObserved())
            namespace.onConnect(socket -> delivery.runUndeclared(
                    socket, () -> fire(connections, new ConnectEvent(socket), socket, "connect")));
    }

    private void registerEvent(String name) {
        Type payload = observers.payloadOf(namespace.name(), name);
        Channel<Message<Object>> messages = messages(name, payload, here, SocketEvent.Literal.of(name));
        List<Observer> audience = observers.ofMessage(namespace.name(), name, payload);
        Consumer<Message<Object>> check =
                validation.constrains(payload) ? message -> validate(audience, message) : message -> {};
        namespace.on(name, message -> deliver(messages, new TypedMessage<>(message, payload), check));
    }

    /** The one failure that answers by itself: what is wrong with a payload is the client's business. */
    private void validate(List<Observer> audience, Message<Object> message) {
        // whom no observer may hear is told so, and nothing about the payload
        if (audience.stream().noneMatch(observer -> observer.access().permits(message))) return;
        try {
            validation.check(message);
        } catch (PayloadValidationException e) {
            try {
                message.ack().send(e.answer());
            } catch (IllegalStateException answered) { // by a handler in code
                e.addSuppressed(answered);
            }
            throw e;
        }
    }

    /** A name that a client made up never becomes a qualifier: the container would keep memory for each. */
    private void registerOtherEvents(Set<String> names) {
        Channel<Message<Object>> others = messages(null, Arguments.class, here);
        if (!others.isObserved()) return;
        namespace.onAny(message -> {
            // the others are routed by name, and observers without a name see them there
            if (!names.contains(message.event()))
                deliver(others, new TypedMessage<>(message, Arguments.class), m -> {});
        });
    }

    private void registerDisconnections(SocketContext sockets) {
        Channel<DisconnectEvent> disconnections = channel(DisconnectEvent.class);
        if (!disconnections.isObserved() && !observers.haveSocketScopedBeans()) return;
        namespace.onDisconnect((socket, reason) -> delivery.runUndeclared(socket, () -> {
            try {
                fire(disconnections, new DisconnectEvent(socket, reason), socket, "disconnect");
            } finally {
                if (observers.haveSocketScopedBeans()) sockets.destroy(socket);
            }
        }));
    }

    private void deliver(Channel<Message<Object>> messages, Message<Object> message, Consumer<Message<Object>> check)
            throws Exception {
        Socket socket = message.socket();
        delivery.run(socket, () -> {
            check.accept(message);
            fire(messages, message, socket, message.event());
        });
    }

    private <E> void fire(Channel<E> channel, E event, Socket socket, String name) {
        channel.fire(event, failure -> failures.ofAsyncObserver(socket, name, failure));
    }

    private <E> Channel<E> channel(Class<E> kind) {
        return Channel.of(events, kind, observers.of(kind, namespace.name()), here);
    }

    /** Only the container knows the payload type, hence {@code Object} here. */
    private Channel<Message<Object>> messages(@Nullable String name, Type payload, Annotation... qualifiers) {
        List<Observer> audience = observers.ofMessage(namespace.name(), name, payload);
        return Channel.of(events, new GenericType(Message.class, payload), audience, qualifiers);
    }
}
