package io.socketio.jakarta;

import java.util.Collection;

/**
 * A family of namespaces that come into being when a client asks for one whose name fits ({@link SocketIoServer#of(java.util.regex.Pattern)}).
 * Its middlewares and handlers are those of all its children, before their own. As an {@link Emitter} it addresses the sockets of all
 * children; {@link #sockets()} are those of all.
 *
 * <p>A child whose last socket goes is dropped, unless {@link SocketIoConfig#cleanupEmptyChildNamespaces()} is off; it is made anew when
 * somebody asks for it. So handlers belong here, or into {@link SocketIoServer#onNewNamespace}.
 */
public interface ParentNamespace extends Namespace {
    /**
     * The namespaces that are there now.
     *
     * @return a copy
     */
    Collection<Namespace> children();
}
