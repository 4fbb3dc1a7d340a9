package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Ack;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Message;
import io.socketio.jakarta.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A message that remembers its acknowledgement. */
final class FakeMessage implements Message<Arguments>, Ack {
    final List<@Nullable Object> answers = new ArrayList<>();
    private final AtomicBoolean acknowledged = new AtomicBoolean();
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
        return this;
    }

    @Override
    public boolean isRequested() {
        return true;
    }

    @Override
    public void send(@Nullable Object... values) {
        if (!acknowledged.compareAndSet(false, true)) throw new IllegalStateException("acknowledged already");
        answers.addAll(Arrays.asList(values));
    }
}
