package io.socketio.jakarta.server;

import io.socketio.jakarta.Ack;
import io.socketio.jakarta.engine.parser.EnginePacket;
import io.socketio.jakarta.parser.Packet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The answer to one message. */
final class AckReply implements Ack {
    private final DefaultSocket socket;
    private final long id;
    private final AtomicBoolean sent = new AtomicBoolean();

    AckReply(DefaultSocket socket, long id) {
        this.socket = socket;
        this.id = id;
    }

    @Override
    public boolean isRequested() {
        return id != Packet.NO_ACK;
    }

    @Override
    public void send(@Nullable Object... args) {
        if (!isRequested()) return;
        List<EnginePacket> unit = socket.writer().ack(socket.namespace().name(), id, args);
        if (!sent.compareAndSet(false, true)) throw new IllegalStateException("this message was acknowledged already");
        socket.send(unit, false);
    }
}
