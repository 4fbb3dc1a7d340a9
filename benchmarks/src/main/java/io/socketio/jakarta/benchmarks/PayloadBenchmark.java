package io.socketio.jakarta.benchmarks;

import io.socketio.jakarta.engine.parser.EnginePacket;
import io.socketio.jakarta.engine.parser.MalformedPacketException;
import io.socketio.jakarta.engine.parser.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Polling payloads of both revisions of Engine.IO: ten packets of text, or ten of bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PayloadBenchmark {
    private static final int PACKETS = 10;

    @Param({"V3", "V4"})
    public Protocol protocol = Protocol.V4;

    @Param({"64", "1024"})
    public int bytes;

    private List<EnginePacket> text = List.of();
    private List<EnginePacket> binary = List.of();
    private String encodedText = "";
    private byte[] encodedBinary = {};

    @Setup
    public void setup() {
        EnginePacket message = EnginePacket.text(EnginePacket.Type.MESSAGE, "x".repeat(bytes), true);
        text = Collections.nCopies(PACKETS, message);
        binary = Collections.nCopies(PACKETS, EnginePacket.binary(new byte[bytes], true));
        encodedText = new String(protocol.encode(text, false).body(), StandardCharsets.UTF_8);
        encodedBinary = protocol.encode(binary, false).body();
    }

    @Benchmark
    public Object encodeText() {
        return protocol.encode(text, false);
    }

    @Benchmark
    public Object encodeBinary() {
        return protocol.encode(binary, false);
    }

    @Benchmark
    public void decodeText(Blackhole packets) throws MalformedPacketException {
        protocol.decode(encodedText, packets::consume);
    }

    /** In Engine.IO 4 in base64. */
    @Benchmark
    public void decodeBinary(Blackhole packets) throws MalformedPacketException {
        if (protocol.hasBinaryPayloads()) protocol.decode(encodedBinary, packets::consume);
        else protocol.decode(new String(encodedBinary, StandardCharsets.UTF_8), packets::consume);
    }
}
