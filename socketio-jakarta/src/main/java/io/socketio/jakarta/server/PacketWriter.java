package io.socketio.jakarta.server;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.PayloadException;
import io.socketio.jakarta.engine.parser.EnginePacket;
import io.socketio.jakarta.json.JsonCodec;
import io.socketio.jakarta.parser.Decoder;
import io.socketio.jakarta.parser.Encoder;
import io.socketio.jakarta.parser.JsonStrings;
import io.socketio.jakarta.parser.MalformedPacketException;
import io.socketio.jakarta.parser.Packet;
import io.socketio.jakarta.parser.PacketType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns what the application emits into the messages of one packet: text, then attachments. */
record PacketWriter(JsonCodec codec) {
    /** @throws IllegalArgumentException if nobody may emit it */
    static void checkName(String event) {
        if (event.isBlank()) throw new IllegalArgumentException("an event needs a name");
        if (Decoder.RESERVED.contains(event))
            throw new IllegalArgumentException("\"" + event + "\" is a reserved event name");
    }

    List<EnginePacket> event(String namespace, long ackId, String event, boolean compress, @Nullable Object... args) {
        StringBuilder json = new StringBuilder(64).append('[');
        JsonStrings.quote(event, json);
        return packet(PacketType.EVENT, namespace, ackId, json, compress, args);
    }

    List<EnginePacket> ack(String namespace, long ackId, @Nullable Object... args) {
        return packet(PacketType.ACK, namespace, ackId, new StringBuilder(64).append('['), true, args);
    }

    /** A packet whose payload, if it has one, is no array. */
    List<EnginePacket> plain(PacketType type, String namespace, String json) {
        return List.of(message(Encoder.encode(type, 0, namespace, Packet.NO_ACK, json), true));
    }

    private List<EnginePacket> packet(
            PacketType type,
            String namespace,
            long ackId,
            StringBuilder json,
            boolean compress,
            @Nullable Object... args) {
        List<byte[]> attachments = new ArrayList<>(0);
        boolean first = json.length() == 1;
        int placeholders = 0;
        for (Object arg : args) {
            if (arg instanceof Arguments many && many.size() == 0) continue;
            if (!first) json.append(',');
            first = false;
            int before = attachments.size();
            if (arg instanceof ReceivedArguments received) {
                received.copyTo(json, attachments);
                placeholders += received.placeholders();
            } else {
                codec.write(arg, json, attachments);
                placeholders += attachments.size() - before;
            }
        }
        json.append(']');
        if (!attachments.isEmpty()) checkPlaceholders(json.toString(), attachments.size(), placeholders);
        EnginePacket head = message(Encoder.encode(type, attachments.size(), namespace, ackId, json), compress);
        if (attachments.isEmpty()) return List.of(head);
        List<EnginePacket> unit = new ArrayList<>(1 + attachments.size());
        unit.add(head);
        for (byte[] attachment : attachments) unit.add(EnginePacket.binary(attachment, compress));
        return unit;
    }

    /** What a client sent as plain data may look like a placeholder, and must not become one beside real attachments. */
    private static void checkPlaceholders(String json, int attachments, int expected) {
        try {
            if (Encoder.placeholders(json, attachments) == expected) return;
        } catch (MalformedPacketException e) {
            // a placeholder of no attachment: answered below
        }
        throw new PayloadException("beside binary there is data that looks like a placeholder of binary");
    }

    /** The first packet of an event with one more argument, a string. */
    static EnginePacket withLast(EnginePacket head, String argument) {
        String text = head.data();
        StringBuilder json = new StringBuilder(text.length() + argument.length() + 3);
        json.append(text, 0, text.length() - 1).append(',');
        JsonStrings.quote(argument, json);
        return message(json.append(']').toString(), head.compress());
    }

    private static EnginePacket message(String text, boolean compress) {
        return EnginePacket.text(EnginePacket.Type.MESSAGE, text, compress);
    }
}
