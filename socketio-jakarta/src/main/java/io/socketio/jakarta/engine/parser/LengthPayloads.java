package io.socketio.jakarta.engine.parser;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Several packets in one HTTP body (Engine.IO 3, "Payload"): each behind its length. In a text payload that is decimal, in UTF-16 code units,
 * and ends with a colon. In a binary one each packet begins with 0 for text or 1 for binary, then come the digits as bytes of that value, 0xFF
 * and the content; the length is in bytes.
 */
final class LengthPayloads {
    private static final int LENGTH_END = 0xFF;

    /** More than any body has. */
    private static final int MAX_LENGTH = 1 << 30;

    private LengthPayloads() {}

    static byte[] encodeText(List<EnginePacket> packets) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (EnginePacket packet : packets) {
            String text = Protocol.V3.text(packet);
            body.writeBytes((text.length() + ":" + text).getBytes(StandardCharsets.UTF_8));
        }
        return body.toByteArray();
    }

    static byte[] encodeBinary(List<EnginePacket> packets) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (EnginePacket packet : packets) {
            byte[] content = packet.isBinary() ? Protocol.V3.bytes(packet) : packet.utf8();
            body.write(packet.isBinary() ? 1 : 0);
            for (char digit : Integer.toString(content.length).toCharArray()) body.write(digit - '0');
            body.write(LENGTH_END);
            body.writeBytes(content);
        }
        return body.toByteArray();
    }

    static void decode(String body, Consumer<EnginePacket> packets) throws MalformedPacketException {
        int at = 0;
        do {
            int first = at;
            int length = 0;
            while (at < body.length() && body.charAt(at) != ':') length = append(length, body.charAt(at++) - '0');
            int start = checkedStart(first, at, length, body.length());
            at = start + length;
            if (length > 0) packets.accept(Protocol.V3.packet(body.substring(start, at))); // "0:" is an empty payload
        } while (at < body.length());
    }

    static void decode(byte[] body, Consumer<EnginePacket> packets) throws MalformedPacketException {
        int at = 0;
        do {
            int kind = at < body.length ? body[at++] : -1;
            if (kind != 0 && kind != 1) throw new MalformedPacketException("neither text nor binary");
            int first = at;
            int length = 0;
            while (at < body.length && (body[at] & 0xFF) != LENGTH_END) length = append(length, body[at++]);
            int start = checkedStart(first, at, length, body.length);
            at = start + length;
            packets.accept(
                    kind == 0
                            ? Protocol.V3.packet(new String(body, start, length, StandardCharsets.UTF_8))
                            : Protocol.V3.packet(Arrays.copyOfRange(body, start, at)));
        } while (at < body.length);
    }

    private static int append(int length, int digit) throws MalformedPacketException {
        if (digit < 0 || digit > 9 || length >= MAX_LENGTH / 10) throw new MalformedPacketException("no length");
        return length * 10 + digit;
    }

    /** Where the content begins whose length was read from {@code first} to {@code end}. */
    private static int checkedStart(int first, int end, int length, int bodyLength) throws MalformedPacketException {
        if (end == first || end == bodyLength || length > bodyLength - end - 1)
            throw new MalformedPacketException("wrong length");
        return end + 1;
    }
}
