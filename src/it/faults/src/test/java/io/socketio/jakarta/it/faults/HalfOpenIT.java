package io.socketio.jakarta.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.it.support.Eventually;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The network is cut under connected clients: no FIN, no reset, nothing ever comes again. */
class HalfOpenIT {
    private static final int EACH = 100;
    private static final int PING_INTERVAL = 2_000;
    private static final int PING_TIMEOUT = 3_000;
    private static final int QUEUED_MB = 3; // below maxOutboundBytes

    @Test
    void clientsAreReaped() {
        try (Network network = Network.needed();
                ServerProcess server = ServerProcess.launch()
                        .under(network.prefix())
                        .at(network.address(), 8080)
                        .option("pingInterval", PING_INTERVAL)
                        .option("pingTimeout", PING_TIMEOUT)
                        .start()) {
            Crowd.comeAndGo(server, EACH);
            Stats base = server.settled();

            List<Member> idle = Crowd.of(EACH, i -> Member.join(server.endpoint()));
            List<Polling> parked = Crowd.of(EACH, i -> {
                Polling client = Polling.join(server.endpoint());
                client.polls().send("GET", client.query(), "");
                return client;
            });
            List<Member> receiving = Crowd.of(10, i -> Member.join(server.endpoint()));
            int all = 2 * EACH + receiving.size();
            Eventually.until("all are there", () -> server.stats().sockets() == all);
            Stats crowd = server.settled();
            for (Member client : receiving) client.send("42[\"take\",200]"); // runs when the network is away
            for (Member client : receiving) client.send("42[\"send me megabytes\"," + QUEUED_MB + "]");
            network.cut();
            long cut = System.nanoTime();
            // the last ping may have been answered just before; a late timer gives 1 s of grace; looking takes time
            Duration atMost = Duration.ofMillis(PING_INTERVAL + PING_TIMEOUT + 3_000);
            Stats[] peak = {crowd};
            Waiting.until("all are reaped", atMost, () -> {
                Stats now = server.stats();
                if (now.used() > peak[0].used()) peak[0] = now;
                return now.connections() == 0;
            });
            Duration reaped = Duration.ofNanos(System.nanoTime() - cut);
            Stats after = server.settled();
            String reasons = server.ask("reasons");
            // Tomcat waits 30 s for the other half of a close, and as long for the next request
            Duration freed = Waiting.until(
                    "descriptors are closed",
                    Duration.ofSeconds(150),
                    () -> server.stats().descriptors() <= base.descriptors() + 4);
            Stats last = server.settled();
            Figures.print(
                    "half-open connections",
                    "%d clients, %d of them with up to %d MB on the way: all reaped %.1f s after the cut (pingInterval %.0f s"
                            + " + pingTimeout %.0f s); before %s; connected %s; at most %s; reaped %s; %s; %.0f s later %s",
                    all,
                    receiving.size(),
                    QUEUED_MB,
                    Waiting.seconds(reaped),
                    PING_INTERVAL / 1e3,
                    PING_TIMEOUT / 1e3,
                    base,
                    crowd,
                    peak[0],
                    after,
                    reasons,
                    Waiting.seconds(freed),
                    last);
            assertTrue(peak[0].megabytesAbove(crowd) > receiving.size() * QUEUED_MB / 2, "something was queued");
            assertTrue(after.megabytesAbove(crowd) < 4, after + " instead of " + crowd);
            assertTrue(last.megabytesAbove(base) < 4, last + " instead of " + base);
            network.restore();
            try (Member late = Member.join(server.endpoint())) {
                late.echo();
            }
            assertEquals("", server.log());
            Crowd.close(idle);
            Crowd.close(parked);
            Crowd.close(receiving);
        }
    }
}
