package io.socketio.jakarta.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonStringsTest {
    private static String quoted(String text) {
        StringBuilder out = new StringBuilder();
        JsonStrings.quote(text, out);
        return out.toString();
    }

    @Test
    void quotesAsJavaScriptDoes() {
        assertEquals("\"\"", quoted(""));
        assertEquals("\"plain é €\"", quoted("plain é €"));
        assertEquals("\"\\\"\\\\/\\n\\r\\t\\u0000\\u001e\"", quoted("\"\\/\n\r\t\0\u001e"));
        assertEquals("\"\uD83D\uDE00\"", quoted("\uD83D\uDE00"));
    }

    @Test
    void unpairedSurrogatesAreEscaped() {
        assertEquals("\"\\ud83d\"", quoted("\uD83D"));
        assertEquals("\"\\ude00\"", quoted("\uDE00"));
        assertEquals("\"a\\ud83db\"", quoted("a\uD83Db"));
        assertEquals("\"\\ude00\\ud83d\"", quoted("\uDE00\uD83D"));
        assertEquals("\"\\ud83d\uD83D\uDE00\\ude00\"", quoted("\uD83D\uD83D\uDE00\uDE00"));
    }

    @Test
    void unquotesAllEscapes() {
        assertEquals(
                "\"\\/\b\f\n\r\t\u00ff\u00FF", JsonStrings.unquote("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00ff\\u00FF\""));
        assertEquals("", JsonStrings.unquote("\"\""));
        assertEquals("\uD83D", JsonStrings.unquote("\"\\uD83D\""));
    }

    @Test
    void jsonKeepsItsTextUnlessSurrogatesAreUnpaired() {
        String fine = "{\"a\":\"\uD83D\uDE00\"}";
        assertSame(fine, JsonStrings.escapeUnpaired(fine));
        assertEquals(
                "{\"a\":\"\\ud83dx\uD83D\uDE00\\ude00\"}",
                JsonStrings.escapeUnpaired("{\"a\":\"\uD83Dx\uD83D\uDE00\uDE00\"}"));
    }

    @Test
    void anyStringSurvivesTheRoundTrip() throws MalformedPacketException {
        long seed = 20_240_601;
        Random random = new Random(seed);
        char[] alphabet = "a\"\\/\b\f\n\r\t\0\u001e\u007fé€\uD83D\uDE00\uDBFF\uDC00\u2028\uFFFF".toCharArray();
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--)
                text.append(alphabet[random.nextInt(alphabet.length)]);
            String json = quoted(text.toString());
            String about = "seed " + seed + ", round " + round + ": " + json;
            assertEquals(text.toString(), JsonStrings.unquote(json), about);
            assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(json), about);
            assertEquals(
                    json,
                    new JsonScanner("[" + json + "]", 0, Depth.of(1), 0).array().element(0),
                    about);
        }
    }
}
