package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Ack;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Message;
import io.socketio.jakarta.Socket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message that remembers its acknowledgement. */
final class FakeMessage implements Message<Arguments> {
    private final FakeAck ack = new FakeAck();
    final List<@Nullable Object> answers = ack.answers;
    private final String event;
    private final FakeArguments args;
    private final Socket socket;

    FakeMessage(String event, FakeArguments args, Socket socket) {
        this.event = event;
        this.args = args;
        this.socket = socket;
    }

    @Override
    public String event() {
        return event;
    }

    @Override
    public Arguments payload() {
        return args;
    }

    @Override
    public FakeArguments args() {
        return args;
    }

    @Override
    public Socket socket() {
        return socket;
    }

    @Override
    public Ack ack() {
        return ack;
    }
}
