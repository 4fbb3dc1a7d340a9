package io.socketio.jakarta;

/**
 * What listens to messages: a {@link Namespace} to those of all its sockets, a {@link Socket} to its own. A message reaches the handlers of
 * the namespace first, then those of its socket; {@code onAny} before {@code on}.
 *
 * <p>See {@link Namespace} for threads, order and errors. Handlers of a namespace are there once for all its sockets; handlers of a socket
 * go with it.
 */
public interface Receiver {
    /**
     * Adds a handler of an event whose first argument is bound to a type.
     *
     * @param event the name; not reserved, see {@link Emitter#emit}
     * @param type what {@link Message#payload()} is, bound when it is first asked for
     * @param handler gets the messages
     * @param <T> the payload's type
     * @return removes it again
     * @throws IllegalArgumentException if the name is blank or reserved
     */
    <T> Registration on(String event, Class<T> type, MessageHandler<T> handler);

    /**
     * Adds a handler of an event; its payload is all of its arguments.
     *
     * @param event the name; not reserved, see {@link Emitter#emit}
     * @param handler gets the messages
     * @return removes it again
     * @throws IllegalArgumentException if the name is blank or reserved
     */
    default Registration on(String event, MessageHandler<Arguments> handler) {
        return on(event, Arguments.class, handler);
    }

    /**
     * As {@link #on(String, Class, MessageHandler)}, for one message: the next one, of whichever socket.
     *
     * @param event the name; not reserved, see {@link Emitter#emit}
     * @param type what {@link Message#payload()} is, bound when it is first asked for
     * @param handler gets the message
     * @param <T> the payload's type
     * @return removes it, if the message has not come
     * @throws IllegalArgumentException if the name is blank or reserved
     */
    <T> Registration once(String event, Class<T> type, MessageHandler<T> handler);

    /**
     * As {@link #on(String, MessageHandler)}, for one message: the next one, of whichever socket.
     *
     * @param event the name; not reserved, see {@link Emitter#emit}
     * @param handler gets the message
     * @return removes it, if the message has not come
     * @throws IllegalArgumentException if the name is blank or reserved
     */
    default Registration once(String event, MessageHandler<Arguments> handler) {
        return once(event, Arguments.class, handler);
    }

    /**
     * Adds a handler of all events; it runs before those of {@code on}.
     *
     * @param handler gets the messages
     * @return removes it again ({@code offAny} in Socket.IO)
     */
    Registration onAny(MessageHandler<Arguments> handler);

    /**
     * As {@link #onAny}, before those that are there.
     *
     * @param handler gets the messages
     * @return removes it again
     */
    Registration prependAny(MessageHandler<Arguments> handler);

    /**
     * Adds a handler of events for which there is no other, neither here nor at the socket or its namespace; those of {@code onAny} do not
     * count.
     *
     * @param handler gets the messages
     * @return removes it again
     */
    Registration onFallback(MessageHandler<Arguments> handler);

    /**
     * Adds a handler of all events that go out to clients of this server, acknowledgements excluded.
     *
     * @param handler gets them, once for each socket
     * @return removes it again ({@code offAnyOutgoing} in Socket.IO)
     */
    Registration onAnyOutgoing(OutgoingHandler handler);

    /**
     * As {@link #onAnyOutgoing}, before those that are there.
     *
     * @param handler gets them, once for each socket
     * @return removes it again
     */
    Registration prependAnyOutgoing(OutgoingHandler handler);
}
