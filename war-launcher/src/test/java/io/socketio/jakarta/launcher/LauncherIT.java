package io.socketio.jakarta.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.launcher.app.FailingListener;
import io.socketio.jakarta.launcher.app.FarewellListener;
import io.socketio.jakarta.launcher.app.Greeter;
import io.socketio.jakarta.launcher.app.GreetingServlet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs WARs with the overlay as a user does. */
@Timeout(60)
class LauncherIT {
    @TempDir
    Path dir;

    @Test
    void servesTheWar() throws Exception {
        Process process = start(war(GreetingServlet.class, Greeter.class, FarewellListener.class), "--port=0");
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            assertTrue(line.matches("app.war is at http://localhost:\\d+/  \\(stop with Ctrl\\+C\\)"), line);
            String url = line.replaceFirst(".*(http://\\S+).*", "$1");
            assertEquals("<h1>Hello</h1>", get(url));
            assertEquals("{\"text\":\"hello from CDI\"}", get(url + "greeting"));

            process.toHandle().destroy(); // SIGTERM; unlike that of Process it leaves the streams open
            assertTrue(process.waitFor(10, TimeUnit.SECONDS), "stops quickly");
            assertEquals("farewell", out.readLine());
            assertEquals(null, out.readLine());
        }
        assertEquals(List.of(), process.errorReader().lines().toList());
        try (Stream<Path> left = Files.list(Files.createDirectories(dir.resolve("tmp")))) {
            assertEquals(
                    List.of(),
                    left.filter(f -> f.toString().contains("launcher")).toList());
        }
    }

    @Test
    void saysThatThePortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = other.getLocalPort();
            Process process = start(war(), "--port=" + port);
            assertEquals(
                    List.of("Port " + port + " is taken: stop what runs there or choose another with --port="
                            + (port < 65535 ? port + 1 : 8080)),
                    process.errorReader().lines().toList());
            assertEquals(1, process.waitFor());
        }
    }

    @Test
    void saysWhyADeploymentFailed() throws Exception {
        Process process = start(war(FailingListener.class), "--port=0");
        assertEquals(
                List.of("Cannot start: pingInterval must be positive, not -1"),
                process.errorReader().lines().toList());
        assertEquals(List.of(), process.inputReader().lines().toList());
        assertEquals(1, process.waitFor());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8080",
                "--prt=80",
                "--port",
                "--port=",
                "--port=65536",
                "--port=-1",
                "--host=no.such.host.invalid"
            })
    void refusesWrongArguments(String arg) throws Exception {
        Process process = start(war(), arg);
        List<String> lines = process.errorReader().lines().toList();
        assertEquals(1, lines.size(), lines.toString());
        assertTrue(lines.get(0).endsWith(". Usage: java -jar app.war [--port=8080] [--host=127.0.0.1]"), lines.get(0));
        assertEquals(2, process.waitFor());
    }

    /** The overlay with a page and some classes. */
    private Path war(Class<?>... classes) throws IOException {
        Path war = Files.copy(Path.of(System.getProperty("launcher.war")), dir.resolve("app.war"));
        try (FileSystem root = FileSystems.newFileSystem(war)) {
            Files.writeString(root.getPath("index.html"), "<h1>Hello</h1>");
            Files.createFile(root.getPath("WEB-INF/beans.xml"));
            for (Class<?> type : classes) {
                String file = type.getName().replace('.', '/') + ".class";
                Path to = root.getPath("WEB-INF/classes", file);
                Files.createDirectories(to.getParent());
                try (InputStream in = type.getClassLoader().getResourceAsStream(file)) {
                    Files.copy(in, to);
                }
            }
        }
        return war;
    }

    private Process start(Path war, String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Djava.io.tmpdir=" + Files.createDirectories(dir.resolve("tmp")));
        command.addAll(List.of("-jar", war.toString()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).start();
    }

    private static String get(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .body();
    }
}
