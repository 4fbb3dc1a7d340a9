package io.socketio.jakarta.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @Test
    void addressesAreTheirBytes() {
        assertArrayEquals(new byte[] {(byte) 192, 0, 2, 1}, IpAddress.parse("192.0.2.1"));
        assertArrayEquals(new byte[] {127, 0, 0, 1}, IpAddress.parse("::ffff:127.0.0.1"));
        assertEquals(16, IpAddress.parse("2001:db8::1").length);
        assertArrayEquals(IpAddress.parse("0:0:0:0:0:0:0:1"), IpAddress.parse("::1"));
    }

    /** What is no address is not asked of a name server either: that would take seconds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2.3",
                "1.2.3.256",
                "999.1.1.1",
                "1.2.3.4.5",
                "1.2.3.4 ",
                "localhost",
                "example.com",
                "cafe",
                ":",
                "1::2::3",
                "12345::",
                "::1%eth0",
                "[::1]",
                "1:2:3:4:5:6:7:8:9"
            })
    void whatIsNoneIsNull(String text) {
        assertNull(IpAddress.parse(text));
    }

    @Test
    void oneUserHasANetworkOfIpv6() {
        assertEquals(IpAddress.network("2001:db8:0:1::1"), IpAddress.network("2001:db8:0:1:ffff::2"));
        assertNotEquals(IpAddress.network("2001:db8:0:1::1"), IpAddress.network("2001:db8:0:2::1"));
        assertEquals("192.0.2.1", IpAddress.network("192.0.2.1"));
        assertEquals("unknown", IpAddress.network("unknown"));
    }
}
