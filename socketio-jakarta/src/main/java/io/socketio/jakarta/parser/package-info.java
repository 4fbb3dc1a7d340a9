/**
 * Socket.IO protocol 5 packets to and from messages (the room of npm's socket.io-parser): the {@link
 * io.socketio.jakarta.parser.Parser} SPI and the parser that clients have by themselves. No I/O, no JSON binding.
 */
@NullMarked
package io.socketio.jakarta.parser;

import org.jspecify.annotations.NullMarked;
