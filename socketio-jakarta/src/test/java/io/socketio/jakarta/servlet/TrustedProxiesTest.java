package io.socketio.jakarta.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private final TrustedProxies proxies =
            new TrustedProxies(List.of("127.0.0.1", "10.0.0.0/8", "172.16.0.0/12", "2001:db8:1::/48"));

    private String client(String sender, String... forwardedFor) {
        return proxies.client(sender, List.of(forwardedFor));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 192.0.2.7, 192.0.2.7",
        "10.255.0.1, 192.0.2.7, 192.0.2.7",
        "172.31.255.255, 192.0.2.7, 192.0.2.7",
        "172.32.0.0, 192.0.2.7, 172.32.0.0",
        "127.0.0.2, 192.0.2.7, 127.0.0.2",
        "2001:db8:1:f::1, 2001:db8:2::1, 2001:db8:2::1",
        "2001:db8:2::1, 192.0.2.7, 2001:db8:2::1",
        "10.0.0.1, 192.0.2.7:4711, 192.0.2.7",
        "10.0.0.1, [2001:db8:2::1]:4711, 2001:db8:2::1",
        "::ffff:10.0.0.1, 192.0.2.7, 192.0.2.7",
    })
    void proxiesTellWhoseRequestItIs(String sender, String forwardedFor, String client) {
        assertEquals(client, client(sender, forwardedFor));
    }

    @Test
    void whatClientsWriteIsNotBelieved() {
        assertEquals("192.0.2.7", client("10.0.0.1", "203.0.113.1, 192.0.2.7"));
        assertEquals("192.0.2.7", client("10.0.0.1", "127.0.0.1, 192.0.2.7"), "not even if it names a proxy");
        assertEquals("192.0.2.7", client("10.0.0.1", "203.0.113.1", "192.0.2.7"), "as a line of its own");
    }

    @Test
    void proxiesMayStandBehindProxies() {
        assertEquals("192.0.2.7", client("10.0.0.1", "203.0.113.1, 192.0.2.7, 10.0.0.3,10.0.0.2"));
        assertEquals("10.0.0.3", client("10.0.0.1", "10.0.0.3, 10.0.0.2"), "a client that is one of us");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "_hidden", "192.0.2.7, unknown", "192.0.2.7,"})
    void whoIsHiddenIsTheLastKnown(String forwardedFor) {
        assertEquals("10.0.0.1", client("10.0.0.1", forwardedFor));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "::/129", "999.0.0.1", "1.2.3", "cafe"})
    void onlyNetworksCanBeTrusted(String network) {
        String message = assertThrows(IllegalArgumentException.class, () -> new TrustedProxies(List.of(network)))
                .getMessage();
        assertTrue(message.contains("trustedProxies"), message);
    }
}
