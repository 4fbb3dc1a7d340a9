/** Socket.IO protocol 5 packets to and from text and binary messages (the room of npm's socket.io-parser). No I/O, no JSON binding. */
@NullMarked
package io.socketio.jakarta.parser;

import org.jspecify.annotations.NullMarked;
