import fish.payara.micro.PayaraMicro;
import fish.payara.micro.PayaraMicroRuntime;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;

/**
 * Payara Micro, told what to deploy while it runs: {@code java MicroServer.java <port> <root directory>}. It takes lines {@code deploy <name> <file>} and
 * {@code undeploy <name>}, says {@code MicroServer: done} (or {@code failed}) after its start and after each, and ends with its input.
 */
class MicroServer {
    private MicroServer() {}

    public static void main(String[] args) throws Exception {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
        // not bootStrap(): its class loader takes no classes of multi-release jars, and JSON-B reads no records (6.2025.10)
        PayaraMicro.main(new String[] {"--nocluster", "--port", args[0], "--rootDir", args[1]});
        PayaraMicroRuntime server = PayaraMicro.getInstance().getRuntime();
        System.out.println("MicroServer: done");
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ", 3);
            boolean done = true;
            if (words[0].equals("deploy")) done = server.deploy(words[1], words[1], new File(words[2]));
            else server.undeploy(words[1]);
            System.out.println("MicroServer: " + (done ? "done" : "failed"));
        }
        server.shutdown();
        System.exit(0);
    }
}
