package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Namespace;

/**
 * A namespace is there: fired once for each, before any client can connect to it. When the application starts, for the main namespace and all
 * that exist then; later for those that are made in code, and that clients bring into being, again if one was dropped and is made anew. What
 * {@link io.socketio.jakarta.SocketIoServer#onNewNamespace} is without CDI.
 *
 * <p>That of the main namespace is also the first moment at which injected servers and namespaces may be used.
 *
 * <p><b>Threading:</b> on the thread that makes the namespace; others that make one wait meanwhile. <b>Errors:</b> what a synchronous observer
 * throws keeps the namespace from coming into being: it goes to the caller of {@code of}, or to the log, and the client is refused with
 * "internal error"; when the application starts, it does not.
 *
 * @param namespace the namespace; a parent of others is none
 */
public record NamespaceEvent(Namespace namespace) {}
