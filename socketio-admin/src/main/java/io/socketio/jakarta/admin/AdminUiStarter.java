package io.socketio.jakarta.admin;

import io.socketio.jakarta.Registration;
import io.socketio.jakarta.SocketIoExtension;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.admin.AdminUiOptions.BasicAuth;
import io.socketio.jakarta.admin.AdminUiOptions.Mode;
import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the context-params {@code socketio.admin.*}. Found by {@link java.util.ServiceLoader}, of no use to applications. */
public final class AdminUiStarter implements SocketIoExtension {
    private static final String PREFIX = "socketio.admin.";

    private static final TreeSet<String> NAMES = new TreeSet<>(
            Set.of("auth", "auth.username", "auth.password", "namespaceName", "readonly", "serverId", "mode"));

    private @Nullable Registration registration;

    /** For the service loader. */
    public AdminUiStarter() {}

    /**
     * Switches the admin UI of {@link SocketIoServer#from(ServletContext)} on, if there is a context-param {@code socketio.admin.auth}.
     *
     * @throws IllegalArgumentException if a context-param {@code socketio.admin.*} is unknown or has no valid value
     */
    @Override
    public void start(ServletContext context) {
        options(context).ifPresent(options -> {
            registration = AdminUi.instrument(SocketIoServer.from(context), options);
        });
    }

    @Override
    public void stop(ServletContext context) {
        if (registration != null) registration.remove();
    }

    private static Optional<AdminUiOptions> options(ServletContext context) {
        Map<String, String> params = new TreeMap<>();
        for (String name : Collections.list(context.getInitParameterNames())) {
            if (!name.startsWith(PREFIX)) continue;
            String option = name.substring(PREFIX.length());
            if (!NAMES.contains(option))
                throw new IllegalArgumentException("unknown context-param " + name + "; there are " + PREFIX + NAMES);
            params.put(option, context.getInitParameter(name).trim());
        }
        if (params.isEmpty()) return Optional.empty();
        try {
            return Optional.of(options(params));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("context-params " + PREFIX + "*: " + e.getMessage(), e);
        }
    }

    static AdminUiOptions options(Map<String, String> params) {
        String auth = params.getOrDefault("auth", "");
        BasicAuth user = null;
        if (auth.equals("basic"))
            user = new BasicAuth(params.getOrDefault("auth.username", ""), params.getOrDefault("auth.password", ""));
        else if (!auth.equals("false"))
            throw new IllegalArgumentException("auth must be basic, or false to let everybody in");
        String readonly = params.getOrDefault("readonly", "false");
        if (!readonly.equals("true") && !readonly.equals("false"))
            throw new IllegalArgumentException("readonly must be true or false, not \"" + readonly + "\"");
        return new AdminUiOptions(
                user,
                params.getOrDefault("namespaceName", "/admin"),
                readonly.equals("true"),
                params.get("serverId"),
                mode(params.getOrDefault("mode", "production")));
    }

    private static Mode mode(String name) {
        for (Mode mode : Mode.values()) if (mode.name().toLowerCase(Locale.ROOT).equals(name)) return mode;
        throw new IllegalArgumentException("mode must be development or production, not \"" + name + "\"");
    }
}
