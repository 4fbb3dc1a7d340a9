package io.socketio.jakarta.cdi;

import jakarta.enterprise.context.spi.Context;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/** Keeps nothing: each call on an injected socket goes to the one of this thread's delivery. */
final class CurrentSocketContext implements Context {
    private final CurrentSocket current;

    CurrentSocketContext(CurrentSocket current) {
        this.current = current;
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return CurrentSocketScoped.class;
    }

    @Override
    public <T> T get(Contextual<T> contextual, CreationalContext<T> creation) {
        return contextual.create(creation);
    }

    @Override
    public <T> @Nullable T get(Contextual<T> contextual) {
        return null;
    }

    @Override
    public boolean isActive() {
        return current.isThere();
    }
}
