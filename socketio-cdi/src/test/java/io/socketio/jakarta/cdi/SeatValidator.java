package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Socket;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/** A constraint validator that is a bean. */
@Dependent
public class SeatValidator implements ConstraintValidator<Seat.Exists, Seat> {
    @Inject
    Socket current;

    @Override
    public boolean isValid(Seat seat, ConstraintValidatorContext context) {
        if (seat.number() == 0) throw new IllegalStateException("no number");
        ValidationTest.SEEN.add("asked by " + current.id());
        return seat.number() > 0;
    }
}
