package io.socketio.jakarta.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Parsson must be of the same opinion about any text. What only the scanner refuses is in {@link #isForTheScanner}. */
class JsonScannerFuzzTest {
    private static final int MAX_DEPTH = 50;
    private static final int MAX_NUMBER = 1_000;
    private static final PacketLimits LIMITS = new PacketLimits(0, 0, MAX_DEPTH, MAX_NUMBER);
    private static final int ATTACHMENTS = 2;
    private static final int SHIFT = 5;

    // its own bound on depth throws something else
    private static final JsonParserFactory PARSSON =
            Json.createParserFactory(Map.of("org.eclipse.parsson.maxDepth", Integer.MAX_VALUE));

    /** @param text of keys, strings and numbers */
    private record Token(Event event, String text) {}

    @FuzzTest
    void anyTextIsWhatParssonSays(byte[] input) throws MalformedPacketException {
        // a WebSocket may let unpaired surrogates through: here they are what is not UTF-8
        String text = new String(input, StandardCharsets.UTF_8)
                .replace("\ufffd\ufffd", "\ude00")
                .replace('\ufffd', '\ud83d');
        List<Token> tokens = tokens(text);
        JsonText scanned = scan(text, 0);
        assertEquals(isForTheScanner(text, tokens), scanned != null, text);
        if (scanned == null) return;
        isSlicedExactly(scanned, text, tokens);
        stringsAreTheSame(text, tokens);
        placeholdersAreTheSame(text, tokens);
    }

    /** Null if the text is refused. */
    private static JsonText scan(String text, int attachments) {
        JsonScanner scanner = new JsonScanner(text, 0, LIMITS, attachments);
        try {
            return text.startsWith("{") ? scanner.object() : scanner.array();
        } catch (MalformedPacketException e) {
            return null;
        }
    }

    /** Null if the text is refused. */
    private static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        try (JsonParser parser = PARSSON.createParser(new StringReader(text))) {
            while (parser.hasNext()) {
                Event event = parser.next();
                boolean hasText = event == Event.KEY_NAME || event == Event.VALUE_STRING || event == Event.VALUE_NUMBER;
                tokens.add(new Token(event, hasText ? parser.getString() : ""));
            }
            return tokens;
        } catch (JsonException e) {
            return null;
        }
    }

    private static boolean isForTheScanner(String text, List<Token> tokens) {
        if (tokens == null) return false;
        // blanks in front and scalars, which no payload has
        if (!text.startsWith("[") && !text.startsWith("{")) return false;
        int depth = 0;
        for (Token token : tokens) {
            switch (token.event()) {
                case START_ARRAY, START_OBJECT -> depth++;
                case END_ARRAY, END_OBJECT -> depth--;
                case VALUE_NUMBER -> {
                    if (token.text().length() > MAX_NUMBER) return false;
                }
                default -> {}
            }
            if (depth > MAX_DEPTH) return false;
        }
        return true;
    }

    private static void isSlicedExactly(JsonText scanned, String text, List<Token> tokens) {
        if (text.startsWith("{")) {
            assertEquals(1, scanned.size());
            assertEquals(text.strip(), scanned.element(0));
            return;
        }
        List<Token> joined = new ArrayList<>();
        joined.add(tokens.get(0));
        for (int i = 0; i < scanned.size(); i++) {
            String element = scanned.element(i);
            assertEquals(element.strip(), element);
            List<Token> alone = tokens("[" + element + "]");
            joined.addAll(alone.subList(1, alone.size() - 1));
            if (element.startsWith("\"")) assertEquals(alone.get(1).text(), JsonStrings.unquote(element));
        }
        joined.add(tokens.get(tokens.size() - 1));
        assertEquals(tokens, joined);
    }

    private static void stringsAreTheSame(String text, List<Token> tokens) throws MalformedPacketException {
        String escaped = JsonStrings.escapeUnpaired(text);
        assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(escaped), escaped);
        assertEquals(tokens, tokens(escaped));
        for (Token token : tokens) {
            if (token.event() != Event.VALUE_STRING) continue;
            StringBuilder quoted = new StringBuilder();
            JsonStrings.quote(token.text(), quoted);
            assertEquals(token.text(), JsonStrings.unquote(quoted.toString()));
            assertEquals(
                    quoted.toString(),
                    new JsonScanner("[" + quoted + "]", 0, LIMITS, 0).array().element(0));
        }
    }

    private static void placeholdersAreTheSame(String text, List<Token> tokens) {
        Reference reference = new Reference(tokens, ATTACHMENTS);
        JsonText scanned = scan(text, ATTACHMENTS);
        assertEquals(reference.refused, scanned == null, text);
        if (scanned == null) return;
        assertEquals(reference.numbers.size(), scanned.placeholders(), text);

        StringBuilder shifted = new StringBuilder();
        for (int i = 0; i < scanned.size(); i++) {
            int before = shifted.length();
            scanned.appendElement(i, shifted, SHIFT);
            List<Token> element = tokens("[" + shifted.substring(before) + "]");
            assertEquals(
                    new Reference(element, ATTACHMENTS + SHIFT).numbers.size(), scanned.placeholders(i, i + 1), text);
            shifted.append(',');
        }
        if (scanned.size() > 0) shifted.setLength(shifted.length() - 1);
        assertEquals(
                reference.numbers.stream().map(number -> number + SHIFT).toList(),
                new Reference(tokens("[" + shifted + "]"), ATTACHMENTS + SHIFT).numbers,
                text);
    }

    /** Looks for placeholders as the reference server does, in objects: the last of equal keys counts. Recursion ends at MAX_DEPTH. */
    private static final class Reference {
        private final Iterator<Token> tokens;
        private final int attachments;

        /** Those of the placeholders that are in no other one. */
        private final List<Integer> numbers = new ArrayList<>();

        private boolean refused;

        Reference(List<Token> tokens, int attachments) {
            this.tokens = tokens.iterator();
            this.attachments = attachments;
            value(this.tokens.next());
        }

        private void value(Token first) {
            if (first.event() == Event.START_OBJECT) object();
            if (first.event() != Event.START_ARRAY) return;
            for (Token item = tokens.next(); item.event() != Event.END_ARRAY; item = tokens.next()) value(item);
        }

        private void object() {
            int outside = numbers.size();
            boolean placeholder = false;
            int num = -1;
            for (Token key = tokens.next(); key.event() != Event.END_OBJECT; key = tokens.next()) {
                Token first = tokens.next();
                value(first);
                if (key.text().equals("_placeholder")) placeholder = first.event() == Event.VALUE_TRUE;
                if (key.text().equals("num")) num = num(first);
            }
            if (!placeholder) return;
            numbers.subList(outside, numbers.size()).clear();
            numbers.add(num);
            if (num < 0 || num >= attachments) refused = true;
        }

        /** Stricter than the reference: only digits. */
        private static int num(Token token) {
            boolean digits = token.event() == Event.VALUE_NUMBER && token.text().matches("[0-9]{1,9}");
            return digits ? Integer.parseInt(token.text()) : -1;
        }
    }
}
