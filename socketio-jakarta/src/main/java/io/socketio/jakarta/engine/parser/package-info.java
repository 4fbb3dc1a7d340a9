/** Engine.IO packets and how revisions 3 and 4 of the protocol put them on the wire (the room of npm's engine.io-parser). JDK only, no I/O. */
@NullMarked
package io.socketio.jakarta.engine.parser;

import org.jspecify.annotations.NullMarked;
