package io.socketio.jakarta.conformance;

import io.socketio.jakarta.engine.CloseReason;
import io.socketio.jakarta.engine.EngineListener;
import io.socketio.jakarta.engine.EngineSocket;
import io.socketio.jakarta.engine.parser.EnginePacket;
import java.util.List;

/** Sends every message back, unchanged in kind. */
record EngineEcho(EngineSocket socket) implements EngineListener {
    @Override
    public void open() {}

    @Override
    public void message(String data) {
        socket.send(List.of(EnginePacket.text(EnginePacket.Type.MESSAGE, data, true)), false);
    }

    @Override
    public void binary(byte[] data) {
        socket.send(List.of(EnginePacket.binary(data, true)), false);
    }

    @Override
    public void close(CloseReason reason) {}
}
