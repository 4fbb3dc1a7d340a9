package io.socketio.jakarta.msgpack;

import java.util.HexFormat;

/** Bytes as people write them. */
final class Hex {
    private Hex() {}

    /** @param hex blanks are for the reader */
    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    static String of(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
