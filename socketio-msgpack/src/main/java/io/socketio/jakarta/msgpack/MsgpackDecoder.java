package io.socketio.jakarta.msgpack;

import io.socketio.jakarta.parser.Decoder;
import io.socketio.jakarta.parser.JsonStrings;
import io.socketio.jakarta.parser.JsonText;
import io.socketio.jakarta.parser.MalformedPacketException;
import io.socketio.jakarta.parser.Packet;
import io.socketio.jakarta.parser.PacketLimits;
import io.socketio.jakarta.parser.PacketType;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessagePackException;

/** Takes packets apart. Members are kept as JSON text; of equal keys the last counts and unknown ones are passed over, as in JavaScript. */
record MsgpackDecoder(PacketLimits limits) implements Decoder {
    private static final PacketType[] TYPES = PacketType.values();
    private static final String BINARY = "{\"_placeholder\":true,\"num\":0}";

    @Override
    public Packet text(String message) throws MalformedPacketException {
        throw new MalformedPacketException("text where packets are in MessagePack");
    }

    @Override
    public Packet binary(byte[] message) throws MalformedPacketException {
        try (MsgpackToJson in = new MsgpackToJson(message, limits.maxJsonDepth())) {
            return packet(in);
        } catch (IOException | MessagePackException | DateTimeException | ArithmeticException e) {
            throw new MalformedPacketException("no packet in MessagePack: " + e.getMessage());
        }
    }

    private Packet packet(MsgpackToJson in) throws IOException, MalformedPacketException {
        String type = null;
        String data = null;
        String nsp = null;
        String id = null;
        List<byte[]> attachments = List.of();
        for (int left = in.mapHeader(); left > 0; left--) {
            List<byte[]> binary = new ArrayList<>(0);
            switch (in.key()) {
                case "type" -> type = in.value(binary);
                case "data" -> {
                    data = in.value(binary);
                    attachments = binary;
                }
                case "nsp" -> nsp = in.value(binary);
                case "id" -> id = in.value(binary);
                default -> in.value(binary);
            }
        }
        in.end();
        if (nsp == null || nsp.charAt(0) != '"') throw new MalformedPacketException("packet without a namespace");
        PacketType known = type(type);
        JsonText payload = payload(known, data, attachments.size());
        return new Packet(known, JsonStrings.unquote(nsp), id(id), payload, attachments);
    }

    private static PacketType type(@Nullable String json) throws MalformedPacketException {
        if (json == null || json.length() != 1 || json.charAt(0) < '0' || json.charAt(0) > '4')
            throw new MalformedPacketException("unknown packet type");
        return TYPES[json.charAt(0) - '0'];
    }

    private static long id(@Nullable String json) throws MalformedPacketException {
        if (json == null) return Packet.NO_ACK;
        try {
            long id = Long.parseLong(json);
            if (id >= 0) return id;
        } catch (NumberFormatException e) {
            // answered below
        }
        throw new MalformedPacketException("illegal acknowledgement id");
    }

    private @Nullable JsonText payload(PacketType type, @Nullable String data, int attachments)
            throws MalformedPacketException {
        if (data == null && (type == PacketType.EVENT || type == PacketType.ACK))
            throw new MalformedPacketException(type + " without data");
        if (attachments > 0 && BINARY.equals(data)) throw new MalformedPacketException("data that is binary itself");
        JsonText payload = JsonText.payload(type, data == null ? "" : data, 0, attachments, limits);
        if (payload != null && payload.placeholders() != attachments)
            throw new MalformedPacketException("beside binary there is data that looks like a placeholder of binary");
        return payload;
    }
}
