package io.socketio.jakarta.it.apps.ee;

import jakarta.inject.Inject;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/** A constraint validator with an injection point. */
public class AffordableValidator implements ConstraintValidator<Bid.Affordable, Integer> {
    @Inject
    Account account;

    @Override
    public boolean isValid(Integer price, ConstraintValidatorContext context) {
        return account.canPay(price);
    }
}
