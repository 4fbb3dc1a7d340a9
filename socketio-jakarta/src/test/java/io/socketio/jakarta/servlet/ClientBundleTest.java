package io.socketio.jakarta.servlet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientBundleTest {
    private static final String DESCRIPTION = "META-INF/socket.io-client.properties";
    private static final String DIRECTORY = "META-INF/resources/webjars/socket.io-client/1.2.3/";
    private static final String TEXT = "io();".repeat(1_000);

    /** An application's class loader, which remembers what it was asked for. */
    private static final class Loader extends ClassLoader {
        final Map<String, String> resources = new HashMap<>();
        final List<String> asked = new ArrayList<>();

        Loader() {
            super(null);
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            asked.add(name);
            String text = resources.get(name);
            return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** An answer, as far as it is looked at here. */
    private static final class Answer {
        final Map<String, String> headers = new TreeMap<>();
        final ByteArrayOutputStream body = new ByteArrayOutputStream();
        int status = 200;

        HttpServletResponse response() {
            return proxy(HttpServletResponse.class, (self, method, args) -> switch (method.getName()) {
                case "setHeader", "addHeader" -> headers.put((String) args[0], (String) args[1]);
                case "setContentType" -> headers.put("Content-Type", (String) args[0]);
                case "setContentLength" -> headers.put("Content-Length", args[0].toString());
                case "setStatus" -> status = (int) args[0];
                case "getOutputStream" ->
                    new ServletOutputStream() {
                        @Override
                        public void write(int b) {
                            body.write(b);
                        }

                        @Override
                        public boolean isReady() {
                            return true;
                        }

                        @Override
                        public void setWriteListener(WriteListener listener) {}
                    };
                default -> throw new UnsupportedOperationException(method.toString());
            });
        }
    }

    private final Loader loader = new Loader();

    ClientBundleTest() {
        loader.resources.put(DESCRIPTION, "version=1.2.3");
        loader.resources.put(DIRECTORY + "socket.io.js", TEXT);
        loader.resources.put(DIRECTORY + "secret.js", "secret");
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static HttpServletRequest request(String method, String pathInfo, String coding, String... ifNoneMatch) {
        return proxy(HttpServletRequest.class, (self, called, args) -> switch (called.getName()) {
            case "getMethod" -> method;
            case "getPathInfo" -> pathInfo;
            case "getHeader" -> args[0].equals("Accept-Encoding") ? coding : null;
            case "getHeaders" ->
                Collections.enumeration(args[0].equals("If-None-Match") ? Arrays.asList(ifNoneMatch) : List.of());
            default -> throw new UnsupportedOperationException(called.toString());
        });
    }

    @Test
    void withoutTheJarThereIsNone() {
        loader.resources.remove(DESCRIPTION);
        assertNull(ClientBundle.of(loader));
    }

    @Test
    void eachFileIsReadOnce() throws IOException {
        ClientBundle client = ClientBundle.of(loader);
        for (String coding : Arrays.asList(null, "gzip", "deflate", "gzip", null)) {
            Answer answer = new Answer();
            assertTrue(client.serve(request("GET", "/socket.io.js", coding), answer.response()));
            assertEquals(coding, answer.headers.get("Content-Encoding"));
            assertEquals("" + answer.body.size(), answer.headers.get("Content-Length"));
            if ("gzip".equals(coding))
                assertArrayEquals(
                        TEXT.getBytes(StandardCharsets.UTF_8),
                        new GZIPInputStream(new ByteArrayInputStream(answer.body.toByteArray())).readAllBytes());
        }
        assertEquals(List.of(DESCRIPTION, DIRECTORY + "socket.io.js"), loader.asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "",
                "/secret.js",
                "/../1.2.3/secret.js",
                "/socket.io.js/",
                "/SOCKET.IO.JS",
                "socket.io.js",
                "//socket.io.js",
                "/a/socket.io.js"
            })
    void aRequestCannotNameAResource(String pathInfo) throws IOException {
        ClientBundle client = ClientBundle.of(loader);
        Answer answer = new Answer();
        assertFalse(client.serve(request("GET", pathInfo, null), answer.response()));
        assertFalse(client.serve(request("GET", null, null), answer.response()));
        assertEquals(List.of(DESCRIPTION), loader.asked);
        assertEquals(Map.of(), answer.headers);
    }

    @Test
    void aFileThatTheJarLacksIsLeftToTheEngine() throws IOException {
        Answer answer = new Answer();
        ClientBundle client = ClientBundle.of(loader);
        assertFalse(client.serve(request("GET", "/socket.io.min.js", "gzip"), answer.response()));
        assertEquals(Map.of(), answer.headers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
    void soAreOtherMethods(String method) throws IOException {
        ClientBundle client = ClientBundle.of(loader);
        assertFalse(client.serve(request(method, "/socket.io.js", null), new Answer().response()));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"1.2.3\"', 304",
        "'W/\"1.2.3\"', 304",
        "*, 304",
        "'\"0\", W/\"1.2.3\"', 304",
        "'\"0\",\"1.2.3\"', 304",
        "'\"1.2.4\"', 200",
        "1.2.3, 200",
        "'', 200",
        "'w/\"1.2.3\"', 200",
    })
    void whatTheBrowserHasIsNotSentAgain(String ifNoneMatch, int status) throws IOException {
        for (String method : List.of("GET", "HEAD")) {
            Answer answer = new Answer();
            ClientBundle client = ClientBundle.of(loader);
            assertTrue(client.serve(request(method, "/socket.io.js", null, "\"x\"", ifNoneMatch), answer.response()));
            assertEquals(status, answer.status);
            assertEquals("\"1.2.3\"", answer.headers.get("ETag"));
            assertEquals("public, max-age=0", answer.headers.get("Cache-Control"));
            assertEquals("Accept-Encoding", answer.headers.get("Vary"));
            assertEquals(status == 304 || method.equals("HEAD") ? 0 : TEXT.length(), answer.body.size());
            assertEquals(status == 304 ? null : "" + TEXT.length(), answer.headers.get("Content-Length"));
        }
    }
}
