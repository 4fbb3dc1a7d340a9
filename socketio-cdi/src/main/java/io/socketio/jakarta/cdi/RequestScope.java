package io.socketio.jakarta.cdi;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import org.jspecify.annotations.Nullable;

/** The request context around deliveries. */
final class RequestScope {
    private final BeanManager beans;
    private final @Nullable Bean<?> controller;

    RequestScope(BeanManager beans, boolean enabled) {
        this.beans = beans;
        this.controller = enabled ? beans.resolve(beans.getBeans(RequestContextController.class)) : null;
    }

    /**
     * Begins a request context, unless one is active.
     *
     * @return what ends it; {@code null} if there is nothing to end
     */
    @Nullable
    RequestContextController begin() {
        if (controller == null) return null;
        // a new one each time: Weld's remembers whether it was activated and so cannot serve two threads
        RequestContextController fresh = (RequestContextController)
                beans.getReference(controller, RequestContextController.class, beans.createCreationalContext(null));
        return fresh.activate() ? fresh : null;
    }
}
