package io.socketio.jakarta.cdi;

import io.socketio.jakarta.SocketIoExtension;
import io.socketio.jakarta.SocketIoServer;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

/** Brings server and CDI together when the application starts. Found by {@link java.util.ServiceLoader}, of no use to applications. */
public final class SocketIoCdiStarter implements SocketIoExtension {
    private static final String ADD_CDI = "socketio-cdi is in this application, but CDI does not run in it: add"
            + " org.jboss.weld.servlet:weld-servlet-core:5.1.7.Final and an empty WEB-INF/beans.xml, or use socketio-jakarta"
            + " without socketio-cdi";

    private @Nullable SocketIoCdiExtension extension;

    /** For the service loader. */
    public SocketIoCdiStarter() {}

    /**
     * Routes the events of {@link SocketIoServer#from(ServletContext)} to the application's observers.
     *
     * @throws IllegalStateException if CDI does not run in this application
     * @throws IllegalArgumentException if a context-param {@code socketio.cdi.*} is unknown or has no valid value
     */
    @Override
    public void start(ServletContext context) {
        Options options = Options.from(context);
        extension = extension();
        extension.start(SocketIoServer.from(context), options);
    }

    @Override
    public void stop(ServletContext context) {
        if (extension != null) extension.stop();
    }

    private static SocketIoCdiExtension extension() {
        try {
            Class.forName("jakarta.enterprise.inject.spi.CDI"); // plain Tomcat has not even the API
            return CDI.current().getBeanManager().getExtension(SocketIoCdiExtension.class);
        } catch (ClassNotFoundException | IllegalStateException | IllegalArgumentException e) {
            throw new IllegalStateException(ADD_CDI, e);
        }
    }
}
