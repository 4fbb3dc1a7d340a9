package io.socketio.jakarta.server;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.NamespaceMatcher;
import io.socketio.jakarta.ParentNamespace;
import io.socketio.jakarta.Socket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A family of namespaces; what it is told to do all children do. */
final class DefaultParentNamespace extends AbstractNamespace implements ParentNamespace {
    /** Longer names fit nothing: a client chooses them. */
    private static final int MAX_NAME = 1_000;

    private final @Nullable Pattern pattern;
    private final NamespaceMatcher matcher;

    DefaultParentNamespace(ServerCore core, Pattern pattern) {
        super(core, pattern.pattern(), null);
        this.pattern = pattern;
        this.matcher = (name, handshake) -> pattern.matcher(name).matches();
    }

    DefaultParentNamespace(ServerCore core, String name, NamespaceMatcher matcher) {
        super(core, name, null);
        this.pattern = null;
        this.matcher = matcher;
    }

    /** Whether a client may bring a namespace into being. */
    boolean matches(String name, Handshake handshake) throws Exception {
        return name.length() <= MAX_NAME && matcher.matches(name, handshake);
    }

    /** Whether the name alone tells. */
    boolean matches(String name) {
        return pattern != null
                && name.length() <= MAX_NAME
                && pattern.matcher(name).matches();
    }

    @Override
    Collection<DefaultNamespace> addressed() {
        List<DefaultNamespace> children = new ArrayList<>();
        for (DefaultNamespace namespace : core().namespaces().values())
            if (namespace instanceof ChildNamespace child && child.parent() == this) children.add(child);
        return children;
    }

    @Override
    public Collection<Namespace> children() {
        return List.copyOf(addressed());
    }

    @Override
    public Collection<Socket> sockets() {
        return addressed().stream().flatMap(child -> child.sockets().stream()).toList();
    }

    @Override
    public Optional<Socket> socket(String id) {
        return addressed().stream().flatMap(child -> child.socket(id).stream()).findFirst();
    }

    @Override
    public void serverSideEmit(String event, @Nullable Object... args) {
        ServerSideHandlers.checkName(event);
        for (DefaultNamespace child : addressed()) child.serverSideEmit(event, args);
    }

    @Override
    public CompletionStage<List<Arguments>> serverSideEmitWithAck(String event, @Nullable Object... args) {
        ServerSideHandlers.checkName(event);
        CompletionStage<List<Arguments>> all = CompletableFuture.completedFuture(List.of());
        for (DefaultNamespace child : addressed())
            all = all.thenCombine(child.serverSideEmitWithAck(event, args), Operator::concat);
        return all;
    }
}
