package io.socketio.jakarta.it.apps.ee;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** With a constraint of its own. */
public record Bid(@Bid.Affordable int price) {
    /** Asks a bean. */
    @Target(ElementType.FIELD)
    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = AffordableValidator.class)
    public @interface Affordable {
        /** What is wrong. */
        String message() default "is too much";

        /** None. */
        Class<?>[] groups() default {};

        /** None. */
        Class<? extends Payload>[] payload() default {};
    }
}
