package io.socketio.jakarta.cdi;

import jakarta.enterprise.context.NormalScope;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One instance for each connected socket, made at its first use.
 *
 * <p>Active on the thread that delivers a {@link ConnectEvent}, a {@link io.socketio.jakarta.Message}, an {@link UnhandledMessage}, a
 * {@link DisconnectingEvent} or a {@link DisconnectEvent} to synchronous observers, and for a {@link io.socketio.jakarta.HandlerFailure} as long as its socket is connected. Not active for a {@link
 * io.socketio.jakarta.ConnectRequest}, since there is no socket yet, for an {@link OutgoingMessage}, nor for asynchronous observers.
 *
 * <p>Destroyed after the observers of the socket's {@code DisconnectEvent} ran, and when the application stops. A client with several
 * namespaces has a socket, and so an instance, in each; one that was recovered ({@link ConnectEvent#recovered}) has a new one.
 */
@NormalScope
@Inherited
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD})
public @interface SocketScoped {}
