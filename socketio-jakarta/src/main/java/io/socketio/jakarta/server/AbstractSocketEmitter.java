package io.socketio.jakarta.server;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.BroadcastOperator;
import io.socketio.jakarta.SocketEmitter;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a socket and its modified forms share. */
abstract class AbstractSocketEmitter implements SocketEmitter {
    abstract DefaultSocket target();

    abstract Flags flags();

    /** Everybody but the socket. */
    private Operator others() {
        DefaultSocket self = target();
        return new Operator(self.namespace()).except(self.id()).with(flags());
    }

    @Override
    public void emit(String event, @Nullable Object... args) {
        target().emit(flags(), event, args);
    }

    @Override
    public CompletionStage<Arguments> emitWithAck(String event, @Nullable Object... args) {
        return target().emitWithAck(flags(), event, args);
    }

    @Override
    public BroadcastOperator to(String... rooms) {
        return others().to(rooms);
    }

    @Override
    public BroadcastOperator to(Collection<String> rooms) {
        return others().to(rooms);
    }

    @Override
    public BroadcastOperator toUser(String... names) {
        return others().toUser(names);
    }

    @Override
    public BroadcastOperator except(String... rooms) {
        return others().except(rooms);
    }

    @Override
    public BroadcastOperator except(Collection<String> rooms) {
        return others().except(rooms);
    }

    @Override
    public BroadcastOperator local() {
        return others().local();
    }

    public BroadcastOperator broadcast() {
        return others();
    }

    @Override
    public SocketEmitter asVolatile() {
        return new ModifiedSocket(target(), flags().asVolatile());
    }

    @Override
    public SocketEmitter compress(boolean compress) {
        return new ModifiedSocket(target(), flags().withCompress(compress));
    }

    @Override
    public SocketEmitter timeout(Duration timeout) {
        return new ModifiedSocket(target(), flags().withTimeout(timeout));
    }
}
