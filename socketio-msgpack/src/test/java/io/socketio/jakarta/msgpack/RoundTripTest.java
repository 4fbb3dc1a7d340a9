package io.socketio.jakarta.msgpack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.socketio.jakarta.parser.Decoder;
import io.socketio.jakarta.parser.JsonStrings;
import io.socketio.jakarta.parser.MalformedPacketException;
import io.socketio.jakarta.parser.Packet;
import io.socketio.jakarta.parser.PacketLimits;
import io.socketio.jakarta.parser.PacketType;
import io.socketio.jakarta.parser.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is written is read back, as the same text. */
class RoundTripTest {
    private static final String CHARACTERS = "abc é€\u0000\u001f\"\\/\n{}[],:\ud7ff\ue000\uffff";

    private final Random random = new Random(6);
    private final List<byte[]> attachments = new ArrayList<>();

    private String string() {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(40); length > 0; length--) {
            if (random.nextInt(8) == 0) text.appendCodePoint(0x10000 + random.nextInt(0x1000));
            else text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        StringBuilder json = new StringBuilder();
        JsonStrings.quote(text, json);
        return json.toString();
    }

    private String value(int depth) {
        switch (random.nextInt(depth > 0 ? 10 : 7)) {
            case 0:
                return List.of("true", "false", "null").get(random.nextInt(3));
            case 1:
                return Long.toString(random.nextLong() >> random.nextInt(64));
            case 2:
                double number = Double.longBitsToDouble(random.nextLong());
                return !Double.isFinite(number) || number == Math.rint(number) ? "0.5" : Double.toString(number);
            case 3:
                byte[] bytes = new byte[random.nextInt(300)];
                random.nextBytes(bytes);
                attachments.add(bytes);
                return "{\"_placeholder\":true,\"num\":" + (attachments.size() - 1) + "}";
            case 4, 5, 6:
                return string();
            case 7, 8:
                List<String> members = new ArrayList<>();
                for (int size = random.nextInt(20); size > 0; size--) members.add(string() + ":" + value(depth - 1));
                return "{" + String.join(",", members) + "}";
            default:
                List<String> items = new ArrayList<>();
                for (int size = random.nextInt(20); size > 0; size--) items.add(value(depth - 1));
                return "[" + String.join(",", items) + "]";
        }
    }

    @Test
    void anyEvent() throws MalformedPacketException {
        Parser parser = new MsgpackParser();
        Decoder decoder = parser.decoder(new PacketLimits(10, 1_000_000, 10, 1_000));
        for (int round = 0; round < 1_000; round++) {
            attachments.clear();
            String name = "\"event " + round + "\"";
            String first = value(3);
            String second = value(3);
            long id = random.nextInt(3) == 0 ? Packet.NO_ACK : random.nextLong() >>> 1 + random.nextInt(62);
            byte[] message = parser.encode(
                            PacketType.EVENT, "/a", id, "[" + name + "," + first + "," + second + "]", attachments)
                    .binary()
                    .get(0);
            String about = "seed 6, round " + round;
            Packet packet = decoder.binary(message);
            assertNotNull(packet, about);
            assertEquals(PacketType.EVENT, packet.type(), about);
            assertEquals("/a", packet.namespace(), about);
            assertEquals(id, packet.ackId(), about);
            assertEquals("event " + round, packet.event(), about);
            assertEquals(first, packet.payload().element(1), about);
            assertEquals(second, packet.payload().element(2), about);
            assertEquals(attachments.size(), packet.attachments().size(), about);
            for (int i = 0; i < attachments.size(); i++)
                assertArrayEquals(attachments.get(i), packet.attachments().get(i), about);
        }
    }
}
