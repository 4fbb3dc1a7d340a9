/** The adapter SPI: which sockets are in which rooms, and who gets a broadcast; with the in-memory adapter. */
@NullMarked
package io.socketio.jakarta.adapter;

import org.jspecify.annotations.NullMarked;
