package io.socketio.jakarta.server;

import io.socketio.jakarta.Ack;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Message;
import io.socketio.jakarta.Socket;
import org.jspecify.annotations.Nullable;

/** A message as one handler sees it, with a payload of its type. */
final class ReceivedMessage<T> implements Message<T> {
    private final String event;
    private final Arguments args;
    private final Socket socket;
    private final Ack ack;
    private final Class<T> type;
    private @Nullable T payload;
    private boolean bound;

    ReceivedMessage(String event, Arguments args, Socket socket, Ack ack, Class<T> type) {
        this.event = event;
        this.args = args;
        this.socket = socket;
        this.ack = ack;
        this.type = type;
    }

    @Override
    public String event() {
        return event;
    }

    @Override
    @SuppressWarnings("NullAway") // JSON null is null here, as the contract says
    public synchronized T payload() {
        if (!bound) payload = type == Arguments.class ? type.cast(args) : args.get(0, type);
        bound = true;
        return payload;
    }

    @Override
    public Arguments args() {
        return args;
    }

    @Override
    public Socket socket() {
        return socket;
    }

    @Override
    public Ack ack() {
        return ack;
    }

    @Override
    public String toString() {
        return "Message(" + event + " from " + socket.id() + ")";
    }
}
