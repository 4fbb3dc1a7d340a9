package io.socketio.jakarta.it.faults;

import io.socketio.jakarta.it.support.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A proxy of the system, with the settings that docs/deploying.md shows, in the foreground and on a free port. */
final class Proxy implements AutoCloseable {
    private static final Path SETTINGS = Path.of("src/test/proxies");

    /** Where the settings say that the server is. */
    static final String SERVER = "127.0.0.1:8080";

    enum Kind {
        NGINX("nginx", "nginx.conf", """
                daemon off;
                %s
                pid nginx.pid;
                error_log stderr;
                events {}
                http {
                    access_log off;
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                    include settings;
                }
                """.formatted(isRoot() ? "user root;" : "")) {
            @Override
            List<String> command(String tool, Path directory) {
                return List.of(tool, "-e", "stderr", "-p", directory.toString(), "-c", "main");
            }
        },
        HTTPD("apache2", "httpd.conf", """
                LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
                LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
                LoadModule headers_module /usr/lib/apache2/modules/mod_headers.so
                LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
                LoadModule proxy_http_module /usr/lib/apache2/modules/mod_proxy_http.so
                %s
                ServerName localhost
                PidFile httpd.pid
                ErrorLog /dev/stderr
                Listen 127.0.0.1:80
                Include settings
                """.formatted(isRoot() ? "User www-data\nGroup www-data" : "")) {
            @Override
            List<String> command(String tool, Path directory) {
                return List.of(tool, "-d", directory.toString(), "-f", "main", "-D", "FOREGROUND");
            }
        },
        HAPROXY("haproxy", "haproxy.cfg", "global\n    maxconn 1000\n") {
            @Override
            List<String> command(String tool, Path directory) {
                return List.of(
                        tool,
                        "-db",
                        "-f",
                        directory.resolve("main").toString(),
                        "-f",
                        directory.resolve("settings").toString());
            }
        };

        private final String tool;
        private final String file;
        private final String main;

        Kind(String tool, String file, String main) {
            this.tool = tool;
            this.file = file;
            this.main = main;
        }

        abstract List<String> command(String tool, Path directory);

        private static boolean isRoot() {
            return "root".equals(System.getProperty("user.name"));
        }
    }

    private final Process process;
    private final Path log;
    private final int port;

    /** Before one server; skips the test where it is not installed. */
    static Proxy before(ServerProcess server, Kind kind) {
        return with(kind, settings -> settings.replace(SERVER, "127.0.0.1:" + server.port()));
    }

    /** @param change of the settings */
    static Proxy with(Kind kind, UnaryOperator<String> change) {
        Command.need(kind.tool);
        try {
            return new Proxy(kind, change);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Proxy(Kind kind, UnaryOperator<String> change) throws IOException {
        port = freePort();
        Path directory = Files.createTempDirectory("socketio-" + kind.tool);
        directory.toFile().setExecutable(true, false);
        directory.toFile().setReadable(true, false);
        log = directory.resolve("log");
        String settings = change.apply(Files.readString(SETTINGS.resolve(kind.file)));
        Files.writeString(directory.resolve("settings"), atPort(settings));
        Files.writeString(directory.resolve("main"), atPort(kind.main));
        List<String> command = new ArrayList<>(kind.command(Command.find(kind.tool), directory));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            Eventually.until("the proxy listens", this::listens);
        } catch (AssertionError e) {
            throw new AssertionError(log(), e);
        }
    }

    private String atPort(String settings) {
        return settings.replace("listen 80;", "listen 127.0.0.1:" + port + ";")
                .replace("Listen 127.0.0.1:80", "Listen 127.0.0.1:" + port)
                .replace("bind :80", "bind 127.0.0.1:" + port)
                .replace("*:80", "*:" + port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean listens() {
        if (!process.isAlive()) throw new AssertionError("it has gone");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    URI endpoint() {
        return ServerProcess.endpoint(uri());
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy(); // its children go, too
        try {
            if (!process.waitFor(Eventually.SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
            try (Stream<Path> files = Files.walk(log.getParent())) {
                files.sorted(java.util.Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (InterruptedException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
