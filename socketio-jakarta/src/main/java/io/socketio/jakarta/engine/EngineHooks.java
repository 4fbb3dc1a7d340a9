package io.socketio.jakarta.engine;

import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Who watches an engine as a whole. What they throw is logged here; where nobody watches nothing is done. */
public final class EngineHooks {
    private static final System.Logger LOG = System.getLogger(EngineHooks.class.getName());

    /** A request that was refused. */
    public record Refusal(EngineError error, String method, EngineRequest request) {}

    /** An answer that is about to be given, and the headers that it gets. */
    public record Answering(Map<String, List<String>> headers, EngineRequest request) {}

    private final List<Consumer<Answering>> initialHeaders = new CopyOnWriteArrayList<>();
    private final List<Consumer<Answering>> headers = new CopyOnWriteArrayList<>();
    private final List<Consumer<Refusal>> refusals = new CopyOnWriteArrayList<>();
    private final List<Consumer<EngineSocket>> connections = new CopyOnWriteArrayList<>();

    /** To be added to and removed from, as the others. */
    public List<Consumer<Answering>> initialHeaders() {
        return initialHeaders;
    }

    public List<Consumer<Answering>> headers() {
        return headers;
    }

    public List<Consumer<Refusal>> refusals() {
        return refusals;
    }

    public List<Consumer<EngineSocket>> connections() {
        return connections;
    }

    /** The headers that the answer to a request gets. */
    public Map<String, List<String>> headersFor(boolean initial, Supplier<EngineRequest> request) {
        boolean asked = !headers.isEmpty() || (initial && !initialHeaders.isEmpty());
        if (!asked) return Map.of();
        Answering answering = new Answering(new LinkedHashMap<>(), request.get());
        if (initial) tell(initialHeaders, answering);
        tell(headers, answering);
        return answering.headers();
    }

    /** A request is about to be refused. */
    public void refused(EngineError error, String method, Supplier<EngineRequest> request) {
        if (!refusals.isEmpty()) tell(refusals, new Refusal(error, method, request.get()));
    }

    void opened(EngineSocket socket) {
        tell(connections, socket);
    }

    static <T> void tell(List<Consumer<T>> all, T what) {
        for (Consumer<T> one : all) {
            try {
                one.accept(what);
            } catch (Throwable e) { // an Error of an observer's must not leave a session half done either
                LOG.log(Level.WARNING, "a handler of the engine failed", e);
            }
        }
    }
}
