package io.socketio.jakarta.cdi;

/**
 * A namespace that is injected.
 *
 * @param where class and field or method
 */
record InjectedNamespace(String where, OfNamespace.Literal namespace) {}
