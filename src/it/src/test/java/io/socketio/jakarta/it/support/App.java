package io.socketio.jakarta.it.support;

import io.socketio.jakarta.SocketIoServer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanFilter;
import org.apache.tomcat.util.scan.StandardJarScanner;

/**
 * A web application in a Tomcat of its own, in this JVM and on a free port. Tomcat finds the server's initializer as it does in a WAR: by the
 * services in the jars on the class path.
 */
public final class App implements AutoCloseable {
    private static final String NO_WEB_XML = "";

    private final Map<String, String> params = new TreeMap<>();
    private final List<Consumer<ServletContext>> starts = new ArrayList<>();
    private final List<Consumer<Context>> settings = new ArrayList<>();
    private final List<Consumer<Connector>> connectorSettings = new ArrayList<>();
    private final AtomicInteger parkedPolls = new AtomicInteger();
    private final AtomicInteger parkedPosts = new AtomicInteger();
    private int filters;
    private String contextPath = "";
    private String webXml = NO_WEB_XML;
    private String address = "127.0.0.1";
    private int port;

    private Tomcat tomcat = new Tomcat();
    private Context context;
    private Path root;

    private App() {}

    public static App app() {
        return new App();
    }

    // ---- before the start

    /** A context-param of Socket.IO. */
    public App option(String name, Object value) {
        return contextParam("socketio." + name, value.toString());
    }

    public App contextParam(String name, String value) {
        params.put(name, value);
        return this;
    }

    public App contextPath(String path) {
        contextPath = path;
        return this;
    }

    /** What stands between the tags of {@code web-app}. */
    public App webXml(String content) {
        return webXml("", content);
    }

    public App webXml(String attributes, String content) {
        webXml = "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\" " + attributes + ">" + content
                + "</web-app>";
        return this;
    }

    /** Handlers of the application's only server. */
    public App handlers(Consumer<? super SocketIoServer> handlers) {
        return onStart(context -> handlers.accept(SocketIoServer.from(context)));
    }

    /** As a listener of web.xml: it may register servlets. */
    public App onStart(Consumer<ServletContext> start) {
        starts.add(start);
        return this;
    }

    /** Known to Tomcat by its name, as those of web.xml are. */
    public static final class StartListener implements ServletContextListener {
        @Override
        @SuppressWarnings("unchecked")
        public void contextInitialized(ServletContextEvent event) {
            ServletContext context = event.getServletContext();
            var starts = (List<Consumer<ServletContext>>) context.getAttribute(StartListener.class.getName());
            starts.forEach(start -> start.accept(context));
        }
    }

    /** Puts a filter before everything. */
    public App filter(Filter filter) {
        return onStart(context -> {
            FilterRegistration.Dynamic registered = context.addFilter("filter" + filters++, filter);
            registered.setAsyncSupported(true);
            registered.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        });
    }

    /** Makes {@link #parkedPolls} and {@link #parkedPosts} work. */
    public App countParked() {
        return filter((request, response, chain) -> {
            chain.doFilter(request, response);
            if (!request.isAsyncStarted()) return;
            boolean poll = ((HttpServletRequest) request).getMethod().equals("GET");
            (poll ? parkedPolls : parkedPosts).incrementAndGet();
        });
    }

    /** Polls that have been parked so far. */
    public int parkedPolls() {
        return parkedPolls.get();
    }

    /** POSTs that have been parked so far, as their bodies had not come. */
    public int parkedPosts() {
        return parkedPosts.get();
    }

    public App tomcat(Consumer<Context> setting) {
        settings.add(setting);
        return this;
    }

    public App connector(Consumer<Connector> setting) {
        connectorSettings.add(setting);
        return this;
    }

    /** Where it listens, instead of on a free port of this machine. */
    public App at(String listenAddress, int listenPort) {
        address = listenAddress;
        port = listenPort;
        return this;
    }

    public App start() {
        try {
            startTomcat();
        } catch (LifecycleException | IOException e) {
            throw new IllegalStateException(e);
        }
        if (context.getState() != LifecycleState.STARTED) throw new IllegalStateException("the application failed");
        return this;
    }

    /** Starts an application that must not start; what Tomcat logs about it, causes included. */
    public String startFailing() {
        StringBuilder log = new StringBuilder();
        Handler collector = new Handler() {
            @Override
            public synchronized void publish(LogRecord record) {
                log.append(record.getMessage()).append('\n');
                for (Throwable t = record.getThrown(); t != null; t = t.getCause())
                    log.append(t).append('\n');
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("org.apache.catalina.core");
        logger.addHandler(collector);
        logger.setUseParentHandlers(false);
        try {
            startTomcat();
        } catch (LifecycleException e) {
            for (Throwable t = e; t != null; t = t.getCause()) log.append(t).append('\n');
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            logger.removeHandler(collector);
            logger.setUseParentHandlers(true);
        }
        if (context.getState() == LifecycleState.STARTED) throw new AssertionError("the application started");
        return log.toString();
    }

    private void startTomcat() throws LifecycleException, IOException {
        root = Files.createTempDirectory("socketio-it");
        Path webapp = Files.createDirectory(root.resolve("webapp"));
        tomcat.setBaseDir(root.resolve("tomcat").toString());
        Connector connector = new Connector();
        connector.setPort(port);
        connector.setProperty("address", address);
        connector.setThrowOnFailure(true);
        for (Consumer<Connector> setting : connectorSettings) setting.accept(connector);
        tomcat.setConnector(connector);
        // Tomcat must not scan the jars of the tests' own class path for what they do not have
        tomcat.setAddDefaultWebXmlToWebapp(false);
        ((StandardHost) tomcat.getHost()).setErrorReportValveClass("org.apache.catalina.valves.ErrorReportValve");
        context = tomcat.addWebapp(contextPath, webapp.toString());
        context.setParentClassLoader(App.class.getClassLoader());
        // what Tomcat waits for parked polls before it tells the application that it stops; 2 s otherwise
        ((StandardContext) context).setUnloadDelay(100);
        StandardJarScanner scanner = (StandardJarScanner) context.getJarScanner();
        scanner.setScanManifest(false);
        StandardJarScanFilter filter = new StandardJarScanFilter();
        filter.setDefaultPluggabilityScan(false);
        filter.setPluggabilityScan("socketio-jakarta*.jar,tomcat-embed-websocket*.jar,weld-*.jar");
        scanner.setJarScanFilter(filter);
        if (!webXml.equals(NO_WEB_XML)) {
            Files.createDirectories(webapp.resolve("WEB-INF"));
            Files.writeString(webapp.resolve("WEB-INF/web.xml"), webXml);
        }
        params.forEach(context::addParameter);
        for (Consumer<Context> setting : settings) setting.accept(context);
        context.getServletContext().setAttribute(StartListener.class.getName(), starts);
        context.addApplicationListener(StartListener.class.getName());
        tomcat.start();
        port = connector.getLocalPort();
    }

    // ---- while it runs

    public int port() {
        return port;
    }

    public SocketIoServer server() {
        return SocketIoServer.from(context.getServletContext());
    }

    public SocketIoServer server(String servletName) {
        return SocketIoServer.from(context.getServletContext(), servletName);
    }

    public URI uri() {
        return URI.create("http://" + address + ":" + port + contextPath);
    }

    /** What undeploying does: the application stops, Tomcat runs on. */
    public void undeploy() {
        try {
            context.stop();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops everything; {@link #start} uses the same port again. */
    public void stop() {
        try {
            if (tomcat.getServer().getState().isAvailable()) tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
        delete(Objects.requireNonNull(root));
        tomcat = new Tomcat();
    }

    @Override
    public void close() {
        stop();
    }

    private static void delete(Path dir) {
        try (var files = Files.walk(dir)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // left to the system
        }
    }
}
