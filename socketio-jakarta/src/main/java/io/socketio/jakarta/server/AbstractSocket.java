package io.socketio.jakarta.server;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.MessageHandler;
import io.socketio.jakarta.OutgoingHandler;
import io.socketio.jakarta.Registration;
import io.socketio.jakarta.Socket;
import org.jspecify.annotations.Nullable;

/** The listening half of a socket: most have no handlers of their own, and pay nothing for it. */
abstract class AbstractSocket extends AbstractSocketEmitter implements Socket {
    private volatile @Nullable Listeners listeners;

    /** Handlers of this socket alone; {@code null} if it never had any. */
    @Nullable
    Listeners listeners() {
        return listeners;
    }

    private synchronized Listeners own() {
        Listeners own = listeners;
        if (own == null) {
            own = new Listeners();
            listeners = own;
        }
        return own;
    }

    @Override
    public Registration use(MessageHandler<Arguments> middleware) {
        return own().use(middleware);
    }

    @Override
    public <T> Registration on(String event, Class<T> type, MessageHandler<T> handler) {
        return own().on(event, type, handler);
    }

    @Override
    public <T> Registration once(String event, Class<T> type, MessageHandler<T> handler) {
        return own().once(event, type, handler);
    }

    @Override
    public Registration onAny(MessageHandler<Arguments> handler) {
        return own().onAny(handler);
    }

    @Override
    public Registration prependAny(MessageHandler<Arguments> handler) {
        return own().prependAny(handler);
    }

    @Override
    public Registration onFallback(MessageHandler<Arguments> handler) {
        return own().onFallback(handler);
    }

    @Override
    public Registration onAnyOutgoing(OutgoingHandler handler) {
        return own().onAnyOutgoing(handler);
    }

    @Override
    public Registration prependAnyOutgoing(OutgoingHandler handler) {
        return own().prependAnyOutgoing(handler);
    }
}
