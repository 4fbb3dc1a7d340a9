import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Installs what package-lock.json of the working directory says into another directory, once: a second run with the same lock needs no npm
 * and no network. The build runs it as source: {@code java NpmCi.java target/npm}.
 */
class NpmCi {
    public static void main(String[] args) throws IOException, InterruptedException {
        Path to = Path.of(args[0]);
        Path lock = Path.of("package-lock.json");
        Path installed = to.resolve("installed-lock.json");
        if (Files.exists(installed) && Files.mismatch(lock, installed) < 0) return;

        int node = majorVersionOfNode();
        if (node < 18) {
            System.err.println("This build needs Node 18+ with npm on the PATH, found "
                    + (node < 0 ? "none" : "Node " + node) + ": install it, then build again");
            System.exit(1);
        }
        Files.createDirectories(to);
        Files.deleteIfExists(installed);
        for (Path file : List.of(Path.of("package.json"), lock))
            Files.copy(file, to.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        // no lifecycle scripts: files are wanted, not what packages would run
        int status = npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error")
                .directory(to.toFile())
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            System.err.println("npm ci failed in " + to + ", see above");
            System.exit(1);
        }
        Files.copy(lock, installed);
    }

    /** -1 if there is no Node, or none with npm. */
    private static int majorVersionOfNode() throws InterruptedException {
        try {
            Process node = new ProcessBuilder("node", "--version").start();
            String version = new String(node.getInputStream().readAllBytes()).strip(); // v20.20.2
            Process npm = npm("--version").redirectErrorStream(true).start();
            npm.getInputStream().readAllBytes();
            if (node.waitFor() != 0 || npm.waitFor() != 0) return -1;
            return Integer.parseInt(version.substring(1, version.indexOf('.')));
        } catch (IOException notThere) {
            return -1;
        }
    }

    private static ProcessBuilder npm(String... args) {
        // on Windows npm is a script, which only the shell can start
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        List<String> command = new ArrayList<>(windows ? List.of("cmd", "/c", "npm") : List.of("npm"));
        command.addAll(List.of(args));
        return new ProcessBuilder(command);
    }
}
