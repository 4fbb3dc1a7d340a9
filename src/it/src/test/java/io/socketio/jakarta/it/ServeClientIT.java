package io.socketio.jakarta.it;

import static io.socketio.jakarta.it.support.App.app;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.it.support.App;
import io.socketio.jakarta.it.support.Eventually;
import io.socketio.jakarta.it.support.Http;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The browser client below the path of the server; the files are those of socketio-client-webjar. */
class ServeClientIT {
    private static final String DESCRIPTION = "META-INF/socket.io-client.properties";
    private static final String TRANSPORT_UNKNOWN = "{\"code\":0,\"message\":\"Transport unknown\"}";
    private static final String FOREIGN = "https://foreign.example";

    static final List<String> FILES = List.of(
            "socket.io.js",
            "socket.io.js.map",
            "socket.io.min.js",
            "socket.io.min.js.map",
            "socket.io.esm.min.js",
            "socket.io.esm.min.js.map",
            "socket.io.msgpack.min.js",
            "socket.io.msgpack.min.js.map");

    private static HttpResponse<byte[]> request(App app, String method, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(app.uri() + path))
                .timeout(Duration.ofSeconds(Eventually.SECONDS))
                .method(method, BodyPublishers.noBody());
        if (headers.length > 0) request.headers(headers);
        return Http.sendForBytes(request.build());
    }

    private static String header(HttpResponse<?> response, String name) {
        return String.join(", ", response.headers().allValues(name));
    }

    private static String version() throws IOException {
        Properties description = new Properties();
        try (InputStream in = ServeClientIT.class.getResourceAsStream("/" + DESCRIPTION)) {
            assertNotNull(in, "the module socketio-client-webjar is on the class path");
            description.load(in);
        }
        return description.getProperty("version");
    }

    private static byte[] original(String file) throws IOException {
        String path = "/META-INF/resources/webjars/socket.io-client/" + version() + "/" + file;
        try (InputStream in = ServeClientIT.class.getResourceAsStream(path)) {
            assertNotNull(in, path);
            return in.readAllBytes();
        }
    }

    private static byte[] decoded(HttpResponse<byte[]> response) throws IOException {
        InputStream body = new ByteArrayInputStream(response.body());
        InputStream plain = switch (header(response, "Content-Encoding")) {
            case "gzip" -> new GZIPInputStream(body);
            case "deflate" -> new InflaterInputStream(body);
            default -> body;
        };
        try (plain) {
            return plain.readAllBytes();
        }
    }

    /** As if it were no file: what the engine says to a request without a transport. */
    private static void isLeftToTheEngine(HttpResponse<byte[]> response) {
        assertEquals(400, response.statusCode());
        assertEquals(TRANSPORT_UNKNOWN, new String(response.body(), StandardCharsets.UTF_8));
        assertEquals("", header(response, "ETag"));
    }

    @ParameterizedTest
    @FieldSource("FILES")
    void everyFile(String file) throws IOException {
        try (App app = app().start()) {
            HttpResponse<byte[]> response = request(app, "GET", "/socket.io/" + file);
            assertEquals(200, response.statusCode());
            assertArrayEquals(original(file), response.body());
            assertEquals(Integer.toString(response.body().length), header(response, "Content-Length"));
            assertEquals("public, max-age=0", header(response, "Cache-Control"));
            assertEquals('"' + version() + '"', header(response, "ETag"));
            assertEquals("Accept-Encoding", header(response, "Vary"));
            String type = file.endsWith(".map") ? "application/json" : "application/javascript";
            assertEquals(
                    type + ";charset=utf-8", header(response, "Content-Type").replace(" ", ""));

            HttpResponse<byte[]> compressed = request(app, "GET", "/socket.io/" + file, "Accept-Encoding", "gzip, br");
            assertEquals("gzip", header(compressed, "Content-Encoding"));
            assertTrue(compressed.body().length < response.body().length / 2);
            assertArrayEquals(response.body(), decoded(compressed));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gzip                | gzip
            br, deflate         | deflate
            gzip;q=0, deflate   | deflate
            gzip;q=0            | ''
            br                  | ''
            """)
    void compressionByWhatTheBrowserAccepts(String accepted, String used) throws IOException {
        try (App app = app().option("httpCompression", false).start()) {
            for (int i = 0; i < 2; i++) { // made, and kept
                HttpResponse<byte[]> response =
                        request(app, "GET", "/socket.io/socket.io.js", "Accept-Encoding", accepted);
                assertEquals(used, header(response, "Content-Encoding"));
                assertEquals("Accept-Encoding", header(response, "Vary"));
                assertArrayEquals(original("socket.io.js"), decoded(response));
            }
        }
    }

    @Test
    void whatTheBrowserHasIsNotSentAgain() throws IOException {
        try (App app = app().start()) {
            String etag = header(request(app, "GET", "/socket.io/socket.io.js"), "ETag");
            for (String known : List.of(etag, "W/" + etag, "\"0\", W/" + etag, "*")) {
                HttpResponse<byte[]> response = request(
                        app, "GET", "/socket.io/socket.io.js", "If-None-Match", known, "Accept-Encoding", "gzip");
                assertEquals(304, response.statusCode(), known);
                assertEquals(0, response.body().length);
                assertEquals(etag, header(response, "ETag"));
                assertEquals("public, max-age=0", header(response, "Cache-Control"));
                assertEquals("", header(response, "Content-Encoding"));
            }
            assertEquals(
                    200,
                    request(app, "GET", "/socket.io/socket.io.js", "If-None-Match", "\"0\"")
                            .statusCode());
        }
    }

    @Test
    void headIsGetWithoutBody() throws IOException {
        try (App app = app().start()) {
            for (String coding : List.of("identity", "gzip")) {
                HttpResponse<byte[]> get = request(app, "GET", "/socket.io/socket.io.js", "Accept-Encoding", coding);
                HttpResponse<byte[]> head = request(app, "HEAD", "/socket.io/socket.io.js", "Accept-Encoding", coding);
                assertEquals(200, head.statusCode());
                assertEquals(0, head.body().length);
                for (String name :
                        List.of("Content-Length", "Content-Type", "Content-Encoding", "Cache-Control", "ETag", "Vary"))
                    assertEquals(header(get, name), header(head, name), name);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?v=1", "?EIO=4&transport=polling", "?"})
    void queriesAreIgnored(String query) throws IOException {
        try (App app = app().start()) {
            HttpResponse<byte[]> response = request(app, "GET", "/socket.io/socket.io.min.js" + query);
            assertArrayEquals(original("socket.io.min.js"), response.body());
            assertEquals(0, app.server().engine().clientsCount());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "socket.io.css",
                "socket.io.min.js.gz",
                "SOCKET.IO.JS",
                "socket.io.js/",
                "a/socket.io.js",
                "LICENSE",
                "..%2fsocket.io.js",
                "%2e%2e/web.xml"
            })
    void otherNamesAreNoFiles(String name) {
        try (App app = app().start()) {
            HttpResponse<byte[]> response = request(app, "GET", "/socket.io/" + name);
            // some of them the container refuses, or takes for another path
            assertTrue(List.of(400, 404).contains(response.statusCode()), name);
            if (!name.contains("%")) isLeftToTheEngine(response);
        }
    }

    @Test
    void otherMethodsAreLeftToTheEngine() {
        try (App app = app().start()) {
            isLeftToTheEngine(request(app, "POST", "/socket.io/socket.io.js"));
        }
    }

    @Test
    void switchedOff() {
        try (App app = app().option("serveClient", false).start()) {
            for (String file : FILES) isLeftToTheEngine(request(app, "GET", "/socket.io/" + file));
        }
    }

    @Test
    void withoutTheJar() {
        ClassLoader without = new ClassLoader(App.class.getClassLoader()) {
            @Override
            public URL getResource(String name) {
                return name.equals(DESCRIPTION) ? null : super.getResource(name);
            }
        };
        try (App app =
                app().tomcat(context -> context.setParentClassLoader(without)).start()) {
            isLeftToTheEngine(request(app, "GET", "/socket.io/socket.io.js"));
        }
    }

    @Test
    void wherePathsAreOthers() throws IOException {
        try (App app = app().contextPath("/app").option("path", "/live").start()) {
            assertArrayEquals(
                    original("socket.io.min.js"),
                    request(app, "GET", "/live/socket.io.min.js").body());
            assertEquals(404, request(app, "GET", "/socket.io/socket.io.min.js").statusCode());
        }
    }

    @Test
    void anyPageGetsThemAndTheHeadersSayWhichMayReadThem() throws IOException {
        try (App app = app().start()) {
            HttpResponse<byte[]> response = request(app, "GET", "/socket.io/socket.io.js", "Origin", FOREIGN);
            assertArrayEquals(original("socket.io.js"), response.body());
            assertEquals("", header(response, "Access-Control-Allow-Origin"));
            assertEquals(
                    403,
                    request(app, "GET", "/socket.io/?EIO=4&transport=polling", "Origin", FOREIGN)
                            .statusCode());
        }
        try (App app = app().option("cors.origin", FOREIGN).start()) {
            for (String known : List.of("\"0\"", "*")) {
                HttpResponse<byte[]> response = request(
                        app, "GET", "/socket.io/socket.io.esm.min.js", "Origin", FOREIGN, "If-None-Match", known);
                assertEquals(FOREIGN, header(response, "Access-Control-Allow-Origin"));
                assertEquals("Origin, Accept-Encoding", header(response, "Vary"));
            }
            HttpResponse<byte[]> other =
                    request(app, "GET", "/socket.io/socket.io.esm.min.js", "Origin", "https://other.example");
            assertEquals(200, other.statusCode());
            assertEquals("", header(other, "Access-Control-Allow-Origin"));
        }
    }

    @Test
    void sessionsOpenBesideThem() {
        try (App app = app().start()) {
            assertEquals(200, request(app, "GET", "/socket.io/socket.io.js").statusCode());
            Http.connect(app);
            assertEquals(1, app.server().engine().clientsCount());
        }
    }
}
