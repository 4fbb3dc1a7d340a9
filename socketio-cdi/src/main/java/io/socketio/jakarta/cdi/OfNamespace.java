package io.socketio.jakarta.cdi;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The namespace that an observer observes, or that is injected. The namespace is made when the application starts.
 *
 * <p>With {@link #pattern} it is a family of namespaces: an observer observes every namespace whose whole name matches, and clients may bring
 * such namespaces into being ({@link io.socketio.jakarta.SocketIoServer#of(java.util.regex.Pattern)}). What is injected is the {@link
 * io.socketio.jakarta.ParentNamespace} of the family, made when the application starts:
 *
 * <pre>{@code
 * @Inject @OfNamespace(value = "/room-\\d+", pattern = true) ParentNamespace rooms;
 *
 * void joined(@Observes @OfNamespace(value = "/room-\\d+", pattern = true) ConnectEvent e) {
 *     e.socket().namespace().emit("joined", e.socket().id()); // the one of its room
 * }
 * }</pre>
 *
 * <p>Who may come in, an observer of {@link io.socketio.jakarta.ConnectRequest} of the same pattern says; who is refused leaves no namespace
 * behind. A name may match several patterns and be named by itself, too: all those observers observe that namespace. As a child it belongs to
 * one family: the one whose pattern is the first in the order of {@code String}.
 *
 * <p>A qualifier of its own, because a qualifier's member binds exactly and so could never mean "any namespace": that is what an observer
 * without it observes.
 */
@Qualifier
@Repeatable(OfNamespace.List.class)
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

    /**
     * Whether {@link #value} is a regular expression, see {@link java.util.regex.Pattern}. It is matched against names that clients send, of
     * up to 1,000 characters: it must not be one that takes exponential time.
     *
     * @return {@code true} for all namespaces whose whole name, with its leading slash, matches
     */
    boolean pattern() default false;

    /** What the event of a namespace has whose name matches several; an observer has one at most. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE})
    @interface List {
        /**
         * All of them.
         *
         * @return the qualifiers
         */
        OfNamespace[] value();
    }

    /** For programmatic use, as with {@code Instance.select}. */
    final class Literal extends AnnotationLiteral<OfNamespace> implements OfNamespace {
        private static final long serialVersionUID = 1L;

        /** What is compared. */
        private final String value;

        /** As well. */
        private final boolean pattern;

        private Literal(String value, boolean pattern) {
            this.value = value;
            this.pattern = pattern;
        }

        /**
         * The qualifier for a name.
         *
         * @param name of a namespace, with its leading slash
         * @return the qualifier
         */
        public static Literal of(String name) {
            return new Literal(name, false);
        }

        /**
         * The qualifier for a family.
         *
         * @param pattern a regular expression for names with their leading slash
         * @return the qualifier
         */
        public static Literal ofPattern(String pattern) {
            return new Literal(pattern, true);
        }

        /** The same, in a form that is equal to itself in all containers. */
        static Literal of(OfNamespace qualifier) {
            return new Literal(qualifier.value(), qualifier.pattern());
        }

        @Override
        public String value() {
            return value;
        }

        @Override
        public boolean pattern() {
            return pattern;
        }
    }
}
