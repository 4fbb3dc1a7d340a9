package io.socketio.jakarta.parser;

import java.util.Arrays;

/**
 * Valid JSON inside a longer text, with the places that matter: the elements of its outer array and the placeholders of binary
 * attachments. Nothing is parsed or copied until somebody asks.
 */
public final class JsonText {
    private static final int[] NONE = {};

    /** An array without elements. */
    public static final JsonText EMPTY = new JsonText("[]", NONE, NONE);

    private final String text;
    private final int[] elements; // start and end of each
    private final int[] placeholders; // start, end and attachment number of each, in the order of the text

    JsonText(String text, int[] elements, int[] placeholders) {
        this.text = text;
        this.elements = elements;
        this.placeholders = placeholders;
    }

    /** JSON that is not an array. */
    static JsonText value(String text, int start, int end) {
        return new JsonText(text, new int[] {start, end}, NONE);
    }

    /** The number of elements of the array; 1 for what is none. */
    public int size() {
        return elements.length / 2;
    }

    /** The length of the text that this holds on to. */
    int textLength() {
        return text.length();
    }

    /** The text of an element. */
    public String element(int index) {
        return text.substring(elements[2 * index], elements[2 * index + 1]);
    }

    /** Appends the text of an element; its placeholders' numbers grow by {@code shift}. */
    public void appendElement(int index, StringBuilder out, int shift) {
        int from = elements[2 * index];
        int end = elements[2 * index + 1];
        if (shift != 0) {
            for (int p = firstPlaceholder(from); p < placeholders.length && placeholders[p] < end; p += 3) {
                out.append(text, from, placeholders[p]);
                out.append("{\"_placeholder\":true,\"num\":")
                        .append(placeholders[p + 2] + shift)
                        .append('}');
                from = placeholders[p + 1];
            }
        }
        out.append(text, from, end);
    }

    /** Where the placeholders from an index of the text on begin; they are sorted. */
    private int firstPlaceholder(int index) {
        int low = 0;
        int high = placeholders.length / 3;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (placeholders[3 * middle] < index) low = middle + 1;
            else high = middle;
        }
        return 3 * low;
    }

    /** How many placeholders the elements of a range hold. */
    public int placeholders(int first, int end) {
        if (first == end) return 0;
        return (firstPlaceholder(elements[2 * end - 1]) - firstPlaceholder(elements[2 * first])) / 3;
    }

    @Override
    public String toString() {
        return Arrays.toString(elements) + " of " + text.length();
    }
}
