package io.socketio.jakarta.client;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientFilesTest {
    /** Of the path; that of the files is what package-lock.json says. */
    private static final String VERSION = System.getProperty("client.version");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socket.io.js",
                "socket.io.js.map",
                "socket.io.min.js",
                "socket.io.min.js.map",
                "socket.io.esm.min.js",
                "socket.io.esm.min.js.map",
                "socket.io.msgpack.min.js",
                "socket.io.msgpack.min.js.map",
                "LICENSE"
            })
    void isThere(String file) throws IOException {
        assertTrue(read(file).length() > 1000, file);
    }

    @Test
    void versionOfPathIsThatOfFile() throws IOException {
        String banner = read("socket.io.min.js").lines().limit(5).toList().toString();
        assertTrue(banner.contains("Socket.IO v" + VERSION), banner);
    }

    @Test
    void serversAreToldTheVersion() throws IOException {
        String description = resource("/META-INF/socket.io-client.properties");
        assertTrue(description.lines().anyMatch(("version=" + VERSION)::equals), description);
    }

    private static String read(String file) throws IOException {
        return resource("/META-INF/resources/webjars/socket.io-client/" + VERSION + "/" + file);
    }

    private static String resource(String path) throws IOException {
        try (InputStream in = ClientFilesTest.class.getResourceAsStream(path)) {
            assertNotNull(in, path);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
