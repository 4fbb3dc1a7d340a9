/** Engine.IO 4 packets and the polling payload codec (the room of npm's engine.io-parser). JDK only, no I/O. */
@NullMarked
package io.socketio.jakarta.engine.parser;

import org.jspecify.annotations.NullMarked;
