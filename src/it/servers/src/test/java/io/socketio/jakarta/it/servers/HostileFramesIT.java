package io.socketio.jakarta.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.it.support.WebSocket;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** WebSocket frames that nobody sends in good faith. */
class HostileFramesIT extends Hostile {
    private static byte[] bytes(int... bytes) {
        byte[] result = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) result[i] = (byte) bytes[i];
        return result;
    }

    /** Sends what breaks RFC 6455, and sees that the connection ends. */
    private void endsConnection(String what, byte[]... frames) {
        try (WebSocket offender = join(probe())) {
            try {
                for (byte[] frame : frames) offender.write(frame);
            } catch (UncheckedIOException e) {
                // it has hung up at the first
            }
            assertClosedForIt(what, offender);
        }
    }

    private static void assertClosedForIt(String what, WebSocket offender) {
        int code = offender.closed();
        // a negative length is 1011 to Payara 6.2025.10, and 1000 to Liberty 26.0.0.3
        boolean sound = Set.of(1002, 1003, 1006, 1007, 1009).contains(code)
                || (code == 1011 && Server.current().isTyrus())
                || (code == 1000 && Server.current() == Server.LIBERTY);
        assertTrue(sound, () -> code + " for " + what);
    }

    /** CVE-2022-21676. */
    @Test
    void reservedBitsAndOpcodes() {
        for (int first : new int[] {0xa1, 0x91, 0xb1, 0xc1, 0x83, 0x87, 0x8b, 0x8f})
            endsConnection(Integer.toHexString(first), bytes(first, 0x81, 0, 0, 0, 0, '3'));
    }

    @Test
    void framesOutOfOrder() {
        endsConnection("a continuation of nothing", bytes(0x80, 0x81, 0, 0, 0, 0, '3'));
        endsConnection(
                "a message in a message", bytes(0x01, 0x81, 0, 0, 0, 0, '4'), bytes(0x81, 0x81, 0, 0, 0, 0, '3'));
        endsConnection("a ping in parts", bytes(0x09, 0x81, 0, 0, 0, 0, 'x'));
    }

    @Test
    void controlFramesThatAreTooLong() {
        byte[] ping = new byte[8 + 126];
        System.arraycopy(bytes(0x89, 0xfe, 0, 126), 0, ping, 0, 4);
        endsConnection("a ping of 126 bytes", ping);
    }

    @Test
    void textThatIsNoUtf8() {
        for (byte[] text : List.of(
                bytes('4', '2', 0xc3, 0x28),
                bytes('4', '2', 0xed, 0xa0, 0x80),
                bytes('4', 0xc0, 0xaf),
                bytes('4', 0xf8))) {
            try (WebSocket offender = join(probe())) {
                offender.frame(0x81, text);
                assertClosedForIt("bad UTF-8", offender);
            }
        }
    }

    @Test
    void unmaskedFrames() {
        if (!Server.current().isTyrus()) {
            // Liberty 26.0.0.3 looks at it when there are as many bytes as with a mask
            endsConnection("no mask", bytes(0x81, 0x05, '3', '3', '3', '3', '3'));
            return;
        }
        try (WebSocket client = join(probe())) { // Payara 6.2025.10 does not mind
            client.write(bytes(0x81, 0x01, '3'));
            served(client);
        }
    }

    @Test
    void closeFramesThatAreNone() {
        for (byte[] close : List.of(
                bytes(0x88, 0x81, 0, 0, 0, 0, 3),
                bytes(0x88, 0x82, 0, 0, 0, 0, 0x03, 0xe7),
                bytes(0x88, 0x82, 0, 0, 0, 0, 0x03, 0xed),
                bytes(0x88, 0x84, 0, 0, 0, 0, 0x03, 0xe8, 0xc3, 0x28))) {
            try (WebSocket offender = join(probe())) {
                offender.write(close);
                offender.closed(); // what it is told differs; that it is over does not
            }
        }
    }

    /** CVE-2020-13935: an endless loop. */
    @Test
    void lengthsWithTheHighestBit() {
        endsConnection("-1", bytes(0x81, 0xff, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0, '4'));
        byte[] minimum = bytes(0x82, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '4');
        if (Server.current() != Server.WILDFLY) {
            endsConnection("minimum", minimum);
            return;
        }
        // 39.0.1 waits for it, without reserving any memory
        try (WebSocket offender = WebSocket.connect(timing(), WEBSOCKET)) {
            offender.write(minimum);
            diesByItself(offender, false);
        }
    }

    @Test
    void lengthsThatAreNeverSent() {
        List<WebSocket> offenders = new ArrayList<>();
        long before = stat("used");
        for (int i = 0; i < 20; i++) {
            WebSocket offender = join(probe());
            offender.write(bytes(0x82, 0xff, 0, 0, 0, 0, 0x7f, 255, 255, 255, 0, 0, 0, 0, '4'));
            offenders.add(offender);
        }
        bystanderIsServed();
        assertTrue(stat("used") - before < 32 << 20);
        offenders.forEach(WebSocket::close);
    }

    @Test
    void messagesBeyondTheLimit() {
        for (int size : new int[] {LIMIT + 1, 3 * LIMIT, 30 * LIMIT}) {
            try (WebSocket offender = join(probe())) {
                send(offender, 0x81, ("42[\"echo\",\"" + "x".repeat(size)).getBytes(StandardCharsets.UTF_8));
                // who goes on sending may get a reset; more than its own buffer Tyrus refuses with 1011 (Payara
                // 6.2025.10)
                assertTrue(Set.of(1009, 1006, 1011).contains(offender.closed()));
            }
        }
    }

    @Test
    void fragmentsBeyondTheLimit() {
        for (int fragment : new int[] {60_000, 16}) {
            try (WebSocket offender = join(probe())) {
                byte[] part = "x".repeat(fragment).getBytes(StandardCharsets.UTF_8);
                send(offender, 0x01, "42[\"echo\",\"".getBytes(StandardCharsets.UTF_8));
                for (int sent = 0; sent < LIMIT && send(offender, 0x00, part); sent += fragment) {}
                assertTrue(Set.of(1009, 1006).contains(offender.closed()));
            }
        }
    }

    private static boolean send(WebSocket offender, int first, byte[] payload) {
        try {
            offender.frame(first, payload);
            return true;
        } catch (UncheckedIOException e) { // the server has hung up: what it said before can still be read
            return false;
        }
    }

    /** CVE-2014-0193, CVE-2026-48779. */
    @Test
    void emptyFragmentsWithoutEnd() {
        try (WebSocket offender = join(probe())) {
            byte[] none = {};
            offender.frame(0x01, "42[\"message\",".getBytes(StandardCharsets.UTF_8));
            byte[] frames = new byte[6 * 2_000];
            for (int i = 0; i < frames.length; i += 6) frames[i + 1] = (byte) 0x80;
            for (int i = 0; i < 10; i++) offender.write(frames);
            bystanderIsServed();
            offender.frame(0x00, "1]".getBytes(StandardCharsets.UTF_8));
            offender.frame(0x80, none);
            if (Server.current() == Server.LIBERTY)
                assertEquals(1007, offender.closed()); // 26.0.0.3 takes it for bad UTF-8
            else assertEquals("42[\"message-back\",1]", offender.event());
        }
    }

    @Test
    void floodsOfPingsAndPongs() {
        long threads = stat("threads");
        try (WebSocket client = join(probe())) {
            for (int i = 0; i < 5_000; i++) {
                client.frame(0x8a, new byte[125]);
                if (i % 5 == 0) client.frame(0x89, new byte[i % 126]);
            }
            served(client);
        }
        assertTrue(stat("threads") < threads + 20);
    }

    /** Of a client that offered it: the extension is not negotiated. */
    @Test
    void deflateBombs() {
        try (WebSocket offender = WebSocket.connect(
                probe(), WEBSOCKET, "Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits")) {
            assertEquals(101, offender.status());
            assertNull(offender.header("Sec-WebSocket-Extensions"));
            offender.text();
            offender.sendDeflated("42[\"echo\",\"" + "x".repeat(20 * LIMIT) + "\"]");
            assertClosedForIt("a compressed frame", offender);
        }
    }

    /** It does not read, and asks for more: bounded is what waits for it, not what it asks for. */
    @Test
    void clientsThatDoNotRead() {
        long before = stat("used");
        byte[] echo = ("421[\"echo\",\"" + "x".repeat(200_000) + "\"]").getBytes(StandardCharsets.UTF_8);
        try (WebSocket deaf = WebSocket.connect(4_096, probe(), WEBSOCKET)) {
            Thread sender = new Thread(
                    () -> { // until it is cut off, or not read any more
                        deaf.send("40");
                        for (int i = 0; i < 200 && send(deaf, 0x81, echo); i++) {}
                    });
            sender.start(); // not on the common pool, which the HTTP client uses
            for (int i = 0; i < 500; i++) bystanderIsServed();
            long grown = stat("used") - before;
            assertTrue(grown < 32 << 20, () -> grown + " bytes");
        }
    }

    @Test
    void connectionsThatVanishTogether() {
        List<WebSocket> clients = new ArrayList<>();
        for (int i = 0; i < 100; i++) clients.add(join(probe()));
        clients.forEach(WebSocket::abort);
        bystanderIsServed();
    }
}
