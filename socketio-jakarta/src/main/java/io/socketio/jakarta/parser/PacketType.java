package io.socketio.jakarta.parser;

/** The packet types of Socket.IO protocol 5; the codes are those of the protocol. */
public enum PacketType {
    /** Asks for a namespace, and says yes. */
    CONNECT('0'),
    /** Leaves a namespace. */
    DISCONNECT('1'),
    /** An event. */
    EVENT('2'),
    /** Answers an event. */
    ACK('3'),
    /** Refuses a namespace. */
    CONNECT_ERROR('4'),
    /** An event whose attachments follow; only in the text format. */
    BINARY_EVENT('5'),
    /** An answer whose attachments follow; only in the text format. */
    BINARY_ACK('6');

    private static final PacketType[] BY_CODE = values();

    static PacketType of(char code) throws MalformedPacketException {
        if (code < '0' || code > '6') throw new MalformedPacketException("unknown packet type");
        return BY_CODE[code - '0'];
    }

    private final char code;

    PacketType(char code) {
        this.code = code;
    }

    /**
     * How it is written.
     *
     * @return a digit
     */
    public char code() {
        return code;
    }

    boolean isBinary() {
        return this == BINARY_EVENT || this == BINARY_ACK;
    }
}
