package io.socketio.jakarta.server;

import java.util.concurrent.CompletableFuture;

/**
 * Fails with just what {@code emitWithAck} promises: a {@code minimalCompletionStage} would wrap it into a {@code CompletionException}.
 * Who asks for a future gets one that is nobody else's.
 */
final class Answer<T> extends CompletableFuture<T> {
    @Override
    public CompletableFuture<T> toCompletableFuture() {
        return copy();
    }
}
