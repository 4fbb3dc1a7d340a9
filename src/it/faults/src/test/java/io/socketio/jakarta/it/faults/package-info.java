/**
 * What hostile clients, bad networks, tight limits and proxies do to a server in a process of its own ({@link
 * io.socketio.jakarta.it.faults.Server}, started by {@link io.socketio.jakarta.it.faults.ServerProcess}). Each test prints what it measured.
 */
package io.socketio.jakarta.it.faults;
