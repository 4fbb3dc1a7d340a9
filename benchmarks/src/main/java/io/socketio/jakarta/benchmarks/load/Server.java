package io.socketio.jakarta.benchmarks.load;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own. */
final class Server implements Closeable {
    private static final int STARTS = 600; // tenths of a second

    /** Bytes of the process, of the process after a garbage collection, and of the heap after that. */
    record Memory(double rss, double rssCollected, double heap) {
        Memory minus(Memory before, int connections) {
            return new Memory(
                    (rss - before.rss) / connections,
                    (rssCollected - before.rssCollected) / connections,
                    (heap - before.heap) / connections);
        }
    }

    private final Process process;
    private final URI url;

    private Server(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts it, and waits until it lets a WebSocket in: some servers listen before their applications are there.
     *
     * @param path of its Socket.IO server
     * @param command in which {@code PORT} stands for the port
     */
    static Server start(String path, List<String> command, int port, Path log)
            throws IOException, InterruptedException {
        List<String> line = command.stream()
                .map(word -> word.replace("PORT", Integer.toString(port)))
                .toList();
        Files.createDirectories(log.toAbsolutePath().getParent());
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Server server = new Server(process, URI.create("http://127.0.0.1:" + port + path));
        for (int i = 0; i < STARTS; i++) {
            if (!process.isAlive()) throw new IOException("it has not started: see " + log);
            if (server.upgrades()) return server;
            Thread.sleep(100); // another process: nothing tells when it is ready but the next attempt
        }
        server.close();
        throw new IOException("it lets no client in: see " + log);
    }

    private boolean upgrades() {
        String request = "GET " + url.getPath() + "?EIO=4&transport=websocket HTTP/1.1\r\nHost: " + url.getAuthority()
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(1_000);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), url.getPort()));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 101".length());
            return new String(answer, StandardCharsets.US_ASCII).endsWith(" 101");
        } catch (IOException e) {
            return false;
        }
    }

    URI url() {
        return url;
    }

    Cpu cpu() throws IOException {
        return Cpu.ofTree(process.toHandle());
    }

    Memory memory() throws IOException, InterruptedException {
        double rss = rss();
        double heap = 0;
        for (ProcessHandle one : Cpu.tree(process.toHandle())) {
            String pid = Long.toString(one.pid());
            String command = one.info().command().orElse("");
            if (command.endsWith("/java")) {
                run("jcmd", pid, "GC.run");
                heap += heap(run("jcmd", pid, "GC.heap_info"));
            } else if (command.endsWith("/node")) {
                run("kill", "-USR2", pid);
                Thread.sleep(1_000); // its collection cannot be observed from outside
            }
        }
        return new Memory(rss, rss(), heap);
    }

    /** From lines like "garbage-first heap   total 262144K, used 13072K [...". */
    private static double heap(String info) {
        return info.lines()
                .filter(line -> line.contains("heap") && line.contains("used "))
                .mapToDouble(line -> 1024 * Double.parseDouble(line.replaceFirst(".*used (\\d+)K.*", "$1")))
                .sum();
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    private double rss() throws IOException {
        double sum = 0;
        for (ProcessHandle one : Cpu.tree(process.toHandle()))
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(one.pid()), "status")))
                if (line.startsWith("VmRSS:")) sum += 1024 * Double.parseDouble(line.replaceAll("\\D", ""));
        return sum;
    }

    @Override
    public void close() throws IOException {
        Cpu.tree(process.toHandle()).forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
