package io.socketio.jakarta.parser;

import java.util.Arrays;

/**
 * Checks JSON (RFC 8259) in one pass, without recursion and without making objects of it, and notes where the elements of an array and
 * the placeholders of binary attachments are.
 */
final class JsonScanner {
    private static final String PLACEHOLDER_KEY = "_placeholder";
    private static final String NUM_KEY = "num";
    private static final int[] NONE = {};

    private final String text;
    private final PacketLimits limits;
    private final int attachments;
    private int at;

    /** The open arrays and objects, outermost first. */
    private boolean[] isObject = new boolean[8];

    private int depth;

    /** The same for objects that may be placeholders, kept only where attachments are expected. */
    private Candidate[] candidates = {};

    private int[] placeholders = NONE;
    private int placeholderLength;

    /** What is known of an object that may turn out to be a placeholder. */
    private static final class Candidate {
        int start;
        int keyStart;
        int keyEnd;
        boolean isPlaceholder;
        int num;
    }

    /** @param attachments how many are expected: the numbers that placeholders may have */
    JsonScanner(String text, int start, PacketLimits limits, int attachments) {
        this.text = text;
        this.at = start;
        this.limits = limits;
        this.attachments = attachments;
    }

    /** An array that ends the text. */
    JsonText array() throws MalformedPacketException {
        int[] elements = new int[8];
        int length = 0;
        expect('[');
        push(false);
        skipBlanks();
        if (peek() == ']') at++;
        else
            do {
                skipBlanks();
                if (length == elements.length) elements = Arrays.copyOf(elements, length * 2);
                elements[length++] = at;
                value();
                elements[length++] = at;
                skipBlanks();
            } while (next(',', ']'));
        end();
        return new JsonText(text, Arrays.copyOf(elements, length), foundPlaceholders());
    }

    private int[] foundPlaceholders() {
        return placeholderLength == 0 ? NONE : Arrays.copyOf(placeholders, placeholderLength);
    }

    /** An object that ends the text. */
    JsonText object() throws MalformedPacketException {
        int start = at;
        if (peek() != '{') throw malformed("object expected");
        value();
        int end = at;
        end();
        return new JsonText(text, new int[] {start, end}, foundPlaceholders());
    }

    private void end() throws MalformedPacketException {
        skipBlanks();
        if (at != text.length()) throw malformed("text behind the JSON");
    }

    private void value() throws MalformedPacketException {
        int outer = depth;
        while (true) {
            skipBlanks();
            boolean opened = false;
            switch (peek()) {
                case '{' -> opened = open(true, '}');
                case '[' -> opened = open(false, ']');
                case '"' -> string();
                case 't' -> literal("true");
                case 'f' -> literal("false");
                case 'n' -> literal("null");
                default -> number();
            }
            if (opened) continue;
            if (!closeUpTo(outer)) return;
        }
    }

    /** Behind a value: closes what ends here. True if another value of an open array or object follows. */
    private boolean closeUpTo(int outer) throws MalformedPacketException {
        while (depth > outer) {
            boolean object = isObject[depth - 1];
            if (object) noteMember();
            skipBlanks();
            if (next(',', object ? '}' : ']')) {
                if (object) key();
                return true;
            }
            pop();
        }
        return false;
    }

    /** Opens an array or object. True if it has content. */
    private boolean open(boolean object, char close) throws MalformedPacketException {
        int start = at++;
        push(object);
        if (object && attachments > 0) candidate().start = start;
        skipBlanks();
        if (peek() == close) {
            at++;
            pop();
            return false;
        }
        if (object) key();
        return true;
    }

    private void push(boolean object) throws MalformedPacketException {
        if (depth == limits.maxJsonDepth())
            throw new MalformedPacketException("nested too deeply at " + at, "maxJsonDepth");
        if (depth == isObject.length) isObject = Arrays.copyOf(isObject, depth * 2);
        isObject[depth++] = object;
    }

    private void pop() throws MalformedPacketException {
        if (isObject[depth - 1] && attachments > 0) {
            Candidate it = candidates[depth - 1];
            if (it.isPlaceholder) notePlaceholder(it);
        }
        depth--;
    }

    private void key() throws MalformedPacketException {
        skipBlanks();
        int start = at;
        if (peek() != '"') throw malformed("key expected");
        string();
        if (attachments > 0) {
            Candidate it = candidates[depth - 1];
            it.keyStart = start;
            it.keyEnd = at;
        }
        skipBlanks();
        expect(':');
        skipBlanks();
        if (attachments > 0) valueStart = at;
    }

    /** Where the value of the last key began; of use only if that value is a scalar. */
    private int valueStart;

    private Candidate candidate() {
        if (candidates.length < depth) candidates = Arrays.copyOf(candidates, isObject.length);
        Candidate it = candidates[depth - 1];
        if (it == null) candidates[depth - 1] = it = new Candidate();
        it.isPlaceholder = false;
        it.num = -1;
        return it;
    }

    /** A member of an object ends here: does it make the object a placeholder? The last of equal keys counts, as in JavaScript. */
    private void noteMember() {
        if (attachments == 0) return;
        Candidate it = candidates[depth - 1];
        if (is(PLACEHOLDER_KEY, it)) it.isPlaceholder = text.startsWith("true", valueStart) && at == valueStart + 4;
        else if (is(NUM_KEY, it)) it.num = smallNumber(valueStart, at);
    }

    private boolean is(String key, Candidate it) {
        int length = it.keyEnd - it.keyStart - 2;
        if (length < key.length() || length > 6 * key.length()) return false;
        if (length == key.length()) return text.startsWith(key, it.keyStart + 1);
        // written with escapes it is the same key: to pass it on unseen would harm who gets it
        return JsonStrings.unquote(text.substring(it.keyStart, it.keyEnd)).equals(key);
    }

    private int smallNumber(int start, int end) {
        if (end - start > 9 || end <= start) return -1;
        int number = 0;
        for (int i = start; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) return -1;
            number = number * 10 + digit;
        }
        return number;
    }

    private void notePlaceholder(Candidate it) throws MalformedPacketException {
        if (it.num < 0 || it.num >= attachments) throw malformed("placeholder of no attachment");
        while (placeholderLength > 0 && placeholders[placeholderLength - 3] > it.start)
            placeholderLength -= 3; // inside this one
        if (placeholderLength == placeholders.length)
            placeholders = Arrays.copyOf(placeholders, Math.max(12, placeholderLength * 2));
        placeholders[placeholderLength++] = it.start;
        placeholders[placeholderLength++] = at;
        placeholders[placeholderLength++] = it.num;
    }

    private void string() throws MalformedPacketException {
        int i = plain(text, at + 1);
        while (i < text.length() && text.charAt(i) == '\\') i = plain(text, escape(i + 1) + 1);
        if (i == text.length() || text.charAt(i) != '"') throw malformed("string without end");
        at = i + 1;
    }

    /** The index of the next character that is not just part of a string. A loop of its own, which the compiler makes twice as fast. */
    private static int plain(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c < ' ') return i;
        }
        return text.length();
    }

    /**
     * Has the JVM compile the loop above while it has time. It runs over every character that clients send, and HotSpot (17.0.15, two processors)
     * had it wait for its compiler for up to 45 s when a stampede began right after the start: meanwhile messages of 1 kB took eight times as
     * long.
     */
    static void warmUp() {
        String text = "x".repeat(1_000);
        for (int i = 0; i < 3_000; i++) plain(text, i % 2);
    }

    /** Checks an escape; returns the index of its last character. */
    private int escape(int i) throws MalformedPacketException {
        if (i >= text.length()) throw malformed("string without end");
        if (text.charAt(i) != 'u') {
            if ("\"\\/bfnrt".indexOf(text.charAt(i)) < 0) throw malformed("unknown escape");
            return i;
        }
        if (i + 4 >= text.length()) throw malformed("string without end");
        for (int digit = i + 1; digit <= i + 4; digit++)
            if (Character.digit(text.charAt(digit), 16) < 0 || text.charAt(digit) > 'f')
                throw malformed("unknown escape");
        return i + 4;
    }

    private void number() throws MalformedPacketException {
        int start = at;
        if (peek() == '-') at++;
        if (peek() == '0') at++;
        else digits();
        if (peek() == '.') {
            at++;
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') at++;
            digits();
        }
        if (at - start > limits.maxNumberLength())
            throw new MalformedPacketException("number too long at " + start, "maxNumberLength");
    }

    private void digits() throws MalformedPacketException {
        int start = at;
        while (peek() >= '0' && peek() <= '9') at++;
        if (at == start) throw malformed("no JSON value");
    }

    private void literal(String word) throws MalformedPacketException {
        if (!text.startsWith(word, at)) throw malformed("no JSON value");
        at += word.length();
    }

    /** Takes one of two characters; true if it was the first. */
    private boolean next(char yes, char no) throws MalformedPacketException {
        char c = peek();
        if (c != yes && c != no) throw malformed("'" + yes + "' or '" + no + "' expected");
        at++;
        return c == yes;
    }

    private void expect(char c) throws MalformedPacketException {
        if (peek() != c) throw malformed("'" + c + "' expected");
        at++;
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) at++;
    }

    /** The character at hand; 0, which is no JSON, at the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private MalformedPacketException malformed(String what) {
        return new MalformedPacketException(what + " at " + at);
    }
}
