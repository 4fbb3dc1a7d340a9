import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Makes the table "server x test group" of the reports of one run: {@code java ServerTable.java <reports> <where it goes> [<README>]}. In the
 * README it replaces what stands between two comments. What failed is printed behind it.
 */
class ServerTable {
    private static final String BEGIN = "<!-- servers: made by the tests -->\n";
    private static final String END = "<!-- end of servers -->";

    /** By the names of test classes, or an expression for several. */
    private static final Map<String, String> GROUPS = new LinkedHashMap<>();
    private static final Map<String, String> SERVERS = new LinkedHashMap<>();

    private static final Set<String> FAILED = new TreeSet<>();

    static {
        GROUPS.put("ConformanceIT", "official clients, binary, 900 kB, 200 upgrades at once");
        GROUPS.put("LayoutIT", "paths, web.xml, filters, two WARs, JAX-RS");
        GROUPS.put("ApplicationIT", "CDI, JNDI, transactions, EJB");
        GROUPS.put("IdentityIT", "BASIC login, roles, HTTP session");
        GROUPS.put("FormLoginIT", "form login");
        GROUPS.put("RedeployIT", "20 redeployments");
        GROUPS.put("Hostile\\w+IT", "hostile input");
    }

    private ServerTable() {}

    public static void main(String[] args) throws Exception {
        for (int i = 3; i < args.length; i++) SERVERS.put(args[i].split("=")[0], args[i].split("=")[1]);
        Path reports = Path.of(args[0]);
        for (String group : List.copyOf(GROUPS.keySet())) {
            boolean any = false;
            for (String server : SERVERS.keySet()) any |= !cell(reports, group, server).isEmpty();
            if (!any) GROUPS.remove(group); // left out of this run
        }
        StringBuilder table = new StringBuilder("| Server |");
        GROUPS.values().forEach(group -> table.append(' ').append(group).append(" |"));
        table.append("\n|---|").append("---|".repeat(GROUPS.size())).append('\n');
        for (Map.Entry<String, String> server : SERVERS.entrySet()) {
            if (!ran(reports, server.getKey())) {
                System.err.println("[WARNING] not run: " + server.getValue());
                continue;
            }
            table.append("| ").append(server.getValue()).append(" |");
            for (String group : GROUPS.keySet())
                table.append(' ').append(cell(reports, group, server.getKey())).append(" |");
            table.append('\n');
        }
        System.out.print(table);
        FAILED.forEach(System.out::println);
        Files.writeString(Path.of(args[1]), table);
        Path readme = Path.of(args[2]);
        if (!Files.exists(readme)) return;
        String text = Files.readString(readme);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf(END);
        if (from < BEGIN.length() || to < from) throw new IOException("no place for the table in " + readme);
        Files.writeString(readme, text.substring(0, from) + "\n" + table + "\n" + text.substring(to));
    }

    private static boolean ran(Path reports, String server) throws IOException {
        try (Stream<Path> files = Files.list(reports)) {
            return files.anyMatch(file -> file.toString().endsWith("-" + server + ".xml"));
        }
    }

    /** How many passed, and how many of all did not, or were not for this server. */
    private static String cell(Path reports, String group, String server) throws Exception {
        String name = "TEST-.*\\." + group + "-" + server + "\\.xml";
        try (Stream<Path> files = Files.list(reports)) {
            int tests = 0;
            int failed = 0;
            int skipped = 0;
            for (Path report : files.filter(file -> file.getFileName().toString().matches(name))
                    .toList()) {
                Element suite = DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(report.toFile())
                        .getDocumentElement();
                tests += number(suite, "tests");
                failed += number(suite, "failures") + number(suite, "errors");
                skipped += number(suite, "skipped");
                for (String kind : List.of("failure", "error")) note(suite.getElementsByTagName(kind), server);
            }
            if (tests == 0) return "";
            String passed = (tests - failed - skipped) + " passed";
            if (skipped > 0) passed += ", " + skipped + " not for it";
            return failed > 0 ? "**" + failed + " failed**, " + passed : passed;
        }
    }

    private static void note(NodeList failures, String server) {
        for (int i = 0; i < failures.getLength(); i++) {
            Element failure = (Element) failures.item(i);
            Element test = (Element) failure.getParentNode();
            FAILED.add("failed on " + SERVERS.get(server) + ": " + test.getAttribute("classname") + "." + test.getAttribute("name") + ": "
                    + failure.getAttribute("message"));
        }
    }

    private static int number(Element suite, String attribute) {
        return Integer.parseInt(suite.getAttribute(attribute));
    }
}
