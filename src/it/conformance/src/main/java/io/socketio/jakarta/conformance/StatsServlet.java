package io.socketio.jakarta.conformance;

import io.socketio.jakarta.SocketIoServer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/** How the JVM is, as JSON. */
final class StatsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient SocketIoServer probe;
    private final transient SocketIoServer timing;

    StatsServlet(SocketIoServer probe, SocketIoServer timing) {
        this.probe = probe;
        this.timing = timing;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        System.gc(); // "live" is asked for
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class))
            used += pool.getMemoryUsed();
        response.setContentType("application/json");
        response.getWriter()
                .printf(
                        "{\"pid\":%d,\"used\":%d,\"sessions\":%d,\"sessionsFast\":%d,\"threads\":%d}",
                        ProcessHandle.current().pid(),
                        used,
                        probe.engine().clientsCount(),
                        timing.engine().clientsCount(),
                        ManagementFactory.getThreadMXBean().getThreadCount());
    }
}
