package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socketio.jakarta.SocketIoExtension;
import io.socketio.jakarta.SocketIoServer;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.servlet.ServletContext;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** An application of a few beans: CDI starts first, then the server with what the service loader finds, as in a WAR. */
final class App implements AutoCloseable {
    final FakeServer server = new FakeServer();
    private final Map<String, String> params = new HashMap<>();
    private final SeContainer cdi;
    private final SocketIoExtension extension;

    /** CDI only; for what happens before {@link #start}. */
    static App deployed(Class<?>... beans) {
        return new App(beans);
    }

    /** The whole application. */
    static App started(Class<?>... beans) {
        return new App(beans).start();
    }

    private App(Class<?>... beans) {
        cdi = onDeploymentThread(() -> container(beans));
        extension = ServiceLoader.load(SocketIoExtension.class).findFirst().orElseThrow();
    }

    /** As in a server no event is delivered on it: OpenWebBeans SE leaves a request context active there. */
    private static <T> T onDeploymentThread(Callable<T> deployment) {
        FutureTask<T> task = new FutureTask<>(deployment);
        new Thread(task, "deployment").start();
        try {
            return task.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SeContainer container(Class<?>... beans) {
        SeContainerInitializer initializer = SeContainerInitializer.newInstance()
                .setClassLoader(Thread.currentThread().getContextClassLoader())
                .disableDiscovery()
                .addBeanClasses(beans);
        // without discovery Weld looks for no extensions, OpenWebBeans does
        if (initializer.getClass().getName().startsWith("org.jboss.weld."))
            initializer.addExtensions(ServiceLoader.load(Extension.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .filter(SocketIoCdiExtension.class::isInstance)
                    .toArray(Extension[]::new));
        return initializer.initialize();
    }

    App param(String name, String value) {
        params.put(name, value);
        return this;
    }

    App start() {
        extension.start(context());
        return this;
    }

    <T> T bean(Class<T> type) {
        return CDI.current().select(type).get();
    }

    @Override
    public void close() {
        try {
            server.close();
            extension.stop(context());
        } finally {
            cdi.close();
        }
    }

    private ServletContext context() {
        return FakeContext.of(params, Map.of(SocketIoServer.DEFAULT_SERVLET, server));
    }

    /** What a bean has noted since it was asked last, each of it once, in any order. */
    static Set<String> takeOnce(Collection<String> seen) {
        Set<String> all = new TreeSet<>(seen);
        assertEquals(all.size(), seen.size(), "each once");
        seen.clear();
        return all;
    }
}
