package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Ack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Remembers the answer. */
final class FakeAck implements Ack {
    final List<@Nullable Object> answers = new ArrayList<>();
    private final AtomicBoolean sent = new AtomicBoolean();

    @Override
    public boolean isRequested() {
        return true;
    }

    @Override
    public void send(@Nullable Object... values) {
        if (!sent.compareAndSet(false, true)) throw new IllegalStateException("acknowledged already");
        answers.addAll(Arrays.asList(values));
    }
}
