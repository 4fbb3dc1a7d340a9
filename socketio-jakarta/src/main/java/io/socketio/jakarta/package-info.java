/**
 * The public API: a Socket.IO server (Socket.IO protocol 5 on Engine.IO 4) inside a Jakarta EE web application.
 *
 * <p>{@link io.socketio.jakarta.SocketIoServer} is the way in. Names are those of Socket.IO's own documentation; accessors have no
 * {@code get}. Unless a type says otherwise, everything here may be called from any thread.
 */
@NullMarked
package io.socketio.jakarta;

import org.jspecify.annotations.NullMarked;
