package io.socketio.jakarta.cdi;

import jakarta.validation.MessageInterpolator;
import jakarta.validation.ValidationException;
import java.util.Locale;

/**
 * Ends a validation that finds too much, as each violation needs a message: a payload of 1 MB may have hundreds of thousands, which took
 * Hibernate Validator 8.0.2 twelve seconds and 190 MB.
 */
final class CountedMessages implements MessageInterpolator {
    private final MessageInterpolator messages;
    private final int limit;
    private final ThreadLocal<Integer> count = ThreadLocal.withInitial(() -> 0);

    CountedMessages(MessageInterpolator messages, int limit) {
        this.messages = messages;
        this.limit = limit;
    }

    /** To be called after each validation, on its thread; whether it was ended. */
    boolean reset() {
        boolean tooMany = count.get() > limit;
        count.remove();
        return tooMany;
    }

    @Override
    public String interpolate(String template, Context context) {
        another();
        return messages.interpolate(template, context);
    }

    @Override
    public String interpolate(String template, Context context, Locale locale) {
        another();
        return messages.interpolate(template, context, locale);
    }

    private void another() {
        count.set(count.get() + 1);
        if (count.get() > limit) throw new ValidationException("more than " + limit + " violations");
    }
}
