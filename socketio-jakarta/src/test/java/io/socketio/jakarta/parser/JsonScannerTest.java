package io.socketio.jakarta.parser;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScannerTest {
    private static JsonText scan(String array, int maxDepth) throws MalformedPacketException {
        return new JsonScanner(array, 0, Depth.of(maxDepth), 0).array();
    }

    private static void refuses(String array) {
        assertThrows(MalformedPacketException.class, () -> scan(array, 1_000), array);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "12",
                "0.5",
                "-1.25e+10",
                "1E5",
                "2e-3",
                "true",
                "false",
                "null",
                "\"\"",
                "\"é\u2028\uD83D\uDE00\"",
                "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00Ff\"",
                "\"\uD800\"",
                "\"\\ud800\"",
                "\"\u007f\"",
                "{}",
                "[]",
                "[[],{}]",
                "{\"a\":1,\"a\":[{\"b\":null}]}",
                "{ \"a\" : [ 1 , 2 ] }"
            })
    void acceptsJson(String value) throws MalformedPacketException {
        JsonText array = scan("[ " + value + " ,\t" + value + "\n]\r ", 1_000);
        assertEquals(2, array.size());
        assertEquals(value, array.element(0));
        assertEquals(value, array.element(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "01",
                "+1",
                "-",
                "1.",
                ".5",
                "1e",
                "1e+",
                "--1",
                "0x1",
                "1a",
                "NaN",
                "Infinity",
                "True",
                "tru",
                "truex",
                "nul",
                "undefined",
                "\"",
                "\"a",
                "\"\\\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\\u１２３４\"",
                "\"\\",
                "\"\n\"",
                "\"\t\"",
                "\"\u0000\"",
                "'a'",
                "{",
                "}",
                "{a:1}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,}",
                "{\"a\" 1}",
                "{1:2}",
                "{\"a\":1 \"b\":2}",
                "[",
                "]",
                "[1",
                "[1}",
                "{\"a\":1]",
                "[1,]",
                "[,1]",
                "[1,,2]",
                "[1 2]",
                "/**/1",
                "1//",
                "\u00a01",
                "\uFEFF1"
            })
    void refusesWhatIsNot(String value) {
        refuses("[" + value + (value.isEmpty() ? ",1]" : "]"));
        refuses("[1,{\"k\":" + value + "}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "]", "[]]", "[] x", "[],", "{}", "[\"a\"", "[\"a\",", "[1,]", "[,]", " []"})
    void theTextIsOneArray(String text) {
        refuses(text);
    }

    @Test
    void nestingIsBounded() throws MalformedPacketException {
        assertEquals(1, scan("[".repeat(10) + "]".repeat(10), 10).size());
        assertThrows(MalformedPacketException.class, () -> scan("[".repeat(11) + "]".repeat(11), 10));
        String objects = "{\"a\":".repeat(9) + "1" + "}".repeat(9);
        assertEquals(objects, scan("[" + objects + "]", 10).element(0));
        assertThrows(MalformedPacketException.class, () -> scan("[{\"a\":" + objects + "}]", 10));
        // the bound is on depth, not on how many there are
        assertEquals(1_000, scan("[" + "[[]],".repeat(999) + "[{}]]", 3).size());
    }

    @Test
    void depthNeedsNoStack() {
        int depth = 1_000_000;
        String deep = "[".repeat(depth) + "]".repeat(depth);
        assertDoesNotThrow(() -> scan(deep, depth));
        assertThrows(MalformedPacketException.class, () -> scan(deep, depth - 1));
        assertThrows(MalformedPacketException.class, () -> scan("[".repeat(depth), depth));
    }

    @Test
    void numbersAreBounded() throws MalformedPacketException {
        String longest = "1".repeat(1_000);
        assertEquals(longest, scan("[" + longest + "]", 2).element(0));
        refuses("[1" + longest + "]");
        refuses("[-" + longest + "]");
        refuses("[0." + longest + "]");
        refuses("[1e" + longest + "]");
        assertEquals("1e1000000000", scan("[1e1000000000]", 2).element(0));
    }

    @Test
    void placeholdersInManyObjectsTakeLinearTime() {
        // 200,000 objects with attachments expected, nested and side by side
        String placeholder = "{\"_placeholder\":true,\"num\":0}";
        String wide = "[" + (placeholder + ",").repeat(100_000) + placeholder + "]";
        String nested = "[" + "{\"_placeholder\":true,\"num\":0,\"x\":".repeat(50_000) + "1" + "}".repeat(50_000) + "]";
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertEquals(
                    100_001, new JsonScanner(wide, 0, Depth.of(10), 1).array().size());
            JsonText outermost = new JsonScanner(nested, 0, Depth.of(100_000), 1).array();
            StringBuilder out = new StringBuilder();
            outermost.appendElement(0, out, 4);
            assertEquals("{\"_placeholder\":true,\"num\":4}", out.toString());
        });
    }
}
