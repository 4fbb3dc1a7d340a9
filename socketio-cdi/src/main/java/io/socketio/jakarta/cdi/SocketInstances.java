package io.socketio.jakarta.cdi;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@link SocketScoped} beans of one socket. Deliveries to one socket come one at a time, the end of the application may come
 * between: hence the lock, which is re-entrant, as a bean's constructor may need another bean of the scope.
 */
final class SocketInstances {
    private static final Logger LOG = System.getLogger(SocketInstances.class.getName());

    private final Map<Contextual<?>, Entry<?>> entries = new LinkedHashMap<>();
    private boolean closed;

    private record Entry<T>(Contextual<T> contextual, T instance, CreationalContext<T> creation) {
        void destroy() {
            try {
                contextual.destroy(instance, creation);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "destroying a @SocketScoped bean failed: " + contextual, e);
            }
        }
    }

    synchronized <T> T get(Contextual<T> contextual, CreationalContext<T> creation) {
        if (closed) throw new ContextNotActiveException("the socket of this @SocketScoped bean is disconnected");
        T existing = find(contextual);
        if (existing != null) return existing;
        T made = contextual.create(creation);
        entries.put(contextual, new Entry<>(contextual, made, creation));
        return made;
    }

    @SuppressWarnings("unchecked") // an entry's instance was made by its key
    synchronized <T> @Nullable T find(Contextual<T> contextual) {
        Entry<?> entry = entries.get(contextual);
        return entry == null ? null : (T) entry.instance();
    }

    synchronized void destroy(Contextual<?> contextual) {
        Entry<?> entry = entries.remove(contextual);
        if (entry != null) entry.destroy();
    }

    synchronized void close() {
        closed = true;
        // what was made last goes first: it may use what was there before
        List<Entry<?>> newestFirst = new ArrayList<>(entries.values());
        Collections.reverse(newestFirst);
        newestFirst.forEach(Entry::destroy);
        entries.clear();
    }
}
