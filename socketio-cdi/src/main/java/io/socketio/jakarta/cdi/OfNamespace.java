package io.socketio.jakarta.cdi;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The namespace that an observer observes, or that is injected. The namespace is made when the application starts.
 *
 * <p>A qualifier of its own, because a qualifier's member binds exactly and so could never mean "any namespace": that is what an observer
 * without it observes.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE})
public @interface OfNamespace {
    /**
     * The name.
     *
     * @return with its leading slash; {@code /} for the main namespace
     */
    String value();

    /** For programmatic use, as with {@code Instance.select}. */
    final class Literal extends AnnotationLiteral<OfNamespace> implements OfNamespace {
        private static final long serialVersionUID = 1L;

        /** What is compared. */
        private final String value;

        private Literal(String value) {
            this.value = value;
        }

        /**
         * The qualifier for a name.
         *
         * @param name of a namespace, with its leading slash
         * @return the qualifier
         */
        public static Literal of(String name) {
            return new Literal(name);
        }

        @Override
        public String value() {
            return value;
        }
    }
}
