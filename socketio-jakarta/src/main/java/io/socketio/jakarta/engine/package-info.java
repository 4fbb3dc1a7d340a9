/** Engine.IO sessions: registry, handshake, heartbeat, upgrade, outbound queue, close (the room of npm's engine.io). Knows neither servlet nor WebSocket. */
@NullMarked
package io.socketio.jakarta.engine;

import org.jspecify.annotations.NullMarked;
