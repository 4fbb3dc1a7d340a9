package io.socketio.jakarta;

/**
 * An event that another server of the cluster sent by {@link Namespace#serverSideEmit}.
 *
 * @param namespace to which it was sent
 * @param event its name
 * @param args its arguments
 * @param ack the way to answer; a no-op where the other server asked for no answer
 */
public record ServerSideMessage(Namespace namespace, String event, Arguments args, Ack ack) {}
