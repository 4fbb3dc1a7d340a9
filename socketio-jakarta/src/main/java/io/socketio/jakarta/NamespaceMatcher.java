package io.socketio.jakarta;

/** Decides which names of namespaces clients may bring into being. */
@FunctionalInterface
public interface NamespaceMatcher {
    /**
     * Asked on a worker thread when a client wants to connect to a namespace that does not exist. May block: nobody else waits.
     *
     * @param name the name, with its leading slash
     * @param handshake who asks
     * @return whether there is such a namespace
     * @throws Exception anything; it refuses the client with "internal error", without details
     */
    boolean matches(String name, Handshake handshake) throws Exception;
}
