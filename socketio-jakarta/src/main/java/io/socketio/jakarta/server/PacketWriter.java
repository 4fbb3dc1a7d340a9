package io.socketio.jakarta.server;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.PayloadException;
import io.socketio.jakarta.engine.LimitCounters;
import io.socketio.jakarta.engine.parser.EnginePacket;
import io.socketio.jakarta.json.JsonCodec;
import io.socketio.jakarta.parser.EncodedPacket;
import io.socketio.jakarta.parser.JsonStrings;
import io.socketio.jakarta.parser.JsonText;
import io.socketio.jakarta.parser.MalformedPacketException;
import io.socketio.jakarta.parser.Packet;
import io.socketio.jakarta.parser.PacketType;
import io.socketio.jakarta.parser.Parser;
import io.socketio.jakarta.parser.TextParser;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns what the application emits into the messages of one packet. */
record PacketWriter(JsonCodec codec, Parser parser, int maxJsonDepth, LimitCounters limits) {
    /** @throws IllegalArgumentException if nobody may emit it */
    static void checkName(String event) {
        if (event.isBlank()) throw new IllegalArgumentException("an event needs a name");
        if (JsonText.RESERVED.contains(event))
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
        return unit(parser.encode(type, namespace, Packet.NO_ACK, json, List.of()), true);
    }

    List<EnginePacket> refusal(Revision revision, String namespace, @Nullable String message, @Nullable Object data) {
        List<byte[]> attachments = new ArrayList<>(0);
        String json = revision.refused(message, data, codec, attachments);
        if (!attachments.isEmpty()) checkPlaceholders(json, attachments.size(), attachments.size());
        try {
            return unit(parser.encode(PacketType.CONNECT_ERROR, namespace, Packet.NO_ACK, json, attachments), true);
        } catch (IllegalArgumentException e) {
            throw new PayloadException("the data of a refusal must not hold binary", e);
        }
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
                int start = json.length();
                codec.write(arg, json, attachments);
                if (!(arg instanceof CharSequence)) checkDepth(json, start);
                placeholders += attachments.size() - before;
            }
        }
        json.append(']');
        if (!attachments.isEmpty()) checkPlaceholders(json.toString(), attachments.size(), placeholders);
        return unit(parser.encode(type, namespace, ackId, json, attachments), compress);
    }

    /** Clients may choke on it: the reference client looks for binary by recursion. What was received is bounded already. */
    private void checkDepth(CharSequence json, int start) {
        if (json.length() - start < 2L * maxJsonDepth) return; // not even room for so many brackets
        int depth = 0;
        boolean text = false;
        for (int i = start; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '"') text = !text;
            else if (text) i += c == '\\' ? 1 : 0;
            else if (c == '[' || c == '{') depth++;
            else if (c == ']' || c == '}') depth--;
            if (depth <= maxJsonDepth) continue;
            limits.reached("maxJsonDepth");
            throw new PayloadException("nested more than " + maxJsonDepth + " deep (option maxJsonDepth)");
        }
    }

    private static List<EnginePacket> unit(EncodedPacket packet, boolean compress) {
        String text = packet.text();
        List<byte[]> binary = packet.binary();
        if (text != null && binary.isEmpty()) return List.of(message(text, compress));
        List<EnginePacket> unit = new ArrayList<>(1 + binary.size());
        if (text != null) unit.add(message(text, compress));
        for (byte[] message : binary) unit.add(EnginePacket.binary(message, compress));
        return unit;
    }

    private static EnginePacket message(String text, boolean compress) {
        return EnginePacket.text(EnginePacket.Type.MESSAGE, text, compress);
    }

    /** What a client sent as plain data may look like a placeholder, and must not become one beside real attachments. */
    private static void checkPlaceholders(String json, int attachments, int expected) {
        try {
            if (JsonText.placeholders(json, attachments) == expected) return;
        } catch (MalformedPacketException e) {
            // a placeholder of no attachment: answered below
        }
        throw new PayloadException("beside binary there is data that looks like a placeholder of binary");
    }

    /** An event with one more argument, a string. */
    List<EnginePacket> withLast(OutgoingEvent event, String namespace, String argument) {
        if (parser instanceof TextParser) { // a bracket is to be moved, that is all
            List<EnginePacket> unit = new ArrayList<>(event.unit());
            EnginePacket head = unit.get(0);
            String text = head.data();
            StringBuilder json = new StringBuilder(text.length() + argument.length() + 3);
            json.append(text).setCharAt(text.length() - 1, ',');
            JsonStrings.quote(argument, json);
            unit.set(0, message(json.append(']').toString(), head.compress()));
            return List.copyOf(unit);
        }
        List<@Nullable Object> args = new ArrayList<>(event.args());
        args.add(argument);
        return event(namespace, event.ackId(), event.event(), event.compress(), args.toArray());
    }
}
