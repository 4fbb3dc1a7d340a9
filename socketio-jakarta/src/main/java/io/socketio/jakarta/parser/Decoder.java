package io.socketio.jakarta.parser;

import org.jspecify.annotations.Nullable;

/**
 * Turns the messages of one connection into packets. It may hold a packet that is not complete, and nothing else that a client can make
 * grow; a message has at most {@code maxHttpBufferSize} bytes, and what is made of it must be bounded by what is really in it, not by
 * what it says of itself.
 *
 * <p><b>Threading:</b> called by one thread at a time, in the order in which the messages came, and not again once it has thrown.
 */
public interface Decoder {
    /**
     * Takes a text message.
     *
     * @param message the message
     * @return the packet that it is or completes; {@code null} if more is still to come
     * @throws MalformedPacketException if it is no packet, or one that a client may not send: the connection is closed
     */
    @Nullable
    Packet text(String message) throws MalformedPacketException;

    /**
     * Takes a binary message.
     *
     * @param message the message; not changed by anybody, and so may be kept
     * @return the packet that it is or completes; {@code null} if more is still to come
     * @throws MalformedPacketException if it is no packet, or one that a client may not send: the connection is closed
     */
    @Nullable
    Packet binary(byte[] message) throws MalformedPacketException;
}
