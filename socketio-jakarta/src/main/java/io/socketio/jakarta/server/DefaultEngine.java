package io.socketio.jakarta.server;

import io.socketio.jakarta.ConnectionError;
import io.socketio.jakarta.Engine;
import io.socketio.jakarta.EngineConnection;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.HeadersHandler;
import io.socketio.jakarta.Registration;
import io.socketio.jakarta.engine.EngineError;
import io.socketio.jakarta.engine.EngineHooks;
import io.socketio.jakarta.engine.EngineRequest;
import io.socketio.jakarta.engine.EngineServer;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The sessions underneath, as applications see them. */
final class DefaultEngine implements Engine {
    private static final System.Logger LOG = System.getLogger(DefaultEngine.class.getName());

    private final ServerCore core;

    DefaultEngine(ServerCore core) {
        this.core = core;
    }

    @Override
    public int clientsCount() {
        return sessions().clientsCount();
    }

    @Override
    public Registration onConnection(Consumer<EngineConnection> handler) {
        return Handlers.add(
                sessions().hooks().connections(),
                session -> handler.accept(new DefaultEngineConnection(session, core.handshake(session.request()))));
    }

    @Override
    public Registration onConnectionError(Consumer<ConnectionError> handler) {
        return Handlers.add(sessions().hooks().refusals(), refusal -> {
            EngineError error = refusal.error();
            Handshake request = core.handshake(refusal.request());
            handler.accept(
                    new ConnectionError(error.code(), error.message(), error.status(), refusal.method(), request));
        });
    }

    @Override
    public Registration onInitialHeaders(HeadersHandler handler) {
        return Handlers.add(sessions().hooks().initialHeaders(), answering -> give(handler, answering));
    }

    @Override
    public Registration onHeaders(HeadersHandler handler) {
        return Handlers.add(sessions().hooks().headers(), answering -> give(handler, answering));
    }

    private void give(HeadersHandler handler, EngineHooks.Answering answering) {
        EngineRequest request = answering.request();
        try {
            handler.handle(answering.headers(), core.handshake(request));
        } catch (Exception e) {
            LOG.log(Level.WARNING, "a handler of headers failed", e);
        }
    }

    @Override
    public Registration every(Duration interval, Runnable task) {
        if (interval.toMillis() < 1) throw new IllegalArgumentException("at least a millisecond, not " + interval);
        AtomicBoolean running = new AtomicBoolean();
        Runnable run = () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "a repeated task failed", e);
            } finally {
                running.set(false);
            }
        };
        Future<?> timer = sessions()
                .timer()
                .scheduleAtFixedRate(
                        () -> {
                            if (running.compareAndSet(false, true))
                                core.workers().execute(run);
                        },
                        interval.toMillis(),
                        interval.toMillis(),
                        TimeUnit.MILLISECONDS);
        return Handlers.once(() -> timer.cancel(false));
    }

    @Override
    public Map<String, Long> limitsReached() {
        return core.limits().counts();
    }

    private EngineServer sessions() {
        return core.engine();
    }
}
