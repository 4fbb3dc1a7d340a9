package io.socketio.jakarta.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Draws what JMH has written (option {@code -rf csv}): nanoseconds over sessions or receivers, each on a logarithmic scale. */
public final class GrowthPlot {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 400;
    private static final int MARGIN = 60;
    private static final int LEGEND = 320;
    private static final double X_FROM = 1; // powers of ten
    private static final double X_TO = 4.6;
    private static final double Y_FROM = 2;
    private static final double Y_TO = 4;
    private static final List<String> COLOURS =
            List.of("#1b6ca8", "#c0392b", "#2e8b57", "#8e44ad", "#d68910", "#555555", "#00a0a0");

    private record Point(double x, double nanos) {}

    private final Map<String, List<Point>> lines = new TreeMap<>();

    private GrowthPlot() {}

    /**
     * Draws.
     *
     * @param args the file of JMH, and the SVG file to be written
     */
    public static void main(String[] args) throws IOException {
        GrowthPlot plot = new GrowthPlot();
        List<String> rows = Files.readAllLines(Path.of(args[0]));
        List<String> head = cells(rows.get(0));
        for (String row : rows.subList(1, rows.size())) plot.add(head, cells(row));
        Files.writeString(Path.of(args[1]), plot.svg());
    }

    private static List<String> cells(String row) {
        return List.of(row.replace("\"", "").split(",", -1));
    }

    private void add(List<String> head, List<String> cells) {
        String name = cells.get(0).replaceFirst(".*\\.", "");
        double sessions = Double.parseDouble(cells.get(head.indexOf("Param: sessions")));
        int rooms = head.indexOf("Param: rooms");
        boolean all = name.equals("roomOfAll");
        double nanos = Double.parseDouble(cells.get(head.indexOf("Score")))
                / (all ? sessions : name.equals("roomOfTen") ? 10 : 1);
        String about = all
                ? "one receiver of a broadcast to all"
                : name.equals("roomOfTen")
                        ? "one receiver in a room of ten"
                        : name.equals("echo") ? "message and answer" : "heartbeat";
        if (rooms >= 0 && !cells.get(rooms).isEmpty())
            about += format(", %,d rooms", Integer.parseInt(cells.get(rooms)));
        lines.computeIfAbsent(about, line -> new ArrayList<>()).add(new Point(sessions, nanos));
    }

    private static double x(double value) {
        return MARGIN + (Math.log10(value) - X_FROM) / (X_TO - X_FROM) * (WIDTH - MARGIN - LEGEND);
    }

    private static double y(double value) {
        return HEIGHT - MARGIN - (Math.log10(value) - Y_FROM) / (Y_TO - Y_FROM) * (HEIGHT - 2 * MARGIN);
    }

    private String svg() {
        StringBuilder svg = new StringBuilder();
        svg.append(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n"
                        + "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>%n",
                WIDTH, HEIGHT, WIDTH, HEIGHT));
        for (int power = (int) X_FROM; power <= X_TO; power++) grid(svg, Math.pow(10, power), true);
        for (int power = (int) Y_FROM; power <= Y_TO; power++) grid(svg, Math.pow(10, power), false);
        svg.append(format("<text x=\"%d\" y=\"%d\">sessions</text>%n", MARGIN, HEIGHT - 15));
        svg.append(format("<text x=\"%d\" y=\"%d\">ns</text>%n", 15, MARGIN - 20));
        int number = 0;
        for (Map.Entry<String, List<Point>> line : lines.entrySet()) {
            String colour = COLOURS.get(number % COLOURS.size());
            StringBuilder points = new StringBuilder();
            for (Point each : line.getValue()) points.append(format("%.1f,%.1f ", x(each.x()), y(each.nanos())));
            svg.append(format(
                    "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n", points, colour));
            for (Point each : line.getValue())
                svg.append(format(
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n",
                        x(each.x()), y(each.nanos()), colour));
            svg.append(format(
                    "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n",
                    WIDTH - LEGEND + 15, MARGIN + 20 * number++, colour, line.getKey()));
        }
        return svg.append("</svg>\n").toString();
    }

    private static void grid(StringBuilder svg, double value, boolean vertical) {
        double at = vertical ? x(value) : y(value);
        double[] ends = vertical
                ? new double[] {at, MARGIN, at, HEIGHT - MARGIN}
                : new double[] {MARGIN, at, WIDTH - LEGEND, at};
        svg.append(format(
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ccc\"/>%n",
                ends[0], ends[1], ends[2], ends[3]));
        double textX = vertical ? at - 10 : 10;
        double textY = vertical ? HEIGHT - MARGIN + 18 : at + 4;
        svg.append(format("<text x=\"%.1f\" y=\"%.1f\">%,.0f</text>%n", textX, textY, value));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
