package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Message;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What clients send. */
final class MessageRoutes {
    /** Of one name. */
    private record Route(Type payload, Channel<Message<Object>> channel, List<Observer> audience, boolean validated) {}

    private final Map<String, Route> routes = new TreeMap<>();
    private final Channel<Message<Object>> others;
    private final Channel<UnhandledMessage> unhandled;
    private final PayloadValidation validation;
    private final Delivery delivery;
    private final Failures failures;

    MessageRoutes(
            Channels channels,
            Observers observers,
            PayloadValidation validation,
            Delivery delivery,
            Failures failures) {
        for (String name : observers.eventsOf(Message.class)) {
            Type payload = observers.payloadOf(name);
            routes.put(
                    name,
                    new Route(
                            payload,
                            channels.ofMessages(name, payload),
                            observers.ofMessage(name, payload),
                            validation.constrains(payload)));
        }
        this.others = channels.ofMessages(null, Arguments.class);
        this.unhandled = channels.of(UnhandledMessage.class);
        this.validation = validation;
        this.delivery = delivery;
        this.failures = failures;
    }

    void register(Namespace namespace) {
        routes.forEach((name, route) -> namespace.on(name, message -> deliver(message, route)));
        if (others.isObserved()) namespace.onAny(this::deliverOther);
        if (unhandled.isObserved()) namespace.onFallback(this::deliverUnhandled);
    }

    private void deliver(Message<Arguments> received, Route route) throws Exception {
        Message<Object> message = new TypedMessage<>(received, route.payload);
        delivery.run(message.socket(), () -> {
            if (route.validated) validate(route.audience, message);
            fire(route.channel, message, message);
        });
    }

    /** A name that a client made up never becomes a qualifier: the container would keep memory for each. */
    private void deliverOther(Message<Arguments> received) throws Exception {
        // the others are routed by name, and observers without a name see them there
        if (routes.containsKey(received.event())) return;
        Message<Object> message = new TypedMessage<>(received, Arguments.class);
        delivery.run(message.socket(), () -> fire(others, message, message));
    }

    private void deliverUnhandled(Message<Arguments> message) throws Exception {
        delivery.run(message.socket(), () -> fire(unhandled, new UnhandledMessage(message), message));
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

    private <E> void fire(Channel<E> channel, E event, Message<?> message) {
        Socket socket = message.socket();
        channel.fire(event, failure -> failures.ofAsyncObserver(socket, message.event(), failure));
    }
}
