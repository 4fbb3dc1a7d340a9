package io.socketio.jakarta.cdi;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** That of each factory which is built by default (META-INF/validation.xml): tells when a factory lets go of its validators. */
public class PlainValidators implements ConstraintValidatorFactory {
    static final AtomicInteger RELEASED = new AtomicInteger();

    @Override
    public <T extends ConstraintValidator<?, ?>> T getInstance(Class<T> type) {
        try {
            return type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void releaseInstance(ConstraintValidator<?, ?> instance) {
        RELEASED.incrementAndGet();
    }
}
