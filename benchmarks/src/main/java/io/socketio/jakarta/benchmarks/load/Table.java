package io.socketio.jakarta.benchmarks.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Measurements as comma-separated values, and what they come to: by scenario, server and round. */
final class Table {
    private static final String HEAD =
            "scenario,server,round,messages,seconds,cpu,generator,others,p50,p99,rss,rssCollected,heap";
    private static final double KB = 1024;

    private final Map<String, Map<String, List<Measurement>>> scenarios = new LinkedHashMap<>();

    static void append(Path file, String scenario, String server, int round, Measurement it) throws IOException {
        if (Files.notExists(file)) Files.writeString(file, HEAD + "\n");
        String row = String.format(
                Locale.ROOT,
                "%s,%s,%d,%d,%.3f,%.2f,%.2f,%.2f,%.3f,%.3f,%.0f,%.0f,%.0f%n",
                scenario,
                server,
                round,
                it.messages(),
                it.seconds(),
                it.cpu(),
                it.generator(),
                it.others(),
                it.p50(),
                it.p99(),
                it.rss(),
                it.rssCollected(),
                it.heap());
        Files.writeString(file, row, StandardOpenOption.APPEND);
    }

    static Table read(Path file) throws IOException {
        Table table = new Table();
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            double[] it = new double[cells.length];
            for (int i = 3; i < it.length; i++) it[i] = Double.parseDouble(cells[i]);
            table.scenarios
                    .computeIfAbsent(cells[0], name -> new LinkedHashMap<>())
                    .computeIfAbsent(cells[1], name -> new ArrayList<>())
                    .add(new Measurement(
                            (long) it[3], it[4], it[5], it[6], it[7], it[8], it[9], it[10], it[11], it[12]));
        }
        return table;
    }

    void print(PrintStream out) {
        scenarios.forEach((scenario, servers) -> {
            boolean memory = scenario.startsWith("idle");
            out.printf("%n### %s%n%n", scenario);
            out.println(
                    memory
                            ? "| server | KB for each connection | after a collection | of heap | ratio | rounds |\n|---|---|---|---|---|---|"
                            : "| server | in a second | in a CPU second (min to max) | ratio | p50 ms | p99 ms | clients' load | others' load | rounds |\n|---|---|---|---|---|---|---|---|---|");
            List<Measurement> first = servers.values().iterator().next();
            servers.forEach((server, rounds) ->
                    out.println(memory ? memory(server, rounds, first) : speed(server, rounds, first)));
        });
    }

    private static String memory(String server, List<Measurement> rounds, List<Measurement> first) {
        return String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f | %.2f | %d |",
                server,
                median(rounds, Measurement::rss) / KB,
                median(rounds, Measurement::rssCollected) / KB,
                median(rounds, Measurement::heap) / KB,
                ratio(rounds, first, Measurement::rss),
                rounds.size());
    }

    private static String speed(String server, List<Measurement> rounds, List<Measurement> first) {
        double[] all =
                rounds.stream().mapToDouble(Measurement::perCpuSecond).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f (%,.0f to %,.0f) | %.2f | %.2f | %.2f | %.2f | %.2f | %d |",
                server,
                median(rounds, it -> it.messages() / it.seconds()),
                median(rounds, Measurement::perCpuSecond),
                all[0],
                all[all.length - 1],
                ratio(rounds, first, Measurement::perCpuSecond),
                median(rounds, Measurement::p50),
                median(rounds, Measurement::p99),
                median(rounds, Measurement::generator),
                median(rounds, Measurement::others),
                rounds.size());
    }

    /** The median of the ratios of each round. */
    private static double ratio(
            List<Measurement> rounds, List<Measurement> first, ToDoubleFunction<Measurement> figure) {
        double[] all = new double[Math.min(rounds.size(), first.size())];
        for (int i = 0; i < all.length; i++)
            all[i] = figure.applyAsDouble(rounds.get(i)) / figure.applyAsDouble(first.get(i));
        return median(all);
    }

    private static double median(List<Measurement> rounds, ToDoubleFunction<Measurement> figure) {
        return median(rounds.stream().mapToDouble(figure).toArray());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
