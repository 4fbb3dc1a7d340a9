package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Socket;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.lang.annotation.Annotation;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The context of {@link SocketScoped}. A socket's instances stay here, closed, after its end, as long as somebody holds on to the socket: so
 * whoever comes too late cannot make new ones that nobody would destroy. They are not among its attributes, as those a recovered socket has
 * from the one that it was.
 */
final class SocketContext implements AlterableContext {
    private final CurrentSocket current;
    private final Map<Socket, SocketInstances> instances = Collections.synchronizedMap(new WeakHashMap<>());

    SocketContext(CurrentSocket current) {
        this.current = current;
    }

    /** Destroys the beans of a socket that is no more. */
    void destroy(Socket socket) {
        of(socket).close();
    }

    /** Destroys what is left when the application stops. */
    void destroyAll() {
        List<SocketInstances> all;
        synchronized (instances) {
            all = List.copyOf(instances.values());
        }
        all.forEach(SocketInstances::close);
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
        return instances.computeIfAbsent(socket, s -> new SocketInstances());
    }
}
