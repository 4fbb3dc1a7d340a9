package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Message;
import io.socketio.jakarta.cdi.PayloadValidationException.Violation;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.NoProviderFoundException;
import jakarta.validation.Validation;
import jakarta.validation.ValidationException;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Type;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * Validates by the {@code ValidatorFactory} of the platform or the one that is a bean, whose constraint validators may have injection points, or
 * by one of its own. It is asked for when the first type comes that may have constraints: most applications have none.
 */
final class BeanValidation implements PayloadValidation {
    private static final Logger LOG = System.getLogger(BeanValidation.class.getName());

    private final BeanManager beans;
    private boolean asked; // guarded by this
    private @Nullable ValidatorFactory own; // guarded by this
    private volatile @Nullable Bounded validator;

    BeanValidation(BeanManager beans) {
        this.beans = beans;
    }

    @Override
    public boolean constrains(Type payload) {
        Class<?> type = GenericType.rawType(payload);
        if (type.isArray() || type == Arguments.class || type.getName().startsWith("java.")) return false;
        Bounded there = validator();
        return there != null && there.validator.getConstraintsForClass(type).isBeanConstrained();
    }

    @Override
    public void check(Message<?> message) {
        Object payload = message.payload();
        Bounded there = validator;
        if (payload == null || there == null) return;
        List<Violation> found = there.violations(payload);
        if (!found.isEmpty()) throw new PayloadValidationException(message.event(), found);
    }

    private record Bounded(Validator validator, CountedMessages messages) {
        static Bounded of(ValidatorFactory factory) {
            CountedMessages messages =
                    new CountedMessages(factory.getMessageInterpolator(), PayloadValidationException.MAX_VIOLATIONS);
            return new Bounded(
                    factory.usingContext().messageInterpolator(messages).getValidator(), messages);
        }

        List<Violation> violations(Object payload) {
            Set<ConstraintViolation<Object>> found;
            try {
                found = validator.validate(payload);
            } catch (ValidationException e) {
                if (messages.reset()) return List.of(PayloadValidationException.TOO_MANY);
                throw e;
            } finally {
                messages.reset();
            }
            return found.stream()
                    .map(each -> new Violation(each.getPropertyPath().toString(), each.getMessage()))
                    .sorted(Comparator.comparing(Violation::path).thenComparing(Violation::message))
                    .toList();
        }
    }

    private synchronized @Nullable Bounded validator() {
        if (asked) return validator;
        asked = true;
        try {
            validator = Bounded.of(factory());
        } catch (NoProviderFoundException e) {
            LOG.log(
                    Level.WARNING,
                    "the application has the API of Jakarta Validation and no provider, such as"
                            + " org.hibernate.validator:hibernate-validator: payloads are not validated");
        }
        return validator;
    }

    private synchronized ValidatorFactory factory() {
        ValidatorFactory platform = ofPlatform();
        if (platform != null) return platform;
        Bean<?> bean = beans.resolve(beans.getBeans(ValidatorFactory.class));
        if (bean != null)
            return (ValidatorFactory)
                    beans.getReference(bean, ValidatorFactory.class, beans.createCreationalContext(bean));
        ValidatorFactory made = Validation.buildDefaultValidatorFactory();
        own = made;
        return made;
    }

    /** First: the bean is not always seen from here (GlassFish 7.0.21, by the order in which it finds archives). */
    @SuppressWarnings("BanJNDI") // a constant that Jakarta EE defines: nobody from outside can choose what is looked up
    private static @Nullable ValidatorFactory ofPlatform() {
        try {
            return (ValidatorFactory) new InitialContext().lookup("java:comp/ValidatorFactory");
        } catch (NamingException e) { // no Jakarta EE server
            return null;
        }
    }

    @Override
    public synchronized void close() {
        if (own != null) own.close();
    }
}
