package io.socketio.jakarta.server;

import io.socketio.jakarta.Engine;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.NamespaceMatcher;
import io.socketio.jakarta.ParentNamespace;
import io.socketio.jakarta.Registration;
import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.engine.EngineServer;
import io.socketio.jakarta.json.JsonCodec;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The server; as a namespace it is the main one. */
public final class DefaultServer extends DefaultNamespace implements SocketIoServer {
    private static final String MAIN = "/";

    private final Engine engine = new DefaultEngine(core());
    private final List<Consumer<Namespace>> newNamespaceHandlers = new CopyOnWriteArrayList<>();

    public DefaultServer(SocketIoConfig config, JsonCodec codec) {
        super(new ServerCore(config, codec), MAIN);
        core().own(this);
        core().namespaces().put(MAIN, this);
    }

    /** The sessions underneath. */
    public EngineServer engineServer() {
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
        while (true) {
            DefaultNamespace there = core().namespace(full);
            if (there == null) there = create(full, parentOf(full), true);
            if (!(there instanceof ChildNamespace child) || child.keep()) return there;
        }
    }

    private @Nullable DefaultParentNamespace parentOf(String name) {
        for (DefaultParentNamespace parent : core().parents()) if (parent.matches(name)) return parent;
        return null;
    }

    /** Makes a namespace, unless somebody else has done so meanwhile. */
    private DefaultNamespace create(String name, @Nullable DefaultParentNamespace parent, boolean kept) {
        synchronized (newNamespaceHandlers) {
            DefaultNamespace existing = core().namespace(name);
            if (existing != null) return existing;
            DefaultNamespace created = parent == null
                    ? new DefaultNamespace(core(), name)
                    : new ChildNamespace(core(), name, parent, kept);
            for (Consumer<Namespace> handler : newNamespaceHandlers) handler.accept(created);
            core().namespaces().put(name, created);
            return created;
        }
    }

    @Override
    public ParentNamespace of(Pattern pattern) {
        return add(new DefaultParentNamespace(core(), pattern));
    }

    @Override
    public ParentNamespace of(String name, NamespaceMatcher matcher) {
        return add(new DefaultParentNamespace(core(), name, matcher));
    }

    private ParentNamespace add(DefaultParentNamespace parent) {
        core().parents().add(parent);
        return parent;
    }

    /**
     * The namespace that a client wants, made if a parent has it; {@link DefaultNamespace#left} is to be called when it is in, or is not.
     *
     * @return {@code null} if there is none
     */
    @Nullable
    DefaultNamespace enter(String name, Handshake handshake) throws Exception {
        while (true) {
            DefaultNamespace there = core().namespace(name);
            if (there == null) {
                DefaultParentNamespace parent = parentFor(name, handshake);
                if (parent == null) return null;
                there = create(name, parent, false);
            }
            if (there.enter()) return there;
        }
    }

    private @Nullable DefaultParentNamespace parentFor(String name, Handshake handshake) throws Exception {
        for (DefaultParentNamespace parent : core().parents()) if (parent.matches(name, handshake)) return parent;
        return null;
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
    public Engine engine() {
        return engine;
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
    public CompletionStage<Void> close(Duration grace) {
        if (grace.isNegative()) throw new IllegalArgumentException("a negative time: " + grace);
        return core().close(grace, true);
    }

    /** As {@link #close(Duration)} with the option's time, when the container serves requests no more. */
    public CompletionStage<Void> stop() {
        return core().close(config().shutdownGracePeriod(), false);
    }

    @Override
    public void close() {
        core().close();
    }
}
