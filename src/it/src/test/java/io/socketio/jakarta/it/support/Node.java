package io.socketio.jakarta.it.support;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Node with the official JavaScript client. Where it is missing tests are skipped, or fail if CI=true is set. */
public final class Node implements AutoCloseable {
    private static final Path SOURCE = Path.of(System.getProperty("it.js", "src/test/js"));
    private static final Path DIR = Path.of("target/js");

    public static final String MISSING = "Node with npm is not there: the official JavaScript client was not tried";

    private final Process process;
    private final BufferedReader out;

    private Node(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** To be the body of a test where Node is missing, so that it is seen in the report as one that was skipped. */
    public static void missing() {
        if ("true".equals(System.getenv("CI"))) fail(MISSING);
        abort(MISSING);
    }

    public static boolean isThere() {
        return onPath("node").isPresent() && onPath("npm").isPresent();
    }

    /** Starts a script of src/test/js. */
    public static Node run(String script, String... args) {
        String node = onPath("node").orElseThrow();
        try {
            install(onPath("npm").orElseThrow());
            Files.copy(SOURCE.resolve(script), DIR.resolve(script), StandardCopyOption.REPLACE_EXISTING);
            List<String> command = new ArrayList<>(List.of(node, script));
            command.addAll(List.of(args));
            return new Node(new ProcessBuilder(command)
                    .directory(DIR.toFile())
                    .redirectErrorStream(true)
                    .start());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next line that it prints; {@code null} at the end. */
    public String line() {
        try {
            return out.readLine();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public void tell(String line) {
        try {
            process.outputWriter().append(line).append('\n').flush();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static synchronized void install(String npm) throws IOException, InterruptedException {
        Files.createDirectories(DIR);
        Path lock = SOURCE.resolve("package-lock.json");
        Path installed = DIR.resolve("installed-lock.json");
        boolean done = Files.exists(installed) && Files.mismatch(lock, installed) < 0;
        if (done) return;
        for (String file : List.of("package.json", "package-lock.json", ".npmrc"))
            Files.copy(SOURCE.resolve(file), DIR.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        Path log = DIR.resolve("npm.log");
        Process ci = new ProcessBuilder(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
                .directory(DIR.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!ci.waitFor(5, TimeUnit.MINUTES) || ci.exitValue() != 0) fail("npm ci: " + Files.readString(log));
        Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The browser of the tests: on the PATH, or named by the environment variable CHROMIUM. */
    public static Optional<String> chromium() {
        return Stream.of(
                        Optional.ofNullable(System.getenv("CHROMIUM")),
                        onPath("chromium"),
                        onPath("chromium-browser"),
                        onPath("google-chrome"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> onPath(String command) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(dir -> Stream.of(
                        new File(dir, command), new File(dir, command + ".exe"), new File(dir, command + ".cmd")))
                .filter(File::canExecute)
                .map(File::getPath)
                .findFirst();
    }
}
