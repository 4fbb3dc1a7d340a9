package io.socketio.jakarta.it.faults;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.it.support.App;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * The server under test, in a process of its own: listens where it is told, answers the lines of its standard input, and goes when that ends.
 *
 * <p>Arguments: address, port, then options as {@code name=value}.
 */
public final class Server {
    private final Handlers handlers = new Handlers();
    private final App app;

    private Server(String[] args) {
        app = App.app()
                .at(args[0], Integer.parseInt(args[1]))
                .connector(connector -> {
                    // thousands of connections at once; the defaults are 100 and 8192
                    connector.setProperty("acceptCount", "4096");
                    connector.setProperty("maxConnections", "20000");
                    // all from the start: so threads that are added are others
                    connector.setProperty("minSpareThreads", "200");
                })
                // see the launcher: Weld's own request context is none for long polls
                .contextParam("org.jboss.weld.context.mapping", "(?!/socket\\.io(/|$)).*")
                .contextParam("org.jboss.weld.context.ignore.guard", "false");
        for (int i = 2; i < args.length; i++) {
            String[] option = args[i].split("=", 2);
            app.option(option[0], option[1]);
        }
        app.handlers(handlers).start();
        // the first message of a log opens files; where none can be opened it would end Tomcat's thread that accepts
        new SimpleFormatter().format(new LogRecord(Level.INFO, "ready"));
        Logger.getLogger("").getHandlers();
    }

    public static void main(String[] args) throws IOException {
        Server server = new Server(args);
        // when it is told to stop, as a container is
        Runtime.getRuntime().addShutdownHook(new Thread(server.app::stop, "stop"));
        System.out.println("listening " + server.app.port());
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine())
                System.out.println(server.answer(line));
            System.exit(0);
        } catch (RuntimeException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private String answer(String question) {
        return switch (question) {
            case "stats" -> stats();
            case "reasons" -> handlers.reasons();
            case "failures" -> Observers.FAILURES.toString();
            default -> throw new IllegalArgumentException(question);
        };
    }

    private String stats() {
        long used = live();
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class))
            used += pool.getMemoryUsed();
        SocketIoServer io = app.server();
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        return used + " " + threads + " " + io.engine().clientsCount() + " "
                + io.sockets().size() + " " + handlers.emitted();
    }

    /** What a full collection has left of the heap; not what was allocated since. */
    private static long live() {
        GarbageCollectorMXBean collector = ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class).stream()
                .filter(bean -> bean.getName().equals("G1 Old Generation"))
                .findFirst()
                .orElseThrow();
        GcInfo last;
        do {
            System.gc();
            last = collector.getLastGcInfo(); // null now and then after the first (JDK 17.0.15)
        } while (last == null);
        return last.getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> pool.getKey().startsWith("G1 "))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
    }
}
