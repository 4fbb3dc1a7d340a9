package io.socketio.jakarta;

import jakarta.servlet.ServletContext;

/**
 * Something that wants to know of servers as they start, found by {@link java.util.ServiceLoader} in the application: how
 * {@code socketio-cdi} comes in.
 */
public interface SocketIoExtension {
    /**
     * Called once when the application starts, before any client can connect, on the container's thread.
     *
     * @param context the application; {@link SocketIoServer#all} has its servers
     * @throws RuntimeException stops the deployment
     */
    void start(ServletContext context);

    /**
     * Called when the application stops, after all servers were closed and {@code onDisconnect} handlers have run.
     *
     * @param context the application
     */
    default void stop(ServletContext context) {}
}
