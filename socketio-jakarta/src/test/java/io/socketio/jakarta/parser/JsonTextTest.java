package io.socketio.jakarta.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class JsonTextTest {
    private static String appended(JsonText text, int index, int shift) {
        StringBuilder out = new StringBuilder("<");
        text.appendElement(index, out, shift);
        return out.append('>').toString();
    }

    @Test
    void elementsAreSlices() throws MalformedPacketException {
        JsonText text = new JsonScanner("21 [ \"a\" , [1, 2] ,{ }]", 3, Depth.of(10), 0).array();
        assertEquals(3, text.size());
        assertEquals("\"a\"", text.element(0));
        assertEquals("[1, 2]", text.element(1));
        assertEquals("{ }", text.element(2));
        assertEquals("<[1, 2]>", appended(text, 1, 0));
        assertEquals("<[1, 2]>", appended(text, 1, 5));
        assertEquals(0, JsonText.EMPTY.size());
    }

    @Test
    void placeholdersAreRenumberedInTheElementAskedFor() throws MalformedPacketException {
        String array = "[{\"_placeholder\":true,\"num\":0},"
                + "[1,{ \"num\" : 1, \"_placeholder\" : true },\"x\",{\"deep\":{\"_placeholder\":true,\"num\":0}}],"
                + "{\"_placeholder\":true,\"num\":2},"
                + "{\"num\":1}]";
        JsonText text = new JsonScanner(array, 0, Depth.of(10), 3).array();
        assertEquals("<{\"_placeholder\":true,\"num\":0}>", appended(text, 0, 0));
        assertEquals("<{\"_placeholder\":true,\"num\":10}>", appended(text, 0, 10));
        assertEquals(
                "<[1,{\"_placeholder\":true,\"num\":11},\"x\",{\"deep\":{\"_placeholder\":true,\"num\":10}}]>",
                appended(text, 1, 10));
        assertEquals("<{\"_placeholder\":true,\"num\":3}>", appended(text, 2, 1));
        assertEquals("<{\"num\":1}>", appended(text, 3, 1));
    }

    @Test
    void escapedKeysMakePlaceholdersToo() throws MalformedPacketException {
        JsonText text = new JsonScanner("[{\"\\u005fplaceholder\":true,\"n\\u0075m\":0}]", 0, Depth.of(10), 1).array();
        assertEquals("<{\"_placeholder\":true,\"num\":2}>", appended(text, 0, 2));
    }

    @Test
    void whatIsInsideAPlaceholderGoesWithIt() throws MalformedPacketException {
        String array = "[[{\"_placeholder\":true,\"num\":1},"
                + "{\"x\":{\"_placeholder\":true,\"num\":0},\"_placeholder\":true,\"num\":1}]]";
        JsonText text = new JsonScanner(array, 0, Depth.of(10), 2).array();
        assertEquals("<[{\"_placeholder\":true,\"num\":2},{\"_placeholder\":true,\"num\":2}]>", appended(text, 0, 1));
    }
}
