package io.socketio.jakarta.engine.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Binary payloads of Engine.IO 3. */
class LengthPayloadsBinaryFuzzTest {
    @FuzzTest
    void anyBodyIsPacketsUpToTheFirstBadOne(byte[] body) {
        List<String> expected = new ArrayList<>();
        boolean whole = split(ByteBuffer.wrap(body), expected);
        Payloads decoded = Payloads.decode(Protocol.V3, body);
        assertEquals(expected, decoded.texts());
        assertEquals(whole, decoded.whole());
        decoded.surviveTheRoundTrip(Protocol.V3);
    }

    private static boolean split(ByteBuffer body, List<String> packets) {
        try {
            do {
                byte kind = body.get();
                StringBuilder digits = new StringBuilder();
                for (byte digit = body.get(); digit != (byte) 0xFF; digit = body.get())
                    digits.append(digit >= 0 && digit < 10 ? (char) ('0' + digit) : 'x');
                BigInteger length = new BigInteger(digits.toString());
                if (length.compareTo(BigInteger.valueOf(body.remaining())) > 0) return false;
                byte[] content = new byte[length.intValueExact()];
                body.get(content);
                if (kind != 0 && kind != 1) return false;
                EnginePacket packet = kind == 1
                        ? Protocol.V3.packet(content)
                        : Protocol.V3.packet(new String(content, StandardCharsets.UTF_8));
                packets.add(packet.encoded());
            } while (body.hasRemaining());
            return true;
        } catch (BufferUnderflowException | NumberFormatException | MalformedPacketException e) {
            return false;
        }
    }
}
