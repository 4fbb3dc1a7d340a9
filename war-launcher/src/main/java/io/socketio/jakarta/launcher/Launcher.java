package io.socketio.jakarta.launcher;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Starts the WAR that it is in: {@code java -jar chat.war [--port=8080] [--host=127.0.0.1]} serves it at {@code /}, on Tomcat with CDI and
 * JSON-B. The same file still deploys to any Jakarta EE server, which takes no notice of this class and of {@code WEB-INF/embedded}.
 *
 * <p>A WAR becomes executable by this overlay and its main class; nothing else is needed:
 *
 * <pre>{@code
 * <dependency>
 *   <groupId>io.socketio.jakarta</groupId>
 *   <artifactId>socketio-war-launcher</artifactId>
 *   <version>${project.version}</version>
 *   <type>war</type>
 *   <scope>runtime</scope>
 * </dependency>
 * ...
 * <artifactId>maven-war-plugin</artifactId>
 * <configuration>
 *   <archive>
 *     <manifestEntries>
 *       <Main-Class>io.socketio.jakarta.launcher.Launcher</Main-Class>
 *       <Launcher-Title>Socket.IO chat</Launcher-Title>
 *     </manifestEntries>
 *   </archive>
 * </configuration>
 * }</pre>
 *
 * <p>For CDI beans add an empty {@code WEB-INF/beans.xml}: Weld on Tomcat looks for it. To leave CDI out, configure the overlay with
 * {@code <exclude>WEB-INF/embedded/weld-*</exclude>}. To see what Tomcat logs, and the stack trace of a deployment that fails, start with
 * {@code -Djava.util.logging.config.file=...}; otherwise warnings and errors are all.
 *
 * <p>Exit status: 0 or that of the signal after a clean stop, 1 if it cannot start, 2 for wrong arguments. Port 0 chooses a free port.
 */
public final class Launcher {
    private Launcher() {}

    /**
     * Unpacks the WAR to a temporary directory, which is deleted at exit, and starts {@link TomcatServer} in a class loader that has
     * {@code WEB-INF/embedded} and the JDK, but not the class path.
     *
     * @param args see above
     * @throws Exception where a stack trace is wanted: no cause of it is known
     */
    public static void main(String[] args) throws Exception {
        Path war = Path.of(Launcher.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Map<String, String> options = new HashMap<>(Map.of("--port", "8080", "--host", "127.0.0.1"));
        for (String arg : args) {
            int equals = Math.max(0, arg.indexOf('='));
            if (options.replace(arg.substring(0, equals), arg.substring(equals + 1)) == null) wrongArguments(war, arg);
        }
        String port = options.getOrDefault("--port", "");
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65535) wrongArguments(war, "--port=" + port);
        String host = options.getOrDefault("--host", "");
        try {
            host = InetAddress.getByName(host).getHostAddress();
        } catch (UnknownHostException e) {
            wrongArguments(war, "--host=" + host);
        }

        Deque<AutoCloseable> opened = new ConcurrentLinkedDeque<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> opened.forEach(Launcher::close), "stop"));
        Path home = Files.createTempDirectory("war-launcher-");
        opened.push(() -> delete(home));
        String title = unpack(war, home);
        URLClassLoader loader = new URLClassLoader(classPath(home), ClassLoader.getPlatformClassLoader());
        opened.push(loader);
        Thread.currentThread().setContextClassLoader(loader);
        try {
            opened.push((AutoCloseable) loader.loadClass("io.socketio.jakarta.launcher.TomcatServer")
                    .getConstructor(Path.class, String.class, String.class, int.class)
                    .newInstance(home, title, host, Integer.parseInt(port)));
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof IllegalStateException known)) throw e;
            exit(1, String.valueOf(known.getMessage()));
        }
        // until the shutdown hook: Tomcat's own threads are daemons
        new CountDownLatch(1).await();
    }

    private static void wrongArguments(Path war, String arg) {
        exit(
                2,
                "Cannot understand " + arg + ". Usage: java -jar " + war.getFileName()
                        + " [--port=8080] [--host=127.0.0.1]");
    }

    private static void exit(int status, String line) {
        System.err.println(line);
        System.exit(status);
    }

    /** Returns the title in the manifest. */
    private static String unpack(Path war, Path to) throws IOException {
        try (JarFile jar = new JarFile(war.toFile())) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                Path file = to.resolve(entry.getName());
                if (entry.isDirectory()) continue;
                Files.createDirectories(file.getParent());
                try (InputStream in = jar.getInputStream(entry)) {
                    Files.copy(in, file);
                }
            }
            String title = jar.getManifest().getMainAttributes().getValue("Launcher-Title");
            return title == null ? war.getFileName().toString() : title;
        }
    }

    private static URL[] classPath(Path home) throws IOException {
        List<URL> urls = new ArrayList<>();
        urls.add(home.toUri().toURL()); // TomcatServer
        try (Stream<Path> jars = Files.list(home.resolve("WEB-INF/embedded"))) {
            for (Path jar : (Iterable<Path>) jars.sorted()::iterator)
                urls.add(jar.toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            System.err.println("While stopping: " + e);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            tree.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
