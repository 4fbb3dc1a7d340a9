package io.socketio.jakarta.msgpack;

import io.socketio.jakarta.parser.Decoder;
import io.socketio.jakarta.parser.EncodedPacket;
import io.socketio.jakarta.parser.Packet;
import io.socketio.jakarta.parser.PacketLimits;
import io.socketio.jakarta.parser.PacketType;
import io.socketio.jakarta.parser.Parser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/**
 * Each packet is one binary message: a MessagePack map of {@code type}, {@code data}, {@code nsp} and {@code id}, with binary values where
 * they are (npm {@code socket.io-msgpack-parser} 3). For clients that use it too: {@code io({ parser: msgpackParser })}, or the browser
 * bundle {@code socket.io.msgpack.min.js}; no other client is understood.
 *
 * <p>For the application nothing changes: arguments are bound, checked and bounded as those of the text format are, and {@code
 * Arguments.json} shows them as JSON. What MessagePack has and JSON has not is read as JavaScript would write it: dates (timestamps, and
 * those of notepack 2) as ISO text in UTC, {@code undefined} as {@code null} in arrays and as nothing in maps, NaN and the infinities as
 * {@code null}. Keys of maps must be text, other extension types are refused. Text that is not UTF-8 gets replacement characters, as do
 * unpaired surrogates on the way out. Integers are exact up to 64 bits; JavaScript clients round them to 53.
 *
 * <p>Beside binary values, data that looks like a placeholder of the text format ({@code _placeholder} is {@code true}) can neither be
 * received, it closes the connection, nor sent.
 *
 * <p><b>Threading:</b> any thread, several at once.
 */
public final class MsgpackParser implements Parser {
    /** The parser; all are alike. */
    public MsgpackParser() {}

    @Override
    public EncodedPacket encode(
            PacketType type, String namespace, long ackId, CharSequence json, List<byte[]> attachments) {
        boolean hasData = json.length() > 0;
        boolean hasId = ackId != Packet.NO_ACK;
        try (MessageBufferPacker out = MessagePack.newDefaultBufferPacker()) {
            out.packMapHeader(2 + (hasData ? 1 : 0) + (hasId ? 1 : 0));
            out.packString("type").packInt(type.code() - '0');
            if (hasData) {
                out.packString("data");
                new JsonToMsgpack(json.toString(), attachments, out).run();
            }
            out.packString("nsp").packString(namespace);
            if (hasId) out.packString("id").packLong(ackId);
            return new EncodedPacket(null, List.of(out.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not in memory
        }
    }

    @Override
    public Decoder decoder(PacketLimits limits) {
        return new MsgpackDecoder(limits);
    }
}
