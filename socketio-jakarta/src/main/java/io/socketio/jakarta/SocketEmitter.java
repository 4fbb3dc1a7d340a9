package io.socketio.jakarta;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Emits to one socket: the {@link Socket} itself, or one with modifiers such as a timeout. */
public interface SocketEmitter extends Emitter {
    /**
     * Sends an event and asks the client for an acknowledgement.
     *
     * <p><b>Threading:</b> the stage completes on the server's worker threads, beside the socket's handlers and not in their order, so
     * a handler may wait for it.
     *
     * @param event the name, as in {@link #emit}
     * @param args the arguments, see {@link Emitter}
     * @return what the client answered; or, exceptionally: {@link java.util.concurrent.TimeoutException} when the {@link #timeout}
     *     passed, {@link SocketIoException} when the socket was or became disconnected, or when more acknowledgements are outstanding than
     *     {@link SocketIoConfig#maxPendingAcks()} (nothing was sent then). Without a {@code timeout} it waits as long as the socket is
     *     connected.
     * @throws IllegalArgumentException if the name is blank or reserved
     * @throws PayloadException if an argument cannot be encoded; nothing was sent
     */
    CompletionStage<Arguments> emitWithAck(String event, @Nullable Object... args);

    @Override
    SocketEmitter asVolatile();

    @Override
    SocketEmitter compress(boolean compress);

    @Override
    SocketEmitter timeout(Duration timeout);
}
