package io.socketio.jakarta.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each scenario on a server that is there and does what it should, and the table. */
class LoadTest {
    @TempDir
    private Path directory;

    @Test
    void eachScenarioIsMeasured() throws IOException, InterruptedException {
        Path raw = directory.resolve("raw.csv");
        try (Server server = bare()) {
            for (Scenario scenario : Scenario.ALL) {
                if (scenario.polling()) continue; // it has no polling
                try (Load load = new Load(scenario.with(10), server)) {
                    Measurement result = load.run(0.1, 0.2);
                    assertTrue(
                            result.messages() > 0 || scenario.kind() == Scenario.Kind.IDLE,
                            () -> scenario.name() + ": " + result);
                    Table.append(raw, scenario.name(), "bare", 1, result);
                }
            }
        }
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Table.read(raw).print(new PrintStream(printed, true, StandardCharsets.UTF_8));
        List<String> rows = printed.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("| bare |"))
                .toList();
        assertEquals(6, rows.size(), () -> printed.toString(StandardCharsets.UTF_8));
    }

    private Server bare() throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.socketio.jakarta.benchmarks.peers.BareTomcat",
                "PORT");
        return Server.start("/socket.io/", command, port, directory.resolve("bare.log"));
    }
}
