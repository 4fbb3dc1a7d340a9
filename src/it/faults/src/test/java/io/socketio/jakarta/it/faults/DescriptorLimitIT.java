package io.socketio.jakarta.it.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.it.support.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** More clients than the process may have open files. */
class DescriptorLimitIT {
    private static final int LIMIT = 256;
    private static final int CLIENTS = 400;

    @Test
    void recovers() {
        Command.need("sh");
        try (ServerProcess server = ServerProcess.launch()
                .under("sh", "-c", "ulimit -n " + LIMIT + "; exec \"$@\"", "sh")
                .option("pingInterval", 2_000)
                .option("pingTimeout", 3_000)
                .start()) {
            Member healthy = Member.join(server.endpoint());
            healthy.echo();
            Stats base = server.settled();
            List<Link> links = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Link link = new Link(server.endpoint()); // the system accepts what the server cannot yet
                link.send("GET", Polling.HANDSHAKE, "");
                links.add(link);
            }
            Eventually.until("there is no descriptor left", () -> server.descriptors() >= LIMIT);
            long cpu = server.cpuMillis();
            LockSupport.parkNanos(Duration.ofSeconds(5).toNanos()); // what it costs while nothing can be done
            long used = server.cpuMillis() - cpu;
            healthy.echo(); // who is there is served
            long full = server.descriptors();
            Crowd.close(links);
            try (Member late = Member.join(server.endpoint());
                    Polling later = Polling.join(server.endpoint())) {
                late.echo();
                later.echo();
            }
            // those that were accepted when their clients had gone are reaped as well
            Waiting.until("everything is back", Duration.ofSeconds(90), () -> {
                Stats now = server.stats();
                return now.descriptors() <= base.descriptors() + 4 && now.connections() == 1;
            });
            Figures.print(
                    "ulimit -n " + LIMIT,
                    "%d connections; before %s; %d descriptors when full, %d ms of processor time in 5 s; after %s",
                    CLIENTS,
                    base,
                    full,
                    used,
                    server.settled());
            assertTrue(used < 1_500, "accepting in vain took " + used + " ms of 5 s");
            assertTrue(healthy.isConnected());
            healthy.close();
        }
    }
}
