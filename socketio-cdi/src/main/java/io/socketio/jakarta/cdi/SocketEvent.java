package io.socketio.jakarta.cdi;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name of the event whose messages an observer gets: of {@link io.socketio.jakarta.Message}, {@link OutgoingMessage} or {@link
 * io.socketio.jakarta.ServerSideMessage}.
 *
 * <p>All observers of {@code Message} of one name in one namespace agree on the payload type; {@code Message<?>} goes with any.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE})
public @interface SocketEvent {
    /**
     * The name.
     *
     * @return exactly as it is sent; neither blank nor reserved, see {@link io.socketio.jakarta.Emitter#emit} and {@link
     *     io.socketio.jakarta.Namespace#serverSideEmit}
     */
    String value();

    /** For programmatic use, as with {@code Event.select}. */
    final class Literal extends AnnotationLiteral<SocketEvent> implements SocketEvent {
        private static final long serialVersionUID = 1L;

        /** What is compared. */
        private final String value;

        private Literal(String value) {
            this.value = value;
        }

        /**
         * The qualifier for a name.
         *
         * @param name of an event; one that the application chose: CDI keeps memory for each name it ever saw
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
