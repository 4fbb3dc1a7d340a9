/** The two transports of Engine.IO: HTTP long-polling on Jakarta Servlet, WebSocket on Jakarta WebSocket. */
@NullMarked
package io.socketio.jakarta.transport;

import org.jspecify.annotations.NullMarked;
