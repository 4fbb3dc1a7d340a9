package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Ack;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Message;
import io.socketio.jakarta.Socket;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * A message as its observers see it. A class of our own, because the container reads the event's type from the class: it must implement
 * {@code Message<T>} with a variable that {@code Event<Message<ChatLine>>} can bind. Safe for several asynchronous observers.
 */
final class TypedMessage<T> implements Message<T> {
    private final Message<Arguments> message;
    private final Type type;
    private boolean bound;
    private @Nullable Object payload;

    TypedMessage(Message<Arguments> message, Type type) {
        this.message = message;
        this.type = type;
    }

    @Override
    public String event() {
        return message.event();
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // T is what the type says; JSON null is null
    public synchronized T payload() {
        if (!bound) {
            payload = type == Arguments.class ? args() : args().get(0, type);
            bound = true;
        }
        return (T) payload;
    }

    @Override
    public Arguments args() {
        return message.args();
    }

    @Override
    public Socket socket() {
        return message.socket();
    }

    @Override
    public Ack ack() {
        return message.ack();
    }
}
