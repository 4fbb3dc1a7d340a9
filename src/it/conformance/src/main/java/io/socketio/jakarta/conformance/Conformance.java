package io.socketio.jakarta.conformance;

import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.servlet.EngineServlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Gives each server of web.xml its handlers, and adds the engine alone. */
public final class Conformance implements ServletContextListener {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        Suite.install(SocketIoServer.from(context, "suite"));
        Kit.install(SocketIoServer.from(context, "kit"), timer);
        Kit.install(SocketIoServer.from(context, "kit-recovery"), timer);
        Kit.install(SocketIoServer.from(context, "kit-msgpack"), timer);
        Bench.install(SocketIoServer.from(context, "bench"));
        SocketIoServer probe = SocketIoServer.from(context, "probe");
        SocketIoServer timing = SocketIoServer.from(context, "probe-timing");
        Probe.install(probe);
        Probe.install(timing);
        context.addServlet("stats", new StatsServlet(probe, timing)).addMapping("/probe/stats");

        SocketIoConfig config = SocketIoConfig.builder()
                .pingInterval(Duration.ofMillis(300))
                .pingTimeout(Duration.ofMillis(200))
                .maxHttpBufferSize(1_000_000)
                .build();
        addEngine(context, "engine", config, "/suite/engine.io/*");
        addEngine(context, "engine3", config.toBuilder().allowEIO3(true).build(), "/suite/v3/engine.io/*");
    }

    private static void addEngine(ServletContext context, String name, SocketIoConfig config, String mapping) {
        ServletRegistration.Dynamic engine = context.addServlet(name, new EngineServlet(config, EngineEcho::new));
        engine.setAsyncSupported(true);
        engine.setLoadOnStartup(1);
        engine.addMapping(mapping);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        timer.shutdownNow();
    }
}
