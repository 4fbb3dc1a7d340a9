package io.socketio.jakarta.parser;

/** The packet types of Socket.IO protocol 5; the codes are those of the protocol. */
public enum PacketType {
    CONNECT('0'),
    DISCONNECT('1'),
    EVENT('2'),
    ACK('3'),
    CONNECT_ERROR('4'),
    BINARY_EVENT('5'),
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

    char code() {
        return code;
    }

    boolean isBinary() {
        return this == BINARY_EVENT || this == BINARY_ACK;
    }
}
