package io.socketio.jakarta.benchmarks;

import io.socketio.jakarta.parser.Decoder;
import io.socketio.jakarta.parser.EncodedPacket;
import io.socketio.jakarta.parser.MalformedPacketException;
import io.socketio.jakarta.parser.Packet;
import io.socketio.jakarta.parser.PacketLimits;
import io.socketio.jakarta.parser.PacketType;
import io.socketio.jakarta.parser.Parser;
import io.socketio.jakarta.parser.TextParser;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Socket.IO packets as text: with an object, and with an attachment. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ParserBenchmark {
    private static final PacketLimits LIMITS = new PacketLimits(10, 10_000_000, 1_000, 1_000);

    @Param({"64", "1024", "65536"})
    public int bytes;

    private final Parser parser = new TextParser();
    private final Decoder decoder = parser.decoder(LIMITS);
    private String event = "";
    private String binaryEvent = "";
    private String payload = "";
    private byte[] attachment = {};

    @Setup
    public void setup() {
        StringBuilder fields = new StringBuilder("{\"room\":\"lobby\",\"seq\":1");
        for (int i = 0; fields.length() < bytes - 16; i++)
            fields.append(",\"f").append(i).append("\":\"text\"");
        payload = "[\"chat\"," + fields.append("}]");
        event = "21" + payload;
        binaryEvent = "51-1[\"chat\",{\"_placeholder\":true,\"num\":0}]";
        attachment = new byte[bytes];
    }

    @Benchmark
    public @Nullable Object decodeText() throws MalformedPacketException {
        return decoder.text(event);
    }

    @Benchmark
    public @Nullable Object decodeBinary() throws MalformedPacketException {
        decoder.text(binaryEvent);
        return decoder.binary(attachment);
    }

    @Benchmark
    public EncodedPacket encodeText() {
        return parser.encode(PacketType.EVENT, "/", Packet.NO_ACK, payload, List.of());
    }

    @Benchmark
    public EncodedPacket encodeBinary() {
        return parser.encode(
                PacketType.EVENT,
                "/",
                Packet.NO_ACK,
                "[\"chat\",{\"_placeholder\":true,\"num\":0}]",
                List.of(attachment));
    }
}
