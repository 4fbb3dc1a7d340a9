package io.socketio.jakarta.admin;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Registration;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.admin.AdminUiOptions.Mode;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Serves the official admin UI, {@code @socket.io/admin-ui} 0.5, from a namespace of a server. */
public final class AdminUi {
    private static final System.Logger LOG = System.getLogger(AdminUi.class.getName());

    /** As often as the reference server. */
    private static final Duration STATS_INTERVAL = Duration.ofSeconds(2);

    /** Namespaces that the UI is told of, at most: clients can make dynamic ones. */
    private static final int MOST_NAMESPACES = 1_000;

    private final SocketIoServer io;
    private final Namespace admin;
    private final AdminUiOptions options;
    private final String host = host();
    private final Traffic traffic = new Traffic(System::currentTimeMillis);
    private final Details details;
    private final List<Registration> registrations = new ArrayList<>();
    private @Nullable Registration stats; // guarded by this
    private boolean off; // guarded by this

    private AdminUi(SocketIoServer io, AdminUiOptions options) {
        this.io = io;
        this.options = options;
        this.admin = io.of(options.namespaceName());
        this.details = new Details(io, admin);
    }

    /**
     * Switches the admin UI on. To be called before clients connect: connections that are there already are not counted. Passwords are
     * checked where middlewares run, which takes some tens of milliseconds: with {@code dispatch=inline} on network threads.
     *
     * @param io the server that is looked at
     * @param options who may see and do what
     * @return switches it off again; who looks is disconnected
     */
    public static Registration instrument(SocketIoServer io, AdminUiOptions options) {
        AdminUi ui = new AdminUi(io, options);
        ui.start();
        return ui::stop;
    }

    private void start() {
        Registration login = () -> {};
        if (options.auth() == null) LOG.log(Level.WARNING, "the admin UI is open for everybody: it has no auth");
        else login = admin.use(Login.of(options.auth(), new LoginSessions(System::nanoTime)));
        if (options.mode() == Mode.DEVELOPMENT) {
            registrations.add(io.onNewNamespace(details::watch));
            List.copyOf(io.namespaces()).forEach(details::watch);
        }
        registrations.add(admin.onConnect(this::welcome));
        if (!options.readonly()) registrations.addAll(new Commands(io).listen(admin));
        registrations.add(io.engine().onConnection(connection -> {
            startStats();
            traffic.watch(connection);
        }));
        registrations.add(login); // removed last
    }

    private void welcome(Socket socket) {
        socket.attributes().remove(Login.NEW_SESSION).ifPresent(session -> socket.emit("session", session));
        socket.emit("config", Map.of("supportedFeatures", features()));
        if (options.mode() == Mode.DEVELOPMENT) details.tellAll(socket);
    }

    private List<String> features() {
        List<String> features = new ArrayList<>();
        if (!options.readonly())
            features.addAll(List.of("EMIT", "JOIN", "LEAVE", "DISCONNECT", "MJOIN", "MLEAVE", "MDISCONNECT"));
        features.add("AGGREGATED_EVENTS");
        if (options.mode() == Mode.DEVELOPMENT) features.add("ALL_EVENTS");
        return features;
    }

    /** With the first connection: before, the server may not have started. */
    private synchronized void startStats() {
        if (stats == null && !off) stats = io.engine().every(STATS_INTERVAL, this::emitStats);
    }

    private void emitStats() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("serverId", options.serverId() == null ? host : options.serverId());
        shown.put("hostname", host);
        shown.put("pid", ProcessHandle.current().pid());
        shown.put("uptime", ManagementFactory.getRuntimeMXBean().getUptime() / 1_000.0);
        shown.put("clientsCount", io.engine().clientsCount());
        shown.put("pollingClientsCount", traffic.pollingClientsCount());
        shown.put("aggregatedEvents", traffic.takeAll());
        shown.put(
                "namespaces",
                io.namespaces().stream()
                        .limit(MOST_NAMESPACES)
                        .map(one -> Map.of(
                                "name",
                                one.name(),
                                "socketsCount",
                                one.sockets().size()))
                        .toList());
        admin.emit("server_stats", shown);
    }

    private void stop() {
        synchronized (this) {
            if (off) return;
            off = true;
            if (stats != null) stats.remove();
        }
        details.stop();
        admin.local().disconnectSockets();
        registrations.forEach(Registration::remove);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
