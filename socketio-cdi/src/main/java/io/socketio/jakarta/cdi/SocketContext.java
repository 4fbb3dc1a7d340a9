package io.socketio.jakarta.cdi;

import io.socketio.jakarta.AttributeKey;
import io.socketio.jakarta.Socket;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.lang.annotation.Annotation;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The context of {@link SocketScoped}. A socket's instances are kept among its attributes, where they stay, closed, after its end: so
 * whoever comes too late cannot make new ones that nobody would destroy.
 */
final class SocketContext implements AlterableContext {
    private static final AttributeKey<SocketInstances> KEY =
            new AttributeKey<>("io.socketio.jakarta.cdi.instances", SocketInstances.class);

    private final CurrentSocket current;
    private final Set<SocketInstances> open = ConcurrentHashMap.newKeySet();

    SocketContext(CurrentSocket current) {
        this.current = current;
    }

    /** Destroys the beans of a socket that is no more. */
    void destroy(Socket socket) {
        SocketInstances instances = of(socket);
        open.remove(instances);
        instances.close();
    }

    /** Destroys what is left when the application stops. */
    void destroyAll() {
        open.forEach(SocketInstances::close);
        open.clear();
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return SocketScoped.class;
    }

    @Override
    public <T> T get(Contextual<T> contextual, CreationalContext<T> creation) {
        return of(current.get()).get(contextual, creation);
    }

    @Override
    public <T> @Nullable T get(Contextual<T> contextual) {
        return of(current.get()).find(contextual);
    }

    @Override
    public boolean isActive() {
        return current.isThere();
    }

    @Override
    public void destroy(Contextual<?> contextual) {
        of(current.get()).destroy(contextual);
    }

    private SocketInstances of(Socket socket) {
        return socket.attributes().computeIfAbsent(KEY, () -> {
            SocketInstances instances = new SocketInstances();
            open.add(instances);
            return instances;
        });
    }
}
