package io.socketio.jakarta.parser;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Valid JSON inside a longer text, with the places that matter: the elements of its outer array and the placeholders of binary
 * attachments. Immutable; nothing is parsed or copied until somebody asks.
 */
public final class JsonText {
    /** Event names that neither side may send. */
    public static final Set<String> RESERVED =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

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

    /**
     * Checks the payload of a packet that a client sent, in one pass and without recursion: that it is JSON, that packets of this type
     * may carry it, that the name of an event is none of the {@link #RESERVED}, and that each placeholder stands for an attachment.
     *
     * @param type the packet's type
     * @param text ends with the payload
     * @param start where the payload begins; the length of the text if there is none
     * @param attachments how many the packet has; 0: what looks like a placeholder is data
     * @param limits how deeply arrays and objects may be nested, how long numbers may be
     * @return the payload; {@code null} if there is none
     * @throws MalformedPacketException if something is wrong with it
     */
    public static @Nullable JsonText payload(
            PacketType type, String text, int start, int attachments, PacketLimits limits)
            throws MalformedPacketException {
        boolean none = start == text.length();
        JsonScanner scanner = new JsonScanner(text, start, limits, attachments);
        switch (type) {
            case CONNECT -> {
                return none ? null : scanner.object();
            }
            case DISCONNECT -> {
                if (none) return null;
                throw new MalformedPacketException("DISCONNECT with a payload");
            }
            case CONNECT_ERROR -> throw new MalformedPacketException("CONNECT_ERROR from a client");
            case EVENT, ACK -> {
                if (none) return null; // Node lets these pass, and they do nothing
            }
            default -> {}
        }
        JsonText array = scanner.array();
        if (type == PacketType.EVENT || type == PacketType.BINARY_EVENT) checkName(array);
        return array;
    }

    private static void checkName(JsonText array) throws MalformedPacketException {
        if (array.size() == 0) throw new MalformedPacketException("event without a name");
        String name = array.element(0);
        char first = name.charAt(0);
        if (first == '"') {
            if (RESERVED.contains(JsonStrings.unquote(name))) throw new MalformedPacketException("reserved event name");
        } else if (first != '-' && (first < '0' || first > '9')) {
            throw new MalformedPacketException("event name is neither string nor number");
        }
    }

    /**
     * How many placeholders of attachments a payload shows to its receivers, real ones and what only looks like one.
     *
     * @param json an array or an object
     * @param attachments how many there are, at least one
     * @return the number of placeholders
     * @throws MalformedPacketException if one of them stands for no attachment: receivers would give up the connection
     */
    public static int placeholders(String json, int attachments) throws MalformedPacketException {
        JsonScanner scanner = new JsonScanner(json, 0, PacketLimits.NONE, attachments);
        return (json.charAt(0) == '[' ? scanner.array() : scanner.object()).placeholders();
    }

    /**
     * The number of elements.
     *
     * @return the size of the array; 1 for what is none
     */
    public int size() {
        return elements.length / 2;
    }

    /** The length of the text that this holds on to. */
    int textLength() {
        return text.length();
    }

    /**
     * The text of an element.
     *
     * @param index from 0
     * @return JSON, as it came
     */
    public String element(int index) {
        return text.substring(elements[2 * index], elements[2 * index + 1]);
    }

    /**
     * Appends the text of an element, its placeholders written in the one way that a {@link Parser} knows.
     *
     * @param index from 0
     * @param out gets the JSON
     * @param shift what the numbers of its placeholders grow by
     */
    public void appendElement(int index, StringBuilder out, int shift) {
        int from = elements[2 * index];
        int end = elements[2 * index + 1];
        for (int p = firstPlaceholder(from); p < placeholders.length && placeholders[p] < end; p += 3) {
            out.append(text, from, placeholders[p]);
            out.append("{\"_placeholder\":true,\"num\":")
                    .append(placeholders[p + 2] + shift)
                    .append('}');
            from = placeholders[p + 1];
        }
        out.append(text.substring(from, end)); // copies at once; a range, character by character
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

    /**
     * How many placeholders there are.
     *
     * @return 0 or more
     */
    public int placeholders() {
        return placeholders.length / 3;
    }

    /**
     * How many placeholders the elements of a range hold.
     *
     * @param first the first element
     * @param end behind the last one
     * @return 0 or more
     */
    public int placeholders(int first, int end) {
        if (first == end) return 0;
        return (firstPlaceholder(elements[2 * end - 1]) - firstPlaceholder(elements[2 * first])) / 3;
    }

    @Override
    public String toString() {
        return Arrays.toString(elements) + " of " + text.length();
    }
}
