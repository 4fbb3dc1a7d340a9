package io.socketio.jakarta.cdi;

import io.socketio.jakarta.PayloadException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A payload violates constraints of Jakarta Validation: no observer got it. The cause of a {@link io.socketio.jakarta.HandlerFailure}; if
 * the client asked for an acknowledgement, it has been answered with {@code {"error": "validation", "violations": [{"path": "text",
 * "message": "must not be blank"}]}}.
 */
public final class PayloadValidationException extends PayloadException {
    private static final long serialVersionUID = 1L;

    static final int MAX_VIOLATIONS = 100;

    /** Instead of them. */
    static final Violation TOO_MANY = new Violation("", "more than " + MAX_VIOLATIONS + " violations");

    private static final int MAX_TEXT = 1_000;

    private final transient List<Violation> violations;

    /**
     * What is wrong, and where.
     *
     * @param path of the property in the payload, such as {@code lines[0].text}, by the names in Java; empty for the payload as a whole; at
     *     most 1,000 characters
     * @param message of the constraint, in the default locale of the server; at most 1,000 characters
     */
    public record Violation(String path, String message) {
        /**
         * Cuts what is too long: both may quote the payload.
         *
         * @param path of the property
         * @param message of the constraint
         */
        public Violation {
            path = cut(path);
            message = cut(message);
        }

        private static String cut(String text) {
            if (text.length() <= MAX_TEXT) return text;
            return text.substring(0, Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT);
        }
    }

    PayloadValidationException(String event, List<Violation> violations) {
        super("the payload of \"" + event + "\" is not valid: "
                + (violations.get(0).path().isEmpty() ? "" : violations.get(0).path() + " ")
                + violations.get(0).message()
                + (violations.size() > 1 ? " (the first of " + violations.size() + " violations)" : ""));
        this.violations = List.copyOf(violations);
    }

    /**
     * All that is wrong, in the order of the paths; beyond 100 violations the validation ends, and there is just one, without a path, that
     * says so.
     *
     * @return at least one, at most 100
     */
    public List<Violation> violations() {
        return violations;
    }

    /** What the client is told. */
    Map<String, Object> answer() {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("error", "validation");
        answer.put(
                "violations",
                violations().stream().map(PayloadValidationException::asMap).toList());
        return answer;
    }

    private static Map<String, String> asMap(Violation violation) {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("path", violation.path());
        map.put("message", violation.message());
        return map;
    }
}
