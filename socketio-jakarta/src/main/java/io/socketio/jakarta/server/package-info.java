/** Implements the API on top of the engine. Knows neither servlet nor WebSocket. */
@NullMarked
package io.socketio.jakarta.server;

import org.jspecify.annotations.NullMarked;
