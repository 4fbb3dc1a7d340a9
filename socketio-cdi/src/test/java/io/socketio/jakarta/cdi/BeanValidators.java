package io.socketio.jakarta.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorFactory;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;

/** Has a factory that is a bean, as servers do: its constraint validators are beans. */
@ApplicationScoped
public class BeanValidators implements ConstraintValidatorFactory {
    static int made;
    private static ValidatorFactory factory;

    @Inject
    Instance<Object> beans;

    @Produces
    ValidatorFactory factory() {
        made++;
        factory = Validation.byDefaultProvider()
                .configure()
                .constraintValidatorFactory(this)
                .buildValidatorFactory();
        return factory;
    }

    @Override
    public <T extends ConstraintValidator<?, ?>> T getInstance(Class<T> type) {
        return beans.select(type).get();
    }

    @Override
    public void releaseInstance(ConstraintValidator<?, ?> instance) {}

    static boolean isOpen() {
        try {
            return factory.getValidator() != null;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    static void close() {
        factory.close();
    }
}
