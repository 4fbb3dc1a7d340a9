package io.socketio.jakarta.adapter;

import io.socketio.jakarta.Ack;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Attributes;
import io.socketio.jakarta.ConnectionStateRecovery;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.RemoteSocket;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The sockets of one server, for tests of adapters: connected ones are told by their ids, and what is done with them is noted. */
public final class KitSockets implements LocalSockets {
    private final ConnectionStateRecovery recovery;
    private final Set<String> connected = ConcurrentHashMap.newKeySet();
    private final List<String> delivered = Collections.synchronizedList(new ArrayList<>());
    private final List<Broadcast> broadcasts = Collections.synchronizedList(new ArrayList<>());
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final List<String> roomEvents = Collections.synchronizedList(new ArrayList<>());

    /** @param recovery {@code null} if connection states are not recovered */
    public KitSockets(ConnectionStateRecovery recovery) {
        this.recovery = recovery;
    }

    public void connect(String... ids) {
        connected.addAll(List.of(ids));
    }

    public void disconnect(String id) {
        connected.remove(id);
    }

    /** Who got something since this was asked last, sorted; who got two is there twice. */
    public List<String> takeDelivered() {
        return take(delivered).stream().sorted().toList();
    }

    /** What was delivered since this was asked last, in order. */
    public List<Broadcast> takeBroadcasts() {
        return take(broadcasts);
    }

    /** What was done with sockets since this was asked last: {@code join a [x, y]}, {@code disconnect a [true]}, sorted. */
    public List<String> takeCalls() {
        return take(calls).stream().sorted().toList();
    }

    /** What became of rooms since this was asked last: {@code created x}, {@code joined x a}. */
    public List<String> takeRoomEvents() {
        return take(roomEvents);
    }

    private static <T> List<T> take(List<T> list) {
        synchronized (list) {
            List<T> all = List.copyOf(list);
            list.clear();
            return all;
        }
    }

    @Override
    public String namespace() {
        return "/";
    }

    @Override
    public boolean contains(String socketId) {
        return connected.contains(socketId);
    }

    @Override
    public Set<String> ids() {
        return Collections.unmodifiableSet(connected);
    }

    @Override
    public Optional<RemoteSocket> socket(String socketId) {
        return contains(socketId) ? Optional.of(named(socketId)) : Optional.empty();
    }

    private RemoteSocket named(String id) {
        return (RemoteSocket) Proxy.newProxyInstance(
                RemoteSocket.class.getClassLoader(), new Class<?>[] {RemoteSocket.class}, (proxy, method, args) -> {
                    switch (method.getName()) {
                        case "id", "toString" -> {
                            return id;
                        }
                        case "join", "leave", "disconnect" -> {
                            Object given = args[0] instanceof String[] names ? Arrays.asList(names) : List.of(args[0]);
                            calls.add(method.getName() + " " + id + " " + given);
                            return null;
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                });
    }

    @Override
    public void deliver(String socketId, Broadcast broadcast) {
        if (!contains(socketId)) return;
        delivered.add(socketId);
        broadcasts.add(broadcast);
    }

    @Override
    public void deliverToAll(Broadcast broadcast, Set<String> except) {
        for (String id : connected) if (!except.contains(id)) deliver(id, broadcast);
    }

    /** Each answers with its id. */
    @Override
    public void deliver(String socketId, Broadcast broadcast, AckCollector acks) {
        if (contains(socketId)) {
            deliver(socketId, broadcast);
            acks.answer(arguments(List.of(socketId)));
        } else {
            acks.gone();
        }
    }

    @Override
    public Optional<ConnectionStateRecovery> recovery() {
        return Optional.ofNullable(recovery);
    }

    @Override
    public Broadcast broadcast(String event, List<Object> args, boolean isVolatile, boolean compress) {
        return new KitBroadcast(event, args, isVolatile, compress, false, Optional.empty(), null);
    }

    @Override
    public Broadcast broadcastWithAck(
            String event, List<Object> args, boolean isVolatile, boolean compress, Optional<Duration> timeout) {
        return new KitBroadcast(event, args, isVolatile, compress, true, timeout, null);
    }

    /** @param offset {@code null} if it has none */
    public record KitBroadcast(
            String event,
            List<Object> args,
            boolean isVolatile,
            boolean compress,
            boolean hasAck,
            Optional<Duration> ackTimeout,
            String offset)
            implements Broadcast {
        @Override
        public long size() {
            return 100;
        }

        @Override
        public KitBroadcast withOffset(String last) {
            return new KitBroadcast(event, args, isVolatile, compress, hasAck, ackTimeout, last);
        }
    }

    @Override
    public RemoteSocket remote(String socketId, Handshake handshake, Set<String> rooms, Attributes attributes) {
        return named(socketId);
    }

    @Override
    public void serverSide(String event, List<Object> args, Ack ack) {
        calls.add("serverSide " + event + " " + args);
        ack.send("answer");
    }

    @Override
    public Arguments arguments(List<Object> args) {
        return (Arguments) Proxy.newProxyInstance(
                Arguments.class.getClassLoader(),
                new Class<?>[] {Arguments.class},
                (proxy, method, given) -> switch (method.getName()) {
                    case "size" -> args.size();
                    case "get" -> args.get((Integer) given[0]);
                    case "toString" -> args.toString();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Override
    public void created(String room) {
        roomEvents.add("created " + room);
    }

    @Override
    public void deleted(String room) {
        roomEvents.add("deleted " + room);
    }

    @Override
    public void joined(String room, String socketId) {
        roomEvents.add("joined " + room + " " + socketId);
    }

    @Override
    public void left(String room, String socketId) {
        roomEvents.add("left " + room + " " + socketId);
    }
}
