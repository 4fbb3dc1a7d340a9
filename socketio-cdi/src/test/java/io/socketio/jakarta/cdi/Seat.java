package io.socketio.jakarta.cdi;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A payload with a constraint of its own. */
@Seat.Exists
public record Seat(int number) {
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = SeatValidator.class)
    public @interface Exists {
        String message() default "no such seat";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }
}
