package io.socketio.jakarta.servlet;

import io.socketio.jakarta.AllowRequest;
import io.socketio.jakarta.ConnectionStateRecovery;
import io.socketio.jakarta.Cookie;
import io.socketio.jakarta.Cors;
import io.socketio.jakarta.GenerateId;
import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.SocketIoConfigBuilder;
import io.socketio.jakarta.adapter.Adapter;
import io.socketio.jakarta.parser.Parser;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Options from web.xml. Whatever is misspelled or out of range stops the deployment, with a message that names it.
 */
final class ConfigReader {
    static final String PREFIX = "socketio.";

    /** Whether the servlet is registered by itself when the application registers none; only as a context-param. */
    static final String REGISTER = "register";

    /** Names that belong to other modules begin so. */
    private static final List<String> FOREIGN = List.of("admin.", "cdi.");

    private static final Map<String, BiConsumer<SocketIoConfigBuilder, String>> OPTIONS = new TreeMap<>();

    static {
        OPTIONS.put("path", SocketIoConfigBuilder::path);
        OPTIONS.put("serveClient", (b, v) -> b.serveClient(flag(v)));
        OPTIONS.put("pingInterval", (b, v) -> b.pingInterval(millis(v)));
        OPTIONS.put("pingTimeout", (b, v) -> b.pingTimeout(millis(v)));
        OPTIONS.put("upgradeTimeout", (b, v) -> b.upgradeTimeout(millis(v)));
        OPTIONS.put("connectTimeout", (b, v) -> b.connectTimeout(millis(v)));
        OPTIONS.put("maxHttpBufferSize", (b, v) -> b.maxHttpBufferSize(integer(v)));
        OPTIONS.put("transports", (b, v) -> b.transports(list(v)));
        OPTIONS.put("allowUpgrades", (b, v) -> b.allowUpgrades(flag(v)));
        OPTIONS.put("allowEIO3", (b, v) -> b.allowEIO3(flag(v)));
        OPTIONS.put("jsonp", (b, v) -> b.jsonp(flag(v)));
        OPTIONS.put("httpCompression", (b, v) -> b.httpCompression(flag(v)));
        OPTIONS.put("httpCompressionThreshold", (b, v) -> b.httpCompressionThreshold(integer(v)));
        OPTIONS.put("perMessageDeflate", (b, v) -> b.perMessageDeflate(flag(v)));
        OPTIONS.put("publicOrigins", (b, v) -> b.publicOrigins(list(v)));
        OPTIONS.put("allowRequest", (b, v) -> b.allowRequest(instance(v, AllowRequest.class)));
        OPTIONS.put("parser", (b, v) -> b.parser(instance(v, Parser.class)));
        OPTIONS.put("generateId", (b, v) -> b.generateId(instance(v, GenerateId.class)));
        OPTIONS.put("roles", (b, v) -> b.roles(list(v)));
        OPTIONS.put("disconnectOnHttpSessionEnd", (b, v) -> b.disconnectOnHttpSessionEnd(flag(v)));
        OPTIONS.put("dispatch", (b, v) -> b.dispatch(SocketIoConfig.Dispatch.valueOf(v.toUpperCase(Locale.ROOT))));
        OPTIONS.put("maxOutboundBytes", (b, v) -> b.maxOutboundBytes(number(v, Long.MAX_VALUE)));
        OPTIONS.put("maxQueuedMessages", (b, v) -> b.maxQueuedMessages(integer(v)));
        OPTIONS.put("maxEventsPerSecond", (b, v) -> b.maxEventsPerSecond(integer(v)));
        OPTIONS.put("maxConnections", (b, v) -> b.maxConnections(integer(v)));
        OPTIONS.put("maxConnectionsPerAddress", (b, v) -> b.maxConnectionsPerAddress(integer(v)));
        OPTIONS.put("maxHandshakesPerSecond", (b, v) -> b.maxHandshakesPerSecond(integer(v)));
        OPTIONS.put("trustedProxies", (b, v) -> b.trustedProxies(list(v)));
        OPTIONS.put("shutdownGracePeriod", (b, v) -> b.shutdownGracePeriod(millis(v)));
        OPTIONS.put("maxAttachmentBytes", (b, v) -> b.maxAttachmentBytes(number(v, Long.MAX_VALUE)));
        OPTIONS.put("maxNumberLength", (b, v) -> b.maxNumberLength(integer(v)));
        OPTIONS.put("maxAttachments", (b, v) -> b.maxAttachments(integer(v)));
        OPTIONS.put("maxJsonDepth", (b, v) -> b.maxJsonDepth(integer(v)));
        OPTIONS.put("maxNamespaces", (b, v) -> b.maxNamespaces(integer(v)));
        OPTIONS.put("maxRooms", (b, v) -> b.maxRooms(integer(v)));
        OPTIONS.put("maxPendingAcks", (b, v) -> b.maxPendingAcks(integer(v)));
        OPTIONS.put("adapter", (b, v) -> b.adapter(instance(v, Adapter.Factory.class)));
        OPTIONS.put("cleanupEmptyChildNamespaces", (b, v) -> b.cleanupEmptyChildNamespaces(flag(v)));
    }

    /** Options that are made of several parameters. */
    private static final List<String> COMPOUND = List.of(
            "cookie",
            "cookie.name",
            "cookie.path",
            "cookie.httpOnly",
            "cookie.secure",
            "cookie.sameSite",
            "cookie.domain",
            "cookie.maxAge",
            "cors.origin",
            "cors.credentials",
            "cors.methods",
            "cors.allowedHeaders",
            "cors.exposedHeaders",
            "cors.maxAge",
            "connectionStateRecovery",
            "connectionStateRecovery.maxDisconnectionDuration",
            "connectionStateRecovery.skipMiddlewares",
            "connectionStateRecovery.maxBytes");

    private ConfigReader() {}

    /** The context-params {@code socketio.*}. */
    static Map<String, String> contextParams(ServletContext context) {
        Map<String, String> params = new TreeMap<>();
        for (String name : Collections.list(context.getInitParameterNames())) {
            if (!name.startsWith(PREFIX)) continue;
            String option = name.substring(PREFIX.length());
            if (FOREIGN.stream().noneMatch(option::startsWith)) params.put(option, context.getInitParameter(name));
        }
        return params;
    }

    /** The options of a servlet: its own init-params, and those of the context where it has none. */
    static SocketIoConfig read(ServletConfig servlet) {
        Map<String, String> own = new TreeMap<>();
        for (String name : Collections.list(servlet.getInitParameterNames()))
            own.put(name, servlet.getInitParameter(name));
        return read(contextParams(servlet.getServletContext()), own);
    }

    static SocketIoConfig read(Map<String, String> contextParams, Map<String, String> initParams) {
        Map<String, String> all = new TreeMap<>(contextParams);
        all.remove(REGISTER);
        all.putAll(initParams);
        for (String name : all.keySet()) {
            if (OPTIONS.containsKey(name) || COMPOUND.contains(name)) continue;
            TreeSet<String> known = new TreeSet<>(OPTIONS.keySet());
            known.addAll(COMPOUND);
            throw new IllegalArgumentException("unknown Socket.IO option \"" + name + "\"; there are " + known);
        }
        SocketIoConfigBuilder builder = SocketIoConfig.builder();
        OPTIONS.forEach((name, set) -> {
            String value = all.get(name);
            if (value != null) guarded(name, value, () -> set.accept(builder, value.trim()));
        });
        guarded("cookie", null, () -> readCookie(new Params(all), builder));
        guarded("cors", null, () -> readCors(new Params(all), builder));
        guarded("connectionStateRecovery", null, () -> readRecovery(new Params(all), builder));
        return builder.build();
    }

    private static void guarded(String name, @Nullable String value, Runnable read) {
        try {
            read.run();
        } catch (IllegalArgumentException e) {
            String what = value == null ? "" : " = \"" + value + "\"";
            throw new IllegalArgumentException("Socket.IO option " + name + what + ": " + e.getMessage(), e);
        }
    }

    private static void readCookie(Params params, SocketIoConfigBuilder builder) {
        String cookie = params.text("cookie", "false");
        boolean named = !cookie.equals("true") && !cookie.equals("false");
        Cookie base = Cookie.DEFAULT;
        if (cookie.equals("false")) {
            if (params.anyOf("cookie."))
                throw new IllegalArgumentException("cookie.* has no effect without cookie=true");
            return;
        }
        builder.cookie(new Cookie(
                params.text("cookie.name", named ? cookie : base.name()),
                params.text("cookie.path", base.path()),
                params.flag("cookie.httpOnly", true),
                params.flag("cookie.secure", false),
                params.text("cookie.sameSite", "Lax"),
                params.optional("cookie.domain"),
                params.number("cookie.maxAge")));
    }

    private static void readCors(Params params, SocketIoConfigBuilder builder) {
        String origin = params.optional("cors.origin");
        if (origin == null) {
            if (params.anyOf("cors.")) throw new IllegalArgumentException("cors.* has no effect without cors.origin");
            return;
        }
        Cors base = origin.equals("*") ? Cors.any() : origin.equals("true") ? Cors.reflect() : Cors.of(list(origin));
        Integer maxAge = params.number("cors.maxAge");
        builder.cors(new Cors(
                base.origin(),
                base.origins(),
                params.flag("cors.credentials", false),
                params.optional("cors.methods") == null ? base.methods() : list(params.text("cors.methods", "")),
                list(params.text("cors.allowedHeaders", "")),
                list(params.text("cors.exposedHeaders", "")),
                maxAge == null ? null : Duration.ofSeconds(maxAge)));
    }

    private static void readRecovery(Params params, SocketIoConfigBuilder builder) {
        if (!params.flag("connectionStateRecovery", false)) {
            if (params.anyOf("connectionStateRecovery."))
                throw new IllegalArgumentException(
                        "connectionStateRecovery.* has no effect without connectionStateRecovery=true");
            return;
        }
        ConnectionStateRecovery base = ConnectionStateRecovery.DEFAULT;
        Integer duration = params.number("connectionStateRecovery.maxDisconnectionDuration");
        Integer maxBytes = params.number("connectionStateRecovery.maxBytes");
        builder.connectionStateRecovery(new ConnectionStateRecovery(
                duration == null ? base.maxDisconnectionDuration() : Duration.ofMillis(duration),
                params.flag("connectionStateRecovery.skipMiddlewares", base.skipMiddlewares()),
                maxBytes == null ? base.maxBytes() : maxBytes));
    }

    /** Parameters by name. */
    private record Params(Map<String, String> all) {
        String text(String name, String otherwise) {
            return all.getOrDefault(name, otherwise).trim();
        }

        @Nullable
        String optional(String name) {
            String value = all.get(name);
            return value == null ? null : value.trim();
        }

        boolean flag(String name, boolean otherwise) {
            return named(name, () -> ConfigReader.flag(text(name, Boolean.toString(otherwise))));
        }

        @Nullable
        Integer number(String name) {
            String value = optional(name);
            return value == null ? null : named(name, () -> integer(value));
        }

        /** One of several in an option: what is wrong with it shall name it. */
        private static <T> T named(String name, Supplier<T> read) {
            try {
                return read.get();
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + " " + e.getMessage(), e);
            }
        }

        boolean anyOf(String prefix) {
            return all.keySet().stream().anyMatch(name -> name.startsWith(prefix));
        }
    }

    private static Duration millis(String value) {
        return Duration.ofMillis(integer(value));
    }

    private static int integer(String value) {
        return (int) number(value, Integer.MAX_VALUE);
    }

    private static long number(String value, long most) {
        try {
            long number = Long.parseLong(value);
            if (Math.abs(number) <= most) return number;
        } catch (NumberFormatException e) {
            // answered below, as one that is too large
        }
        throw new IllegalArgumentException("must be a whole number, at most " + most);
    }

    private static boolean flag(String value) {
        if (value.equals("true") || value.equals("false")) return value.equals("true");
        throw new IllegalArgumentException("must be true or false, not \"" + value + "\"");
    }

    private static List<String> list(String value) {
        return Arrays.stream(value.split(",", -1))
                .map(String::trim)
                .filter(item -> !item.isEmpty())
                .collect(Collectors.toList());
    }

    private static <T> T instance(String className, Class<T> type) {
        try {
            return Class.forName(className, true, Thread.currentThread().getContextClassLoader())
                    .asSubclass(type)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalArgumentException(
                    "must be a public class with a public constructor without parameters that implements "
                            + type.getSimpleName() + ": " + e,
                    e);
        }
    }
}
