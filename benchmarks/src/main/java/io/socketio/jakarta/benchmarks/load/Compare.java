package io.socketio.jakarta.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts the scenarios on several servers, round by round, and prints what they make of a second of CPU time. All servers of a scenario run
 * together and are measured in turn, the other way round every other time: what disturbs one disturbs the others.
 *
 * <p>Arguments, all optional: {@code rounds=5 seconds=5 warmup=15 scenarios=regex servers=regex out=file.csv}, and {@code table=file.csv}
 * to print what was measured before. {@code profile=true} has Java's servers recorded, from as long after their start
 * as a warm-up takes: see {@link Profile}. The first server is that to which the others are compared.
 */
public final class Compare {
    private static final int PORT = 23_100;
    private static final double SETTLE = 1; // seconds

    private record Contestant(String name, String path, List<String> command) {}

    private final Map<String, String> options;
    private final List<Contestant> contestants = new ArrayList<>();
    private final Path raw;

    private Compare(Map<String, String> options) throws IOException {
        this.options = options;
        raw = Path.of(options.getOrDefault("out", "target/compare.csv"));
        for (String line : Files.readAllLines(Path.of("servers.conf"))) {
            if (line.isBlank() || line.startsWith("#")) continue;
            String[] parts = line.split("\\s+", 3);
            if (parts[0].matches(options.getOrDefault("servers", "node|netty|tomcat")))
                contestants.add(new Contestant(parts[0], parts[1], words(parts[2])));
        }
    }

    /** {@code $NAME} at the beginning of a word is a variable of the environment. */
    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        for (String word : command.split("\\s+", -1)) {
            int end = word.startsWith("$") ? (word + "/").indexOf('/') : 0;
            String value = end == 0 ? "" : System.getenv(word.substring(1, end));
            if (value == null) throw new IllegalArgumentException(word + " is not set: see servers.conf");
            words.add(value + word.substring(end));
        }
        return words;
    }

    /**
     * Compares.
     *
     * @param args {@code name=value}
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Map<String, String> options = new TreeMap<>();
        for (String arg : args) {
            String[] pair = arg.split("=", 2);
            if (pair.length < 2) throw new IllegalArgumentException("name=value expected: " + arg);
            options.put(pair[0], pair[1]);
        }
        String table = options.get("table");
        if (table == null) table = new Compare(options).run().toString();
        Table.read(Path.of(table)).print(System.out);
    }

    private double number(String name, double standard) {
        String value = options.get(name);
        return value == null ? standard : Double.parseDouble(value);
    }

    private Path run() throws IOException, InterruptedException {
        Files.createDirectories(raw.toAbsolutePath().getParent());
        Files.deleteIfExists(raw);
        for (Scenario scenario : Scenario.ALL)
            if (scenario.name().matches(options.getOrDefault("scenarios", ".*"))) run(scenario);
        return raw;
    }

    private void run(Scenario scenario) throws IOException, InterruptedException {
        if (scenario.kind() == Scenario.Kind.IDLE) {
            for (int round = 1; round <= rounds(); round++)
                for (Contestant each : contestants)
                    try (Server server = start(scenario, each, 0)) { // its memory when it has done nothing else
                        measure(scenario, each, server, round);
                    }
            return;
        }
        List<Server> servers = new ArrayList<>();
        try {
            for (Contestant each : contestants) {
                servers.add(start(scenario, each, servers.size()));
                load(scenario, servers.get(servers.size() - 1), 0, number("warmup", 15));
            }
            for (int round = 1; round <= rounds(); round++)
                for (int i = 0; i < servers.size(); i++) {
                    int turn = round % 2 == 0 ? servers.size() - 1 - i : i;
                    measure(scenario, contestants.get(turn), servers.get(turn), round);
                }
        } finally {
            for (Server server : servers) server.close();
        }
    }

    private int rounds() {
        return (int) number("rounds", 5);
    }

    private Server start(Scenario scenario, Contestant contestant, int offset)
            throws IOException, InterruptedException {
        Path output = Path.of("target/compare");
        List<String> command = new ArrayList<>(contestant.command());
        if (options.containsKey("profile") && command.get(0).endsWith("java"))
            command.add(
                    1,
                    "-XX:StartFlightRecording=settings=profile,delay=" + (int) number("warmup", 15) + "s,filename="
                            + output.resolve(scenario.name() + "-" + contestant.name() + ".jfr"));
        return Server.start(contestant.path(), command, PORT + offset, output.resolve(contestant.name() + ".log"));
    }

    private void measure(Scenario scenario, Contestant contestant, Server server, int round)
            throws IOException, InterruptedException {
        Measurement result = load(scenario, server, SETTLE, number("seconds", 5));
        Table.append(raw, scenario.name(), contestant.name(), round, result);
    }

    private static Measurement load(Scenario scenario, Server server, double warmUp, double seconds)
            throws IOException, InterruptedException {
        try (Load load = new Load(scenario, server)) {
            return load.run(warmUp, seconds);
        }
    }
}
