package io.socketio.jakarta.engine.parser;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Consumer;

/** Several packets in one HTTP body (Engine.IO 4, "HTTP long-polling"): their texts, separated by 0x1E. */
final class PayloadCodec {
    private static final char SEPARATOR = '\u001e';

    private PayloadCodec() {}

    static byte[] encode(List<EnginePacket> packets) {
        if (packets.size() == 1) return Protocol.V4.utf8(packets.get(0));
        int size = 0;
        for (EnginePacket packet : packets) size += packet.isBinary() ? packet.size() * 4 / 3 : packet.size();
        ByteArrayOutputStream body = new ByteArrayOutputStream(size);
        for (EnginePacket packet : packets) {
            if (body.size() > 0) body.write(SEPARATOR);
            body.writeBytes(Protocol.V4.utf8(packet));
        }
        return body.toByteArray();
    }

    /**
     * Hands over the packets of a body, those before a bad one too.
     *
     * @throws MalformedPacketException at the first bad one
     */
    static void decode(String body, Consumer<EnginePacket> packets) throws MalformedPacketException {
        int start = 0;
        while (true) {
            int end = body.indexOf(SEPARATOR, start);
            packets.accept(EnginePacket.decode(end < 0 ? body.substring(start) : body.substring(start, end)));
            if (end < 0) return;
            start = end + 1;
        }
    }
}
