package io.socketio.jakarta.server;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Attributes;
import io.socketio.jakarta.BroadcastOperator;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.RemoteSocket;
import io.socketio.jakarta.SocketEmitter;
import io.socketio.jakarta.SocketIoException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A socket of another server: all that is done with it is done with the room of its id. */
record ElsewhereSocket(
        AbstractNamespace namespace,
        Flags flags,
        String id,
        Handshake handshake,
        Set<String> innerRooms,
        Attributes attributes)
        implements RemoteSocket {
    private Operator self() {
        return new Operator(namespace).to(id).with(flags);
    }

    private Operator others() {
        return new Operator(namespace).except(id).with(flags);
    }

    private ElsewhereSocket with(Flags other) {
        return new ElsewhereSocket(namespace, other, id, handshake, innerRooms, attributes);
    }

    @Override
    public Set<String> rooms() {
        Set<String> rooms = new HashSet<>(Rooms.shown(innerRooms));
        rooms.add(id);
        return rooms;
    }

    @Override
    public void emit(String event, @Nullable Object... args) {
        self().emit(event, args);
    }

    @Override
    public CompletionStage<Arguments> emitWithAck(String event, @Nullable Object... args) {
        Answer<Arguments> answer = new Answer<>();
        self().emitWithAck(event, args).whenComplete((answers, failure) -> {
            if (failure instanceof TimeoutException)
                answer.completeExceptionally(new TimeoutException(failure.getMessage()));
            else if (failure != null)
                answer.completeExceptionally(
                        failure instanceof CompletionException && failure.getCause() != null
                                ? failure.getCause()
                                : failure);
            else if (answers.isEmpty())
                answer.completeExceptionally(new SocketIoException("the socket is disconnected"));
            else answer.complete(answers.get(0));
        });
        return answer;
    }

    @Override
    public void join(String... rooms) {
        self().socketsJoin(rooms);
    }

    @Override
    public void leave(String... rooms) {
        self().socketsLeave(rooms);
    }

    @Override
    public void disconnect(boolean close) {
        self().disconnectSockets(close);
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

    @Override
    public SocketEmitter asVolatile() {
        return with(flags.asVolatile());
    }

    @Override
    public SocketEmitter compress(boolean compress) {
        return with(flags.withCompress(compress));
    }

    @Override
    public SocketEmitter timeout(Duration timeout) {
        return with(flags.withTimeout(timeout));
    }
}
