package io.socketio.jakarta.launcher;

import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** Tomcat with one web application. {@link Launcher} knows it by reflection only: it lives in another class loader. */
public final class TomcatServer implements AutoCloseable {
    private static final boolean QUIET = quiet();

    private final Tomcat tomcat = new Tomcat();

    /**
     * Starts, and prints where it is.
     *
     * @param webapp the web application, unpacked
     * @param title what to call it
     * @param host the IP address to listen on
     * @param port the port, 0 for any
     * @throws IllegalStateException with a message for the user if it cannot start
     */
    public TomcatServer(Path webapp, String title, String host, int port) {
        tomcat.setBaseDir(webapp.resolve("WEB-INF/tomcat").toString());
        Connector connector = new Connector();
        connector.setPort(port);
        connector.setProperty("address", host);
        // load tests open thousands of connections at once and keep them; the defaults are 100 and 8192
        connector.setProperty("acceptCount", "4096");
        connector.setProperty("maxConnections", "20000");
        // most of them idle: as small as does not slow messages of 1 KB down, four at a time; 26 KB of heap each
        // instead of 74
        connector.setProperty("socket.appReadBufSize", "512");
        connector.setProperty("socket.appWriteBufSize", "1024");
        System.getProperties().putIfAbsent("org.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE", "4608");
        connector.setThrowOnFailure(true);
        tomcat.setConnector(connector);

        tomcat.setAddDefaultWebXmlToWebapp(false);
        Context context = tomcat.addWebapp("", webapp.toString());
        Tomcat.initWebappDefaults(context);
        // the defaults want JSP, which is not here
        context.removeServletMapping("*.jsp");
        context.removeServletMapping("*.jspx");
        context.removeChild(context.findChild("jsp"));
        context.setParentClassLoader(TomcatServer.class.getClassLoader());
        // jars name others in their manifests that are not here
        ((StandardJarScanner) context.getJarScanner()).setScanManifest(false);

        // Tomcat ends an asynchronous request on another thread than it began on, where Weld's context would stay
        // behind, with a warning each time: long polls get none, and observers run with one of their own
        context.addParameter("org.jboss.weld.context.mapping", "(?!/socket\\.io(/|$)).*");
        context.addParameter("org.jboss.weld.context.ignore.guard", "false");

        context.addParameter("org.apache.tomcat.websocket.textBufferSize", "1280"); // characters
        context.addParameter("org.apache.tomcat.websocket.binaryBufferSize", "256");

        start(context, host, port);
        System.out.println(
                title + " is at http://" + urlHost(host) + ":" + connector.getLocalPort() + "/  (stop with Ctrl+C)");
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    /** Warnings and errors only, a line each; unless the user has configured logging. Before the first use of a logger. */
    private static boolean quiet() {
        if (System.getProperty("java.util.logging.config.file") != null) return false;
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tT %4$s %3$s: %5$s%6$s%n");
        Logger.getLogger("").setLevel(Level.WARNING);
        return true;
    }

    /** Tomcat starts without an application that failed and tells why in the log only, so the log is where the reason comes from. */
    private void start(Context context, String host, int port) {
        List<LogRecord> problems = new CopyOnWriteArrayList<>();
        Handler collector = new Handler() {
            @Override
            public void publish(LogRecord problem) {
                if (isLoggable(problem)) problems.add(problem);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        collector.setLevel(Level.WARNING);
        Logger root = Logger.getLogger("");
        Handler[] handlers = QUIET ? root.getHandlers() : new Handler[0];
        for (Handler handler : handlers) root.removeHandler(handler);
        root.addHandler(collector);
        try {
            tomcat.start();
            if (context.getState() != LifecycleState.STARTED) throw new IllegalStateException(reason(problems));
        } catch (LifecycleException e) {
            throw new IllegalStateException(reason(e, host, port), e);
        } finally {
            root.removeHandler(collector);
            for (Handler handler : handlers) root.addHandler(handler);
        }
        if (QUIET) problems.forEach(root::log);
    }

    private static String reason(List<LogRecord> problems) {
        // the first exception is the cause, what follows are its consequences
        return problems.stream()
                .filter(problem -> problem.getThrown() != null)
                .findFirst()
                .map(problem -> "Cannot start: " + oneLine(problem.getThrown()))
                .orElse("Cannot start, for a reason that is only in the log");
    }

    private static String reason(LifecycleException e, String host, int port) {
        Throwable cause = e;
        while (cause.getCause() != null && !(cause instanceof BindException)) cause = cause.getCause();
        if (!(cause instanceof BindException)) return "Cannot start: " + oneLine(cause);
        if (!String.valueOf(cause.getMessage()).contains("in use"))
            return "Cannot listen on " + host + ", port " + port + ": " + oneLine(cause);
        return "Port " + port + " is taken: stop what runs there or choose another with --port="
                + (port < 65535 ? port + 1 : 8080);
    }

    private static String oneLine(Throwable e) {
        String message = e.getMessage();
        return (message == null ? e.toString() : message).replaceAll("\\s*\\R\\s*", " ");
    }

    private static String urlHost(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            if (address.isLoopbackAddress() || address.isAnyLocalAddress()) return "localhost";
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(host, e); // was an address, which needs no lookup
        }
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }
}
