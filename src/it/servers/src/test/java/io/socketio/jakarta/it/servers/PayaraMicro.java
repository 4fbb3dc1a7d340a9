package io.socketio.jakarta.it.servers;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.descriptor.api.Descriptor;

/**
 * Payara Micro with several applications, by its Java API (see {@code MicroServer}); the adapter of its makers (3.1) knows one application
 * only.
 */
public final class PayaraMicro implements LoadableExtension {
    @Override
    public void register(ExtensionBuilder builder) {
        if (Server.current() == Server.PAYARA_MICRO) builder.service(DeployableContainer.class, Container.class);
    }

    /** Options of arquillian.xml. */
    public static final class Configuration implements ContainerConfiguration {
        private String jar;
        private int port;
        private String rootDir;
        private String users;

        public void setJar(String jar) {
            this.jar = jar;
        }

        public void setPort(int port) {
            this.port = port;
        }

        /** It begins empty. */
        public void setRootDir(String rootDir) {
            this.rootDir = rootDir;
        }

        /** The keyfile. */
        public void setUsers(String users) {
            this.users = users;
        }

        @Override
        public void validate() {
            if (jar == null || port == 0 || rootDir == null || users == null)
                throw new IllegalArgumentException("jar, port, rootDir and users are needed");
        }
    }

    /** The container. */
    public static final class Container implements DeployableContainer<Configuration> {
        private static final int SECONDS = 180;
        private static final String ANSWER = "MicroServer: ";

        private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        private Configuration configuration;
        private Process process;

        @Override
        public Class<Configuration> getConfigurationClass() {
            return Configuration.class;
        }

        @Override
        public void setup(Configuration given) {
            configuration = given;
        }

        @Override
        public ProtocolDescription getDefaultProtocol() {
            return new ProtocolDescription("Local");
        }

        @Override
        public void start() throws LifecycleException {
            Path root = Path.of(configuration.rootDir);
            try {
                if (Files.exists(root)) delete(root);
                Files.createDirectories(root.resolve("config"));
                Files.copy(Path.of(configuration.users), root.resolve("config/keyfile"));
                List<String> command = new ArrayList<>(
                        List.of(ProcessHandle.current().info().command().orElse("java"), "-Xmx768m"));
                opens("Add-Opens").forEach(opens -> command.addAll(List.of("--add-opens", opens)));
                opens("Add-Exports").forEach(exports -> command.addAll(List.of("--add-exports", exports)));
                command.addAll(List.of("-cp", configuration.jar, "src/test/servers/payara-micro/MicroServer.java"));
                command.addAll(List.of("" + configuration.port, configuration.rootDir));
                process = new ProcessBuilder(command).redirectErrorStream(true).start();
                Thread reader = new Thread(() -> show(process.inputReader()), "output of Payara Micro");
                reader.setDaemon(true);
                reader.start();
                answer();
            } catch (IOException | DeploymentException e) {
                throw new LifecycleException("Payara Micro does not start", e);
            }
        }

        private static void delete(Path root) throws IOException {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
            }
        }

        /** What the jar's manifest says, for {@code java -jar} only. */
        private List<String> opens(String attribute) throws IOException {
            try (JarFile jar = new JarFile(configuration.jar)) {
                return Stream.of(jar.getManifest()
                                .getMainAttributes()
                                .getValue(attribute)
                                .split(" "))
                        .map(name -> name + "=ALL-UNNAMED")
                        .toList();
            }
        }

        private void show(BufferedReader output) {
            try {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    System.out.println(line);
                    if (line.startsWith(ANSWER)) answers.add(line.substring(ANSWER.length()));
                }
            } catch (IOException e) {
                // it was stopped
            } finally {
                answers.add("ended");
            }
        }

        private void answer() throws DeploymentException {
            try {
                String answer = answers.poll(SECONDS, TimeUnit.SECONDS);
                if (!"done".equals(answer)) throw new DeploymentException("Payara Micro: " + answer);
            } catch (InterruptedException e) {
                throw new DeploymentException("interrupted", e);
            }
        }

        private void command(String line) throws DeploymentException {
            try {
                process.outputWriter().append(line).append('\n').flush();
            } catch (IOException e) {
                throw new DeploymentException("Payara Micro has ended", e);
            }
            answer();
        }

        @Override
        public void stop() throws LifecycleException {
            try {
                process.getOutputStream().close();
                if (!process.waitFor(20, TimeUnit.SECONDS))
                    process.destroyForcibly().waitFor();
            } catch (IOException | InterruptedException e) {
                throw new LifecycleException("Payara Micro does not stop", e);
            }
        }

        @Override
        public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
            File war = Path.of("target", archive.getName()).toFile();
            archive.as(ZipExporter.class).exportTo(war, true);
            String name = name(archive);
            command("deploy " + name + ' ' + war.getAbsolutePath());
            HTTPContext http = new HTTPContext("127.0.0.1", configuration.port);
            http.add(new Servlet("default", '/' + name));
            return new ProtocolMetaData().addContext(http);
        }

        @Override
        public void undeploy(Archive<?> archive) throws DeploymentException {
            command("undeploy " + name(archive));
        }

        private static String name(Archive<?> archive) {
            return archive.getName().replace(".war", "");
        }

        @Override
        public void deploy(Descriptor descriptor) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void undeploy(Descriptor descriptor) {
            throw new UnsupportedOperationException();
        }
    }
}
