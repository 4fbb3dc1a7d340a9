package io.socketio.jakarta.parser;

import java.util.List;

/**
 * How Socket.IO packets are written on the wire (option {@code parser}; Socket.IO protocol 5, "Custom parser"). Clients must use the same
 * one: a server speaks one format. Whatever the format, arguments are JSON text for the server, with placeholders for what is binary.
 *
 * <p><b>Threading:</b> one parser serves all connections, from any thread, several at once; each of its decoders belongs to one
 * connection. No I/O, and no blocking.
 */
public interface Parser {
    /**
     * Encodes a packet; of a broadcast once for all its receivers.
     *
     * @param type {@code CONNECT}, {@code DISCONNECT}, {@code EVENT}, {@code ACK} or {@code CONNECT_ERROR}, with or without attachments
     * @param namespace its name, {@code /} for the main one
     * @param ackId 0 or more; {@link Packet#NO_ACK} for none
     * @param json the payload, valid JSON; empty for none
     * @param attachments the binary leaves, not to be changed. If there are any, <code>{"_placeholder":true,"num":i}</code> in the
     *     payload, written exactly so, stands for the one at index {@code i}, and nothing else there looks like a placeholder. One may be
     *     named several times or not at all
     * @return the messages
     * @throws IllegalArgumentException if packets of this type have no room for attachments
     */
    EncodedPacket encode(PacketType type, String namespace, long ackId, CharSequence json, List<byte[]> attachments);

    /**
     * Makes the decoder of a new connection.
     *
     * @param limits what a packet may have; one with more is a {@link MalformedPacketException}
     * @return a new decoder
     */
    Decoder decoder(PacketLimits limits);
}
