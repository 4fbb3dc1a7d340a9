package io.socketio.jakarta.cdi;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedField;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.lang.annotation.Annotation;
import java.lang.reflect.Member;
import java.lang.reflect.Type;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@code Event} objects as if they were injected, once for each route: selecting one for each message costs about a hundred times
 * what firing it costs.
 */
final class Events {
    private final BeanManager beans;
    private final AnnotatedField<?> field;

    Events(BeanManager beans) {
        this.beans = beans;
        this.field =
                beans.createAnnotatedType(Anchor.class).getFields().iterator().next();
    }

    /** OpenWebBeans wants a real field behind each injection point. */
    static final class Anchor {
        @Nullable
        Event<Object> event;
    }

    /**
     * An event object.
     *
     * @param type of the events; {@code Event<type>} need not exist in any source
     */
    @SuppressWarnings("unchecked") // the container makes what the injection point asks for: an Event<type>
    <E> Event<E> of(Type type, Set<Annotation> qualifiers) {
        InjectionPoint point = new Point(new GenericType(Event.class, type), qualifiers, field);
        return (Event<E>) beans.getInjectableReference(point, beans.createCreationalContext(null));
    }

    private record Point(Type type, Set<Annotation> qualifiers, AnnotatedField<?> field) implements InjectionPoint {
        @Override
        public Type getType() {
            return type;
        }

        @Override
        public Set<Annotation> getQualifiers() {
            return qualifiers;
        }

        @Override
        public @Nullable Bean<?> getBean() {
            return null;
        }

        @Override
        public Member getMember() {
            return field.getJavaMember();
        }

        @Override
        public Annotated getAnnotated() {
            return field;
        }

        @Override
        public boolean isDelegate() {
            return false;
        }

        @Override
        public boolean isTransient() {
            return false;
        }
    }
}
