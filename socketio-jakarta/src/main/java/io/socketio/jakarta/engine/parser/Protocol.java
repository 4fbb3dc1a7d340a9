package io.socketio.jakarta.engine.parser;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The revisions of the Engine.IO protocol: what packets look like on the wire. */
public enum Protocol {
    /** Spoken by Socket.IO 2 clients. */
    V3(3) {
        @Override
        public String text(EnginePacket packet) {
            return packet.isBinary()
                    ? BASE64_MESSAGE + Base64.getEncoder().encodeToString(packet.bytes())
                    : packet.encoded();
        }

        @Override
        public byte[] bytes(EnginePacket message) {
            byte[] data = message.bytes();
            byte[] typed = new byte[data.length + 1];
            typed[0] = MESSAGE;
            System.arraycopy(data, 0, typed, 1, data.length);
            return typed;
        }

        @Override
        public EnginePacket packet(String text) throws MalformedPacketException {
            if (text.startsWith(BASE64_MESSAGE))
                return EnginePacket.binary(EnginePacket.base64(text.substring(BASE64_MESSAGE.length())), true);
            if (text.startsWith("b")) throw new MalformedPacketException("binary that is no message");
            return EnginePacket.decode(text);
        }

        @Override
        public EnginePacket packet(byte[] bytes) throws MalformedPacketException {
            if (bytes.length == 0 || bytes[0] != MESSAGE)
                throw new MalformedPacketException("binary that is no message");
            return EnginePacket.binary(Arrays.copyOfRange(bytes, 1, bytes.length), true);
        }

        @Override
        public Payload encode(List<EnginePacket> packets, boolean base64) {
            boolean binary = !base64 && packets.stream().anyMatch(EnginePacket::isBinary);
            return new Payload(
                    binary ? LengthPayloads.encodeBinary(packets) : LengthPayloads.encodeText(packets), binary);
        }

        @Override
        public void decode(String payload, Consumer<EnginePacket> packets) throws MalformedPacketException {
            LengthPayloads.decode(payload, packets);
        }

        @Override
        public void decode(byte[] payload, Consumer<EnginePacket> packets) throws MalformedPacketException {
            LengthPayloads.decode(payload, packets);
        }

        @Override
        public boolean hasBinaryPayloads() {
            return true;
        }
    },
    /** Spoken by Socket.IO 3 and 4 clients. */
    V4(4) {
        @Override
        public String text(EnginePacket packet) {
            return packet.encoded();
        }

        @Override
        public byte[] bytes(EnginePacket message) {
            return message.bytes();
        }

        @Override
        public EnginePacket packet(String text) throws MalformedPacketException {
            return EnginePacket.decode(text);
        }

        @Override
        public EnginePacket packet(byte[] bytes) {
            return EnginePacket.binary(bytes, true);
        }

        @Override
        public Payload encode(List<EnginePacket> packets, boolean base64) {
            return new Payload(PayloadCodec.encode(packets), false);
        }

        @Override
        public void decode(String payload, Consumer<EnginePacket> packets) throws MalformedPacketException {
            PayloadCodec.decode(payload, packets);
        }

        @Override
        public void decode(byte[] payload, Consumer<EnginePacket> packets) throws MalformedPacketException {
            throw new MalformedPacketException("a binary payload");
        }

        @Override
        public boolean hasBinaryPayloads() {
            return false;
        }
    };

    /** What a binary message begins with in revision 3. */
    private static final byte MESSAGE = 4;

    private static final String BASE64_MESSAGE = "b4";

    /**
     * Several packets in one HTTP body.
     *
     * @param binary whether it is no text
     */
    public record Payload(byte[] body, boolean binary) {}

    private final int number;

    Protocol(int number) {
        this.number = number;
    }

    /**
     * The revision that a request asks for.
     *
     * @param eio the parameter {@code EIO}; who sends none speaks the third, as before there was a fourth
     * @return {@code null} if there is no such
     */
    public static @Nullable Protocol of(@Nullable String eio) {
        if (eio == null || eio.equals("3")) return V3;
        return eio.equals("4") ? V4 : null;
    }

    public int number() {
        return number;
    }

    /** A packet as text, a binary one in base64. */
    public abstract String text(EnginePacket packet);

    /** {@link #text} in UTF-8; perhaps the packet's own array. */
    public byte[] utf8(EnginePacket packet) {
        return packet.isBinary() ? text(packet).getBytes(StandardCharsets.UTF_8) : packet.utf8();
    }

    /** A binary packet as a WebSocket message; perhaps the packet's own array. */
    public abstract byte[] bytes(EnginePacket message);

    /**
     * Reads the text of one packet.
     *
     * @throws MalformedPacketException if it is none
     */
    public abstract EnginePacket packet(String text) throws MalformedPacketException;

    /**
     * Reads a binary WebSocket message. The array is not copied always.
     *
     * @throws MalformedPacketException if it is no packet
     */
    public abstract EnginePacket packet(byte[] bytes) throws MalformedPacketException;

    /**
     * Puts packets into one HTTP body.
     *
     * @param base64 whether it must be text
     */
    public abstract Payload encode(List<EnginePacket> packets, boolean base64);

    /**
     * Hands over the packets of a body, those before a bad one too.
     *
     * @throws MalformedPacketException at the first bad one
     */
    public abstract void decode(String payload, Consumer<EnginePacket> packets) throws MalformedPacketException;

    /** As the other, for a body that is no text. */
    public abstract void decode(byte[] payload, Consumer<EnginePacket> packets) throws MalformedPacketException;

    /** Whether a body may be something else than text. */
    public abstract boolean hasBinaryPayloads();
}
