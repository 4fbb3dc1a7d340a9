package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Message;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.Type;

/**
 * Jakarta Validation of payloads, where the application has it. Nothing but {@link BeanValidation} may name its classes, as they may be
 * missing.
 */
interface PayloadValidation extends AutoCloseable {
    /** Asked once, when the application starts. */
    static PayloadValidation of(BeanManager beans) {
        try {
            Class.forName("jakarta.validation.Validation", false, PayloadValidation.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return new None();
        }
        return new BeanValidation(beans);
    }

    /** Whether payloads of a type must be checked. To be asked once for each route. */
    boolean constrains(Type payload);

    /**
     * Lets a valid payload through by returning.
     *
     * @param message whose payload's type is constrained
     * @throws PayloadValidationException if it violates a constraint
     */
    void check(Message<?> message);

    @Override
    void close();

    /** There is no Jakarta Validation. */
    final class None implements PayloadValidation {
        @Override
        public boolean constrains(Type payload) {
            return false;
        }

        @Override
        public void check(Message<?> message) {}

        @Override
        public void close() {}
    }
}
