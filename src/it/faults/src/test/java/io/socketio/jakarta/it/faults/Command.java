package io.socketio.jakarta.it.faults;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Tools of the system. Where one is missing, its tests are skipped, or fail if CI=true is set. */
final class Command {
    private static final String PATH = System.getenv("PATH") + ":/usr/local/sbin:/usr/sbin:/sbin";

    private Command() {}

    /** To be called first by a test that needs tools. */
    static void need(String... tools) {
        for (String tool : tools) if (find(tool) == null) missing(tool + " is not there");
    }

    static void needRoot() {
        if (!"root".equals(System.getProperty("user.name"))) missing("network namespaces need root");
    }

    private static void missing(String what) {
        System.out.println("SKIPPED: " + what);
        if ("true".equals(System.getenv("CI"))) fail(what);
        abort(what);
    }

    /** Where a tool is; {@code null} if it is not there. */
    static String find(String tool) {
        return Stream.of(PATH.split(":"))
                .map(directory -> new File(directory, tool))
                .filter(File::canExecute)
                .map(File::getPath)
                .findFirst()
                .orElse(null);
    }

    /** What it prints; it must end well. */
    static String run(String... command) {
        try {
            command[0] = find(command[0]);
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0)
                throw new AssertionError(String.join(" ", command) + ": " + output);
            return output;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
