package io.socketio.jakarta.engine.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text payloads of Engine.IO 3. */
class LengthPayloadsTextFuzzTest {
    private static final Pattern LENGTH = Pattern.compile("([0-9]+):");

    @FuzzTest
    void anyBodyIsPacketsUpToTheFirstBadOne(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        List<String> expected = new ArrayList<>();
        boolean whole = split(text, expected);
        Payloads decoded = Payloads.decode(Protocol.V3, text);
        assertEquals(expected, decoded.texts());
        assertEquals(whole, decoded.whole());
        // a length may cut a surrogate pair in two, which UTF-8 cannot carry; but never in a payload that is right to
        // its end
        if (whole) decoded.surviveTheRoundTrip(Protocol.V3);
    }

    private static boolean split(String text, List<String> packets) {
        Matcher length = LENGTH.matcher(text);
        int at = 0;
        do {
            if (!length.region(at, text.length()).lookingAt()) return false;
            BigInteger end = new BigInteger(length.group(1)).add(BigInteger.valueOf(length.end()));
            if (end.compareTo(BigInteger.valueOf(text.length())) > 0) return false;
            at = end.intValueExact();
            if (at == length.end()) continue; // "0:" is an empty payload
            try {
                packets.add(Protocol.V3.packet(text.substring(length.end(), at)).encoded());
            } catch (MalformedPacketException e) {
                return false;
            }
        } while (at < text.length());
        return true;
    }
}
