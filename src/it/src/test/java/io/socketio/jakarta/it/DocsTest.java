package io.socketio.jakarta.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.util.JavacTask;
import io.socketio.jakarta.SocketIoConfigBuilder;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** README.md and docs/: their Java compiles, their links lead somewhere, the options and tests that they name are all there. */
class DocsTest {
    private static final Path ROOT = root();
    private static final Set<String> UNREAD = Set.of("target", "node_modules", ".git");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+?) *$");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern TEST = Pattern.compile("\\b(\\w+(?:Test|IT|Contract))\\.(\\w+)");
    private static final Pattern UNIT =
            Pattern.compile("(?m)^(?:import |(?:public |abstract |final |sealed )*(?:class|record|interface|enum) )");
    private static final Pattern MEMBERS = Pattern.compile("(?m)\\A(?://.*\n)*(?:void |@)");

    private static final String IMPORTS = """
            import docs.given.*;
            import io.socketio.jakarta.*;
            import io.socketio.jakarta.adapter.*;
            import io.socketio.jakarta.admin.*;
            import io.socketio.jakarta.cdi.*;
            import io.socketio.jakarta.servlet.SocketIoServlet;
            import jakarta.annotation.Priority;
            import jakarta.annotation.security.*;
            import jakarta.enterprise.context.*;
            import jakarta.enterprise.event.*;
            import jakarta.inject.*;
            import jakarta.servlet.ServletContext;
            import jakarta.servlet.ServletContextEvent;
            import jakarta.servlet.ServletContextListener;
            import jakarta.servlet.ServletRegistration;
            import jakarta.servlet.annotation.WebListener;
            import java.lang.System.Logger;
            import java.nio.ByteBuffer;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.*;
            import java.util.regex.Pattern;
            """;

    /** What a reader has at hand; docs/README.md says so. */
    private static final String GIVEN = """
            package docs.given;
            import io.socketio.jakarta.*;
            import jakarta.servlet.ServletContext;
            public abstract class Given {
                protected SocketIoServer io;
                protected Socket socket;
                protected ServletContext servletContext;
                protected System.Logger log;
            }
            """;

    private static final String CHAT_LINE = "package docs.given; public record ChatLine(String room, String text) {}";
    private static final String TOKEN =
            "package docs.given; public record Token(String token) { public boolean valid() { return true; } }";

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("ARCHITECTURE.md"))) directory = directory.getParent();
        return directory;
    }

    /** Java for the compiler, whose lines are those of its page. */
    private static final class Source extends SimpleJavaFileObject {
        private final String page;
        private final int firstLine;
        private final String code;

        Source(String page, int firstLine, String packageName, String className, String code) {
            super(
                    URI.create("string:///" + packageName.replace('.', '/') + "/" + className + ".java"),
                    JavaFileObject.Kind.SOURCE);
            this.page = page;
            this.firstLine = firstLine;
            this.code = code;
        }

        @Override
        public String getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }

        /** Public types have any name. */
        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            return kind == Kind.SOURCE && !simpleName.endsWith("-info");
        }

        String where(Diagnostic<?> problem) {
            return page + ":" + (firstLine + problem.getLineNumber() - 1);
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path page) {
        return ROOT.relativize(page).toString().replace('\\', '/');
    }

    /** The blocks of a page, which share a package: a later one may use what an earlier one declares. */
    private static List<Source> sources(Path page) throws IOException {
        String name = name(page);
        String packageName = "docs." + name.replaceAll("\\W", "_");
        List<Source> sources = new ArrayList<>();
        List<String> block = null;
        int line = 0;
        for (String text : Files.readAllLines(page)) {
            line++;
            if (block == null && text.strip().equals("```java")) {
                block = new ArrayList<>();
            } else if (block != null && text.strip().equals("```")) {
                int first = line - block.size();
                String className = "Line" + first;
                String code = complete(packageName, className, String.join("\n", block) + "\n");
                sources.add(new Source(name, first, packageName, className, code));
                block = null;
            } else if (block != null) {
                block.add(text);
            }
        }
        assertNull(block, name + " ends within a block");
        return sources;
    }

    /** Adds to a block, on its first line, what makes it a compilation unit. */
    private static String complete(String packageName, String className, String block) {
        String head = "package " + packageName + "; " + IMPORTS.replace('\n', ' ');
        if (UNIT.matcher(block).find()) return head + block;
        head += "class " + className + " extends Given { ";
        if (MEMBERS.matcher(block).find()) return head + block + "}";
        return head + "void run() throws Exception { " + block + "}}";
    }

    @Test
    void javaCompiles() throws IOException {
        List<Source> sources = new ArrayList<>();
        sources.add(new Source("given", 1, "docs.given", "Given", GIVEN));
        sources.add(new Source("given", 1, "docs.given", "ChatLine", CHAT_LINE));
        sources.add(new Source("given", 1, "docs.given", "Token", TOKEN));
        for (Path page : pages()) sources.addAll(sources(page));
        assertTrue(sources.size() > 50, "the pages have Java: " + sources.size() + " blocks");
        // the kit for adapters, which applications get as a test-jar
        Path kit = ROOT.resolve("socketio-jakarta/src/test/java");
        List<String> options = List.of("-proc:none", "-Xlint:deprecation", "-sourcepath", kit.toString());
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        ((JavacTask) compiler.getTask(null, null, problems, options, null, sources)).analyze();
        String found = problems.getDiagnostics().stream()
                .filter(problem -> problem.getKind() != Diagnostic.Kind.NOTE)
                .map(DocsTest::describe)
                .collect(Collectors.joining("\n"));
        assertEquals("", found);
    }

    private static String describe(Diagnostic<? extends JavaFileObject> problem) {
        String where = problem.getSource() instanceof Source source ? source.where(problem) : "" + problem.getSource();
        return where + " " + problem.getMessage(Locale.ROOT);
    }

    private static String prose(Path page) throws IOException {
        return FENCED.matcher(Files.readString(page)).replaceAll("");
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchors(Path page) throws IOException {
        return HEADING.matcher(prose(page))
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", ""))
                .map(heading -> heading.replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            for (MatchResult link :
                    (Iterable<MatchResult>) LINK.matcher(prose(page)).results()::iterator) {
                String target = link.group(1);
                if (target.matches("\\w+:.*")) continue;
                String[] parts = target.split("#", 2);
                Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
                boolean fine = Files.exists(file);
                if (fine && parts.length == 2) fine = anchors(file).contains(parts[1]);
                if (!fine) broken.add(name(page) + ": " + target);
            }
        }
        assertEquals(List.of(), broken);
    }

    @Test
    void theIndexHasAllPages() throws IOException {
        String index = Files.readString(ROOT.resolve("docs/README.md"));
        List<String> missing = pages().stream()
                .map(DocsTest::name)
                .filter(page -> page.startsWith("docs/") && !page.equals("docs/README.md"))
                .filter(page -> !index.contains("(" + page.substring("docs/".length()) + ")"))
                .toList();
        assertEquals(List.of(), missing);
    }

    @Test
    void theReadmeHasAllOptions() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        List<String> missing = Arrays.stream(SocketIoConfigBuilder.class.getMethods())
                .filter(method -> method.getReturnType() == SocketIoConfigBuilder.class)
                .map(Method::getName)
                .filter(option -> !readme.contains("`" + option + "`") && !readme.contains("`" + option + "."))
                .toList();
        assertEquals(List.of(), missing);
    }

    /** The text of all test classes of a name. */
    private static Map<String, String> tests() throws IOException {
        Map<String, String> tests = new HashMap<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = directory.getFileName().toString();
                return UNREAD.contains(name) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = file.getFileName().toString();
                if (name.matches("\\w+(Test|IT|Contract)\\.java"))
                    tests.merge(name.replace(".java", ""), Files.readString(file), String::concat);
                return FileVisitResult.CONTINUE;
            }
        });
        return tests;
    }

    @Test
    void theTestsThatProveFeaturesAreThere() throws IOException {
        Map<String, String> tests = tests();
        Set<String> missing = new TreeSet<>();
        Matcher named = TEST.matcher(Files.readString(ROOT.resolve("docs/features.md")));
        while (named.find()) {
            String text = tests.getOrDefault(named.group(1), "");
            if (!Pattern.compile("\\bvoid " + named.group(2) + "\\(")
                    .matcher(text)
                    .find()) missing.add(named.group());
        }
        assertEquals(Set.of(), missing);
    }

    /** The settings of proxies that are shown are those that the fault tests use. */
    @Test
    void theSettingsOfProxiesAreTested() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/deploying.md"));
        List<String> different = new ArrayList<>();
        try (Stream<Path> settings = Files.list(ROOT.resolve("src/it/faults/src/test/proxies"))) {
            for (Path file : (Iterable<Path>) settings::iterator)
                if (!page.contains("\n" + Files.readString(file) + "```\n")) different.add(name(file));
        }
        assertEquals(List.of(), different);
    }
}
