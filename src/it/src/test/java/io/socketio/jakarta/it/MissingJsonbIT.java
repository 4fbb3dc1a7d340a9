package io.socketio.jakarta.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.it.support.App;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tomcat and Jetty bring no JSON-B: who forgets it is told what to add. */
class MissingJsonbIT {
    /** What is started without JSON-B on its class path. */
    public static final class Main {
        private Main() {}

        public static void main(String[] args) {
            try (App app = App.app()) {
                System.out.println(app.startFailing());
            }
        }
    }

    @Test
    void messageNamesTheArtifacts() throws Exception {
        Pattern json = Pattern.compile("yasson|parsson|jakarta\\.json");
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry ->
                        !json.matcher(Path.of(entry).getFileName().toString()).find())
                .collect(Collectors.joining(File.pathSeparator));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(java, "-cp", classPath, Main.class.getName())
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), out);
        assertTrue(out.contains("Socket.IO needs JSON-B 3.0"), out);
        assertTrue(out.contains("org.eclipse:yasson:3.0.4"), out);
        assertTrue(out.contains("org.eclipse.parsson:parsson"), out);
    }
}
