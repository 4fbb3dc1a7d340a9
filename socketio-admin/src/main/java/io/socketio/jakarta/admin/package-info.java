/**
 * The server side of the official admin UI, {@code @socket.io/admin-ui}: {@link io.socketio.jakarta.admin.AdminUi} in code, or the
 * context-params {@code socketio.admin.*}. Off unless one of them is used.
 */
@NullMarked
package io.socketio.jakarta.admin;

import org.jspecify.annotations.NullMarked;
