package io.socketio.jakarta.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.socketio.jakarta.engine.parser.MalformedPacketException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonpTest {
    private static String script(String index, String payload) {
        return new String(new Jsonp(index).script(payload.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    @Test
    void thePayloadIsAStringOfAScript() {
        assertEquals("___eio[7](\"2:4a\");", script("7", "2:4a"));
        assertEquals(
                "___eio[0](\"\\\"\\\\ \\u000a\\u000d\\u0000\\u001e é€😀 \\u2028\\u2029\u2027\");",
                script("0", "\"\\ \n\r\0\u001e é€😀 \u2028\u2029\u2027"));
    }

    @Test
    void nothingButDigitsNamesTheFunction() {
        assertEquals("___eio[12](\"\");", script("1];alert(document.cookie)//2", ""));
        assertEquals("___eio[](\"\");", script("", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "d=2%3A4a, 2:4a",
        "d=%E2%82%AC+x, € x",
        "x=1&d=4a&y=2, 4a",
        "'d=', ''",
    })
    void thePayloadIsAFieldOfAForm(String form, String payload) throws MalformedPacketException {
        assertEquals(payload, Jsonp.payload(form));
    }

    @Test
    void aFormWithoutItIsMalformed() {
        for (String form : new String[] {"", "2:4a", "e=4a", "D=4a"})
            assertThrows(MalformedPacketException.class, () -> Jsonp.payload(form), form);
    }

    /** What the 2.x browser client does to a payload before it puts it into its form. */
    static String form(String payload) {
        String escaped = payload.replace("\\n", "\\\\n").replace("\n", "\\n");
        return "d=" + URLEncoder.encode(escaped, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb",
                "a\\nb",
                "a\\\\nb",
                "\\\\\\n",
                "\n\\n\n",
                "\\",
                "\\\\",
                "4\"a\\\\\"\\n",
                "n\\",
                "\\r\\n\r"
            })
    void lineEndsComeBack(String payload) throws MalformedPacketException {
        assertEquals(payload, Jsonp.payload(form(payload)));
    }
}
