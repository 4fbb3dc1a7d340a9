package io.socketio.jakarta.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.socketio.jakarta.engine.Query;
import io.socketio.jakarta.engine.parser.MalformedPacketException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Payloads in forms. */
class JsonpFuzzTest {
    private static final Pattern SLASHES = Pattern.compile("(\\\\)?\\\\n");

    @FuzzTest
    void anyFormIsAPayloadOrMalformed(byte[] body) throws MalformedPacketException {
        String form = new String(body, StandardCharsets.UTF_8);
        String field = Query.all(form).get("d");
        try {
            assertEquals(reference(field), Jsonp.payload(form));
        } catch (MalformedPacketException e) {
            assertNull(field, form);
        }
        // clients write a line end behind a backslash as they write the letters \n: there is no way back, in any server
        if (!form.contains("\\\n")) assertEquals(form, Jsonp.payload(JsonpTest.form(form)));
    }

    /** As the reference server does it: in two steps. */
    private static String reference(String field) {
        if (field == null) return null;
        return SLASHES.matcher(field)
                .replaceAll(it -> Matcher.quoteReplacement(it.group(1) == null ? "\n" : it.group()))
                .replace("\\\\n", "\\n");
    }
}
