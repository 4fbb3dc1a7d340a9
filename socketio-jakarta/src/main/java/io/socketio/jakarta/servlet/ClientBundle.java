package io.socketio.jakarta.servlet;

import io.socketio.jakarta.transport.HttpCompression;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The browser client of {@code socketio-client-webjar}, by the names that the reference server has for it (option {@code serveClient}). Each
 * file is read and compressed when it is first asked for, and kept.
 */
final class ClientBundle {
    private static final String SCRIPT = "application/javascript; charset=utf-8";
    private static final String SOURCE_MAP = "application/json; charset=utf-8";

    /** All that there is, by path info: what a request says never becomes the name of a resource. */
    private static final Map<String, String> TYPES = Map.of(
            "/socket.io.js", SCRIPT,
            "/socket.io.js.map", SOURCE_MAP,
            "/socket.io.min.js", SCRIPT,
            "/socket.io.min.js.map", SOURCE_MAP,
            "/socket.io.esm.min.js", SCRIPT,
            "/socket.io.esm.min.js.map", SOURCE_MAP,
            "/socket.io.msgpack.min.js", SCRIPT,
            "/socket.io.msgpack.min.js.map", SOURCE_MAP);

    private static final String DESCRIPTION = "META-INF/socket.io-client.properties";
    private static final String DIRECTORY = "META-INF/resources/webjars/socket.io-client/";

    private final ClassLoader loader;
    private final String version;
    private final String etag;
    private final Map<String, byte[]> bodies = new ConcurrentHashMap<>(); // by file and coding

    private ClientBundle(ClassLoader loader, String version) {
        this.loader = loader;
        this.version = version;
        this.etag = '"' + version + '"';
    }

    /** The client that an application has; {@code null} if it has none. */
    static @Nullable ClientBundle of(ClassLoader loader) {
        try (InputStream in = loader.getResourceAsStream(DESCRIPTION)) {
            if (in == null) return null;
            Properties description = new Properties();
            description.load(in);
            return new ClientBundle(loader, description.getProperty("version"));
        } catch (IOException e) {
            throw new IllegalStateException(DESCRIPTION + " cannot be read", e);
        }
    }

    /** Answers a request for one of the files; any other it leaves alone and returns false. */
    boolean serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String file = request.getPathInfo();
        String type = file == null ? null : TYPES.get(file);
        boolean head = request.getMethod().equals("HEAD");
        if (file == null || type == null || !(head || request.getMethod().equals("GET"))) return false;
        String coding = HttpCompression.coding(request.getHeader("Accept-Encoding"));
        byte[] body = body(file, coding);
        if (body == null) return false;
        response.setHeader("Cache-Control", "public, max-age=0");
        response.setHeader("ETag", etag);
        response.addHeader("Vary", "Accept-Encoding");
        if (isKnown(request)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return true;
        }
        response.setContentType(type);
        if (coding != null) response.setHeader("Content-Encoding", coding);
        response.setContentLength(body.length);
        if (!head) response.getOutputStream().write(body);
        return true;
    }

    /** Whether the browser has it already (RFC 9110, 13.1.2). */
    private boolean isKnown(HttpServletRequest request) {
        for (String line : Collections.list(request.getHeaders("If-None-Match"))) {
            for (String tag : line.split(",", -1)) {
                String opaque = tag.trim().replaceFirst("^W/", "");
                if (opaque.equals(etag) || opaque.equals("*")) return true;
            }
        }
        return false;
    }

    private byte @Nullable [] body(String file, @Nullable String coding) throws IOException {
        String key = file + ' ' + coding;
        byte[] kept = bodies.get(key);
        if (kept != null) return kept;
        byte[] plain = coding == null ? read(file) : body(file, null);
        if (plain == null) return null;
        byte[] body = coding == null ? plain : HttpCompression.encode(plain, coding);
        bodies.put(key, body);
        return body;
    }

    private byte @Nullable [] read(String file) throws IOException {
        try (InputStream in = loader.getResourceAsStream(DIRECTORY + version + file)) {
            return in == null ? null : in.readAllBytes();
        }
    }
}
