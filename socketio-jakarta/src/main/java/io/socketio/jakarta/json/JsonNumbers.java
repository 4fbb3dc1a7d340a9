package io.socketio.jakarta.json;

/** JSON numbers to and from Java's, without arithmetic on numbers that a client chose. */
final class JsonNumbers {
    /** Up to here every integral double is exact, and prints shorter as an integer. */
    private static final double EXACT = 1L << 53;

    private JsonNumbers() {}

    /** As JavaScript does, NaN and the infinities become {@code null}. */
    static void append(Number number, StringBuilder out) {
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            if (!Double.isFinite(value)) out.append("null");
            else if (value == Math.rint(value) && Math.abs(value) < EXACT) out.append((long) value);
            else out.append(number);
        } else {
            out.append(number);
        }
    }

    /**
     * The integer that a JSON number is.
     *
     * @throws ArithmeticException if it is none, or does not fit a long exactly
     * @throws NumberFormatException if the JSON is no number
     */
    static long integer(String json) {
        if (json.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'))) return Long.parseLong(json);
        double value = Double.parseDouble(json);
        if (value == Math.rint(value) && Math.abs(value) < EXACT) return (long) value;
        throw new ArithmeticException("no integer");
    }
}
