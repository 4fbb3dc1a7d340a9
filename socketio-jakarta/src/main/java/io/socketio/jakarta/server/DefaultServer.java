package io.socketio.jakarta.server;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Registration;
import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.engine.EngineServer;
import io.socketio.jakarta.json.JsonCodec;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The server; as a namespace it is the main one. */
public final class DefaultServer extends DefaultNamespace implements SocketIoServer {
    private static final String MAIN = "/";

    private final List<Consumer<Namespace>> newNamespaceHandlers = new CopyOnWriteArrayList<>();

    public DefaultServer(SocketIoConfig config, JsonCodec codec) {
        super(new ServerCore(config, codec), MAIN);
        core().own(this);
        core().namespaces().put(MAIN, this);
    }

    /** The sessions underneath. */
    public EngineServer engine() {
        return core().engine();
    }

    /** The roles that handshakes must be asked for: those of the option and those declared since. */
    public Set<String> roles() {
        return core().roles();
    }

    @Override
    public Namespace of(String name) {
        String full = name.startsWith("/") ? name : "/" + name;
        if (full.indexOf(',') >= 0) throw new IllegalArgumentException("a comma ends the name of a namespace: " + name);
        DefaultNamespace existing = core().namespace(full);
        if (existing != null) return existing;
        synchronized (newNamespaceHandlers) {
            existing = core().namespace(full);
            if (existing != null) return existing;
            DefaultNamespace created = new DefaultNamespace(core(), full);
            for (Consumer<Namespace> handler : newNamespaceHandlers) handler.accept(created);
            core().namespaces().put(full, created);
            return created;
        }
    }

    @Override
    public Collection<Namespace> namespaces() {
        return Collections.unmodifiableCollection(core().namespaces().values());
    }

    @Override
    public Registration onNewNamespace(Consumer<Namespace> handler) {
        newNamespaceHandlers.add(handler);
        return Handlers.once(() -> newNamespaceHandlers.remove(handler));
    }

    @Override
    public int clientsCount() {
        return engine().clientsCount();
    }

    @Override
    public void declareRoles(Collection<String> roles) {
        core().declareRoles(roles);
    }

    @Override
    public SocketIoConfig config() {
        return core().config();
    }

    @Override
    public void close() {
        core().close();
    }
}
