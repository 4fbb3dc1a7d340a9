package io.socketio.jakarta.msgpack;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.socketio.jakarta.parser.Decoder;
import io.socketio.jakarta.parser.MalformedPacketException;
import io.socketio.jakarta.parser.PacketLimits;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no packet is, or none that a client may send. */
class HostileTest {
    private static final String TYPE = "a474797065";
    private static final String DATA = "a464617461";
    private static final String NSP = "a36e7370 a12f";
    private static final String VALID =
            "84a47479706502a46461746199a16501a178c0c3c2cb3ff800000000000081a161c40101d70000000000000000ffa26964"
                    + "cd0100a36e7370a12f";

    private final Decoder decoder = new MsgpackParser().decoder(new PacketLimits(10, 1_000_000, 10, 1_000));

    private void refuses(String hex) {
        refuses(Hex.bytes(hex));
    }

    private void refuses(byte[] message) {
        assertThrows(
                MalformedPacketException.class,
                () -> decoder.binary(message),
                () -> HexFormat.of().formatHex(message, 0, Math.min(100, message.length)));
    }

    private void refusesValue(String hex) {
        refuses("83" + TYPE + "02" + DATA + "92 a165" + hex + NSP);
    }

    @Test
    void text() {
        assertThrows(MalformedPacketException.class, () -> decoder.text("0"));
        assertThrows(MalformedPacketException.class, () -> decoder.text(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "c0",
                "c1",
                "90",
                "93 02 90 a12f",
                "80",
                "a474797065",
                "c403010203",
                "d40000",
                "d6ff00000001"
            })
    void noMap(String hex) {
        refuses(hex);
    }

    @Test
    void cutOffAnywhere() throws MalformedPacketException {
        byte[] valid = Hex.bytes(VALID);
        decoder.binary(valid);
        for (int length = 0; length < valid.length; length++) refuses(Arrays.copyOf(valid, length));
        refuses(Arrays.copyOf(valid, valid.length + 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                TYPE + "05",
                TYPE + "06",
                TYPE + "ff",
                TYPE + "c0",
                TYPE + "c3",
                TYPE + "a132",
                TYPE + "9102",
                TYPE + "cb4000000000000001",
                TYPE + "cd0102",
                TYPE + "d40000"
            })
    void types(String type) {
        refuses((type.isEmpty() ? "82" : "83") + type + DATA + "91a165" + NSP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a36e7370 c0", "a36e7370 01", "a36e7370 90", "a36e7370 d40000", "a36e7370 c4012f"})
    void namespaces(String nsp) {
        refuses((nsp.isEmpty() ? "82" : "83") + TYPE + "02" + DATA + "91a165" + nsp);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"c0", "ff", "d38000000000000000", "a131", "cb3ff8000000000000", "c3", "90", "cfffffffffffffffff"
            })
    void ids(String id) {
        refuses("84" + TYPE + "02" + DATA + "91a165" + NSP + "a26964" + id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // CONNECT
                "00 c0",
                "00 90",
                "00 a178",
                "00 01",
                "00 c40101",
                "00 d7000000000000000000",
                // DISCONNECT
                "01 80",
                "01 c0",
                "01 90",
                // EVENT
                "02 c0",
                "02 80",
                "02 a165",
                "02 90",
                "02 91c0",
                "02 91c3",
                "02 9190",
                "02 9180",
                "02 d40000",
                "02 91d40000",
                "02 91c40101",
                // ACK
                "03 c0",
                "03 80",
                "03 a165",
                "03 d40000",
                // CONNECT_ERROR is the server's
                "04 a26e6f",
                "04 81a76d657373616765a26e6f",
                "04 d40000"
            })
    void dataThatIsNotForTheType(String typeAndData) {
        String[] parts = typeAndData.split(" ", 2);
        refuses("83" + TYPE + parts[0] + DATA + parts[1] + NSP);
    }

    @Test
    void eventsAndAnswersWithoutData() {
        refuses("82" + TYPE + "02" + NSP);
        refuses("82" + TYPE + "03" + NSP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"})
    void reservedNames(String name) {
        refuses("83" + TYPE + "02" + DATA + "91" + String.format("%02x", 0xa0 + name.length()) + Hex.of(name.getBytes())
                + NSP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8101c0", "81c0c0", "81c4016101", "8190c0", "81d40000c0", "81c3c0"})
    void keysThatAreNoText(String map) {
        refusesValue(map);
        refuses(map);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d40100",
                "d40001ff",
                "d5000000",
                "d60000000000",
                "d8000000000000000000000000000000000000",
                "d42a00",
                "c7002a",
                "c7012aff",
                "c70100",
                "d4ff00",
                "d5ff0000",
                "c703ff000000",
                "c700ff",
                // out of what an Instant holds
                "c70cff 00000000 7fffffffffffffff",
                "c70cff ffffffff 7fffffffffffffff",
                "c70cff 00000000 8000000000000000"
            })
    void extensions(String hex) {
        refusesValue(hex);
    }

    @Test
    void theFormatThatIsNeverUsed() {
        refusesValue("c1");
        refuses("83" + TYPE + "02" + DATA + "91a165" + "c1" + "c1");
    }

    @Test
    void nestedTooDeeply() {
        refusesValue("91".repeat(9) + "90");
        refusesValue("81a161".repeat(9) + "80");
        refuses(bomb("91", 900_000));
        refuses(bomb("81a161", 300_000));
        refuses("84 a178" + "91".repeat(10) + "90" + TYPE + "02" + DATA + "91a165" + NSP);
    }

    private static byte[] bomb(String unit, int times) {
        return Hex.bytes("83" + TYPE + "02" + DATA + unit.repeat(times) + "c0" + NSP);
    }

    @Test
    void besideBinaryDataThatLooksLikeAPlaceholder() {
        String forged = "82ac5f706c616365686f6c646572c3a36e756d";
        for (String num : new String[] {"00", "01", "a130", "c0"}) {
            refuses("83" + TYPE + "02" + DATA + "93 a165 c40101" + forged + num + NSP);
            refuses("83" + TYPE + "02" + DATA + "93 a165" + forged + num + "c40101" + NSP);
        }
    }

    /** What is said to be there costs nothing: each of these would be 2 GB or more. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "dd7fffffff", "ddffffffff", "dd7fffffff c0c0c0", "dcffff",
                "df7fffffff", "dfffffffff", "df3fffffff a161", "deffff",
                "db7fffffff", "dbffffffff", "db7fffffff 6161", "daffff",
                "c67fffffff", "c6ffffffff", "c67fffffff 0101", "c5ffff",
                "c97fffffff00", "c9ffffffff00", "c97fffffffff", "c8ffff00"
            })
    void lyingLengthsAllocateNothing(String hex) {
        byte[] inside = Hex.bytes("83" + TYPE + "02" + DATA + "92 a165" + hex + NSP);
        byte[] asKey = Hex.bytes("83" + hex);
        refuses(inside); // classes are loaded
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        refuses(inside);
        refuses(asKey);
        refuses(hex);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 200_000, () -> allocated + " bytes");
    }
}
