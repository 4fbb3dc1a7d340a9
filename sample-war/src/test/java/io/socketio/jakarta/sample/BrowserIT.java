package io.socketio.jakarta.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Two browsers chat over the executable WAR; what they do is told in src/test/browser/chat.test.mjs, each step of it is a test here. Needs Node
 * and Chromium (on the PATH, or named by the environment variable CHROMIUM): without them it is skipped, or fails where CI=true is set.
 */
class BrowserIT {
    private static final Path SOURCE = Path.of("src/test/browser");
    private static final Path DIR = Path.of("target/browser");

    @TestFactory
    Stream<DynamicTest> chat() throws IOException, InterruptedException {
        Optional<String> node = onPath("node");
        Optional<String> npm = onPath("npm");
        Optional<String> chromium = Stream.of(
                        Optional.ofNullable(System.getenv("CHROMIUM")),
                        onPath("chromium"),
                        onPath("chromium-browser"),
                        onPath("google-chrome"))
                .flatMap(Optional::stream)
                .findFirst();
        if (node.isEmpty() || npm.isEmpty()) return missing("Node with npm");
        if (chromium.isEmpty()) return missing("Chromium");
        install(npm.get());
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path temp = Files.createDirectories(DIR.resolve("tmp")); // a server that is killed leaves its files behind
        Path log = DIR.resolve("chat.log");
        Process process = new ProcessBuilder(
                        node.get(),
                        "chat.test.mjs",
                        chromium.get(),
                        java,
                        "-Djava.io.tmpdir=" + temp.toAbsolutePath(),
                        "-jar",
                        System.getProperty("chat.war"))
                .directory(DIR.toFile())
                .redirectError(log.toFile())
                .start();
        List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();
        assertFalse(lines.isEmpty(), () -> "the browsers did not start: " + text(log));
        process.waitFor();
        return lines.stream()
                .map(line -> DynamicTest.dynamicTest(
                        line.substring(5),
                        () -> assertEquals(
                                "PASS",
                                line.substring(0, 4),
                                () -> line.replace("\\n", "\n") + "\n\nThe server's log:\n" + text(log))));
    }

    private static void install(String npm) throws IOException, InterruptedException {
        Files.createDirectories(DIR);
        Path lock = SOURCE.resolve("package-lock.json");
        Path installed = DIR.resolve("installed-lock.json");
        boolean done = Files.exists(installed) && Files.mismatch(lock, installed) < 0;
        for (String file : List.of("package.json", "package-lock.json", "chat.test.mjs"))
            Files.copy(SOURCE.resolve(file), DIR.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        if (done) return;
        Path log = DIR.resolve("npm.log");
        Process ci = new ProcessBuilder(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
                .directory(DIR.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!ci.waitFor(5, TimeUnit.MINUTES) || ci.exitValue() != 0) fail("npm ci: " + text(log));
        Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Optional<String> onPath(String command) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(dir -> Stream.of(
                        new File(dir, command), new File(dir, command + ".exe"), new File(dir, command + ".cmd")))
                .filter(File::canExecute)
                .map(File::getPath)
                .findFirst();
    }

    /** A test, so that it is seen in the report as one that was skipped. */
    private static Stream<DynamicTest> missing(String what) {
        String message = what + " is not there: the chat was not tried in browsers";
        return Stream.of(DynamicTest.dynamicTest(message, () -> {
            if ("true".equals(System.getenv("CI"))) fail(message);
            abort(message);
        }));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
