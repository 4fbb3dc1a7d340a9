package io.socketio.jakarta.admin;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.EngineConnection;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.RemoteSocket;
import io.socketio.jakarta.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How things look to the UI: without secrets that it has no use for, and without attachments. */
final class Shown {
    /** Headers with which others could speak for a user. */
    private static final Set<String> SECRETS = Set.of("authorization", "cookie", "proxy-authorization");

    private Shown() {}

    /** What the UI calls a serialized socket; without the auth payload. */
    static Map<String, Object> socket(RemoteSocket socket, String namespace) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", socket.id());
        if (socket instanceof Socket here) {
            shown.put("clientId", clientId(here.conn()));
            shown.put("transport", here.transport());
        } else {
            shown.put("clientId", socket.id());
        }
        shown.put("nsp", namespace);
        shown.put("data", Map.of());
        shown.put("handshake", handshake(socket.handshake()));
        shown.put("rooms", List.copyOf(socket.rooms()));
        return shown;
    }

    private static Map<String, Object> handshake(Handshake handshake) {
        Map<String, Object> headers = new LinkedHashMap<>();
        handshake
                .headers()
                .forEach((name, values) ->
                        headers.put(name, SECRETS.contains(name) ? "(not shown)" : String.join(", ", values)));
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("address", handshake.address());
        shown.put("headers", headers);
        shown.put("query", handshake.query());
        shown.put("issued", handshake.time().toEpochMilli());
        shown.put("secure", handshake.secure());
        shown.put("time", handshake.time().toString());
        shown.put("url", handshake.url());
        shown.put("xdomain", handshake.xdomain());
        return shown;
    }

    /** The same for all sockets of one connection. The reference server shows the beginning of the connection's id, which is a secret. */
    static String clientId(EngineConnection connection) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(connection.id().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    /** An event that came in: its name and its arguments. */
    static List<@Nullable Object> event(String event, Arguments args) {
        List<@Nullable Object> shown = new ArrayList<>();
        shown.add(event);
        for (int i = 0; i < args.size(); i++) shown.add(plain(args.get(i, Object.class)));
        return shown;
    }

    /** An event that goes out. */
    static List<@Nullable Object> event(String event, List<@Nullable Object> args) {
        List<@Nullable Object> shown = new ArrayList<>();
        shown.add(event);
        for (Object arg : args) {
            if (arg instanceof Arguments several)
                shown.addAll(event(event, several).subList(1, several.size() + 1));
            else shown.add(plain(arg));
        }
        return shown;
    }

    /** Binary is told by its size: clients take few attachments. */
    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof byte[] bytes) return "(binary, " + bytes.length + " bytes)";
        if (value instanceof ByteBuffer buffer) return "(binary, " + buffer.remaining() + " bytes)";
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> plain = new LinkedHashMap<>();
            map.forEach((key, inner) -> plain.put(key, plain(inner)));
            return plain;
        }
        if (value instanceof Collection<?> several) {
            List<@Nullable Object> plain = new ArrayList<>();
            several.forEach(inner -> plain.add(plain(inner)));
            return plain;
        }
        return value;
    }
}
