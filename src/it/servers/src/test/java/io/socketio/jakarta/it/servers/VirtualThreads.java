package io.socketio.jakarta.it.servers;

import java.lang.reflect.Field;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.event.container.AfterStart;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;

/**
 * Embedded Tomcat with virtual threads, if the system property {@code virtualThreads} is set: its adapter (1.2.0) knows no attributes of
 * connectors.
 */
public final class VirtualThreads implements LoadableExtension {
    @Override
    public void register(ExtensionBuilder builder) {
        if (Boolean.getBoolean("virtualThreads")) builder.observer(VirtualThreads.class);
    }

    /** By reflection: only the tests on Tomcat have it on their class path. */
    @SuppressWarnings("unused") // called by Arquillian
    public void started(@Observes AfterStart event) throws ReflectiveOperationException {
        DeployableContainer<?> container = event.getDeployableContainer();
        Field field = container.getClass().getDeclaredField("tomcat");
        field.setAccessible(true);
        Object connector = call(field.get(container), "getConnector");
        call(connector, "stop");
        connector
                .getClass()
                .getMethod("setProperty", String.class, String.class)
                .invoke(connector, "useVirtualThreads", "true");
        call(connector, "start");
        Object executor = call(call(connector, "getProtocolHandler"), "getExecutor");
        if (!executor.getClass().getSimpleName().equals("VirtualThreadExecutor"))
            throw new IllegalStateException("no virtual threads: " + executor);
    }

    private static Object call(Object target, String method) throws ReflectiveOperationException {
        return target.getClass().getMethod(method).invoke(target);
    }
}
