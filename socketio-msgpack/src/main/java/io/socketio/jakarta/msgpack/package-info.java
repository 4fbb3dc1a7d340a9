/**
 * Packets in MessagePack instead of text, as the npm package {@code socket.io-msgpack-parser} 3 writes them: {@link
 * io.socketio.jakarta.msgpack.MsgpackParser}, for the option {@code parser}.
 */
@NullMarked
package io.socketio.jakarta.msgpack;

import org.jspecify.annotations.NullMarked;
