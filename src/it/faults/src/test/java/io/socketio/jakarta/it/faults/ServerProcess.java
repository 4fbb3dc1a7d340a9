package io.socketio.jakarta.it.faults;

import io.socketio.jakarta.it.support.Eventually;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A {@link Server} in a process of its own, which a test can ask, stop, kill and limit. */
final class ServerProcess implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Process process;
    private final BufferedReader out;
    private final Path log;
    private final String address;
    private final int port;

    /** How it is started. */
    static final class Launch {
        private final List<String> prefix = new ArrayList<>();
        private final List<String> jvm = new ArrayList<>(List.of("-Xmx512m"));
        private final List<String> options = new ArrayList<>();
        private String address = "127.0.0.1";
        private int port;
        private boolean cdi;

        /** Of Socket.IO. */
        Launch option(String name, Object value) {
            options.add(name + "=" + value);
            return this;
        }

        /** Of Java; the last of a kind counts. */
        Launch jvm(String... given) {
            jvm.addAll(List.of(given));
            return this;
        }

        /** A command that runs the command behind it in its own process. */
        Launch under(String... command) {
            prefix.addAll(List.of(command));
            return this;
        }

        Launch at(String listenAddress, int listenPort) {
            address = listenAddress;
            port = listenPort;
            return this;
        }

        /** With Weld, and so with {@link Observers}. */
        Launch withCdi() {
            cdi = true;
            return this;
        }

        ServerProcess start() {
            try {
                return new ServerProcess(this);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private String classPath() {
            Predicate<String> ofCdi =
                    entry -> entry.matches(".*[/\\\\](weld-|jboss-|socketio-cdi|jakarta\\.enterprise).*");
            return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(entry -> cdi || !ofCdi.test(entry))
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    static Launch launch() {
        return new Launch();
    }

    private ServerProcess(Launch launch) throws IOException {
        List<String> command = new ArrayList<>(launch.prefix);
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(launch.jvm);
        command.addAll(List.of(
                "-Djava.util.logging.config.file=../src/test/resources/logging.properties",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseG1GC", // whose full collections Server asks about
                "-cp",
                launch.classPath(),
                Server.class.getName(),
                launch.address,
                "" + launch.port));
        command.addAll(launch.options);
        Path directory = Files.createDirectories(Path.of("target/faults"));
        log = directory.resolve("server-" + COUNT.incrementAndGet() + ".log");
        process = new ProcessBuilder(command).redirectError(log.toFile()).start();
        out = process.inputReader(StandardCharsets.UTF_8);
        address = launch.address;
        port = Integer.parseInt(line().split(" ")[1]);
    }

    private String line() {
        try {
            String line = out.readLine();
            if (line == null) throw new AssertionError("the server has gone: " + log());
            if (line.startsWith("Terminating")) throw new AssertionError(line); // no memory
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- where it is

    int port() {
        return port;
    }

    URI uri() {
        return URI.create("http://" + address + ":" + port);
    }

    URI endpoint() {
        return endpoint(uri());
    }

    /** Of Socket.IO, at a server or a proxy before it. */
    static URI endpoint(URI server) {
        return server.resolve("/socket.io/");
    }

    // ---- how it is

    synchronized String ask(String question) {
        try {
            process.outputWriter().append(question).append('\n').flush();
        } catch (IOException e) {
            throw new AssertionError("the server has gone: " + log(), e);
        }
        return line();
    }

    Stats stats() {
        String[] figures = ask("stats").split(" ");
        return new Stats(
                Long.parseLong(figures[0]),
                Integer.parseInt(figures[1]),
                Integer.parseInt(figures[2]),
                Integer.parseInt(figures[3]),
                Long.parseLong(figures[4]),
                descriptors());
    }

    /** When nothing more becomes less. */
    Stats settled() {
        Stats[] last = {stats()};
        Eventually.until("memory has settled", () -> {
            Stats before = last[0];
            last[0] = stats();
            return before.used() - last[0].used() < Stats.MB / 8;
        });
        return last[0];
    }

    long descriptors() {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return open.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Processor time that it has used, in ms. */
    long cpuMillis() {
        return process.info().totalCpuDuration().orElseThrow().toMillis();
    }

    /** Warnings and errors. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    // ---- what is done to it

    /** As {@code kill} does, with the name of a signal. */
    void signal(String name) {
        Command.run("kill", "-" + name, "" + process.pid());
    }

    CompletableFuture<Integer> exit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(Eventually.SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
