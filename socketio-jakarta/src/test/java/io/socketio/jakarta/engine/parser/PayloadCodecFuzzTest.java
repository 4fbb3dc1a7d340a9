package io.socketio.jakarta.engine.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Payloads of Engine.IO 4. */
class PayloadCodecFuzzTest {
    @FuzzTest
    void anyBodyIsPacketsUpToTheFirstBadOne(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        List<String> expected = new ArrayList<>();
        boolean whole = true;
        for (String part : text.split("\u001e", -1)) {
            try {
                expected.add(EnginePacket.decode(part).encoded());
            } catch (MalformedPacketException e) {
                whole = false;
                break;
            }
        }
        Payloads decoded = Payloads.decode(Protocol.V4, text);
        assertEquals(expected, decoded.texts());
        assertEquals(whole, decoded.whole());
        decoded.surviveTheRoundTrip(Protocol.V4);
    }
}
