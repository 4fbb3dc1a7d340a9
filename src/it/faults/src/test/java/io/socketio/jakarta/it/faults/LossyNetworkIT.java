package io.socketio.jakarta.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Upgrades under load where 5 of 100 packets are lost on the way, in each direction. TCP sends them again: what the server sees is requests and
 * frames that come late, in pieces, and in another order over different connections.
 */
class LossyNetworkIT {
    private static final int UPGRADES = 100;
    private static final int AT_ONCE = 20;
    private static final int NUMBERS = 200;
    private static final int PERCENT = 5;

    private Network network;
    private ServerProcess server;

    @BeforeEach
    void start() {
        network = Network.needed();
        server = ServerProcess.launch()
                .under(network.prefix())
                .at(network.address(), 8080)
                .option("pingInterval", 5_000)
                .start();
    }

    @AfterEach
    void stop() {
        if (server != null) server.close();
        if (network != null) network.close();
    }

    private void upgrades(String what, URI endpoint, int count) {
        Crowd.comeAndGo(server, 2 * AT_ONCE);
        Member starter = Member.join(server.endpoint());
        starter.send("420[\"start ticks\"]");
        assertEquals("430[]", starter.event());
        Stats base = server.settled();
        network.lose(PERCENT);
        int[] messages = {0};
        List<Long> took = Crowd.of(count, AT_ONCE, number -> {
            Upgrader client = new Upgrader(endpoint, NUMBERS);
            long millis = client.run();
            synchronized (messages) {
                messages[0] += client.messages();
            }
            return millis;
        });
        long lost = network.lost();
        network.restore();
        Waiting.until(
                "all have gone", Duration.ofSeconds(60), () -> server.stats().connections() == 1);
        Stats after = server.settled();
        List<Long> sorted = took.stream().sorted().toList();
        Figures.print(
                what,
                "%d upgrades, %d at once, %d packets lost (%d %% each way): %d messages, none lost, doubled or out of"
                        + " order; an upgrade took %d ms (median), %d ms at most; before %s, after %s",
                count,
                AT_ONCE,
                lost,
                PERCENT,
                messages[0],
                sorted.get(count / 2),
                sorted.get(count - 1),
                base,
                after);
        assertTrue(lost > count, lost + " packets were lost");
        assertTrue(after.megabytesAbove(base) < 4, after + " instead of " + base);
        assertEquals("", server.log());
        starter.close();
    }

    @Test
    void oneHundredUpgradesUnderLoad() {
        upgrades("packet loss", server.endpoint(), UPGRADES);
    }

    /** And 200 ms ± 100 ms for each piece in each direction. */
    @Test
    void upgradesOverALongWay() {
        try (Lag lag = new Lag(server.uri(), 200, 100)) {
            upgrades("packet loss and 200 ms ± 100 ms each way", ServerProcess.endpoint(lag.uri()), UPGRADES / 4);
        }
    }
}
