package io.socketio.jakarta.fakes;

import io.socketio.jakarta.Ack;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.BroadcastTimeoutException;
import io.socketio.jakarta.RemoteSocket;
import io.socketio.jakarta.adapter.AckCollector;
import io.socketio.jakarta.adapter.Adapter;
import io.socketio.jakarta.adapter.Broadcast;
import io.socketio.jakarta.adapter.BroadcastOptions;
import io.socketio.jakarta.adapter.InMemoryAdapter;
import io.socketio.jakarta.adapter.LocalSockets;
import io.socketio.jakarta.adapter.SocketState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Servers in one JVM as a cluster, by nothing but the SPI: what a network would carry is called directly. Each recovers the states of its own sockets. */
public final class LoopbackCluster {
    private final Map<String, List<Node>> nodes = new ConcurrentHashMap<>(); // by namespace

    /** The adapter of each server of the cluster. */
    public Adapter.Factory factory() {
        return sockets -> {
            Node node = new Node(sockets);
            nodes.computeIfAbsent(sockets.namespace(), name -> new CopyOnWriteArrayList<>())
                    .add(node);
            return node;
        };
    }

    /** One server's part. */
    private final class Node implements Adapter {
        private final LocalSockets sockets;
        private final InMemoryAdapter here;

        Node(LocalSockets sockets) {
            this.sockets = sockets;
            this.here = new InMemoryAdapter(sockets);
        }

        private List<Node> all() {
            return nodes.get(sockets.namespace());
        }

        private void others(BroadcastOptions options, Consumer<Node> action) {
            if (!options.local()) all().stream().filter(node -> node != this).forEach(action);
        }

        @Override
        public void close() {
            all().remove(this);
        }

        @Override
        public CompletionStage<Integer> serverCount() {
            return CompletableFuture.completedFuture(all().size());
        }

        @Override
        public void join(String socketId, Collection<String> rooms) {
            here.join(socketId, rooms);
        }

        @Override
        public void leave(String socketId, Collection<String> rooms) {
            here.leave(socketId, rooms);
        }

        @Override
        public void leaveAll(String socketId) {
            here.leaveAll(socketId);
        }

        @Override
        public Set<String> rooms(String socketId) {
            return here.rooms(socketId);
        }

        @Override
        public Set<String> sockets(BroadcastOptions options) {
            return here.sockets(options);
        }

        @Override
        public void broadcast(Broadcast it, BroadcastOptions options) {
            here.broadcast(it, options);
            others(
                    options,
                    node -> node.here.broadcast(
                            node.sockets.broadcast(it.event(), it.args(), it.isVolatile(), it.compress()), options));
        }

        @Override
        public void broadcastWithAck(Broadcast it, BroadcastOptions options, AckCollector acks) {
            acks.servers(options.local() ? 1 : all().size());
            here.broadcastWithAck(it, options, acks);
            others(
                    options,
                    node -> node.here.broadcastWithAck(
                            node.sockets.broadcastWithAck(
                                    it.event(), it.args(), it.isVolatile(), it.compress(), it.ackTimeout()),
                            options,
                            acks));
        }

        @Override
        public CompletionStage<List<RemoteSocket>> fetchSockets(BroadcastOptions options) {
            List<RemoteSocket> found = new ArrayList<>();
            here.fetchSockets(options).thenAccept(found::addAll);
            others(
                    options,
                    node -> node.here
                            .fetchSockets(options)
                            .thenAccept(all -> all.forEach(it -> {
                                Set<String> rooms = new HashSet<>(node.rooms(it.id()));
                                found.add(sockets.remote(it.id(), it.handshake(), rooms, it.attributes()));
                            })));
            return CompletableFuture.completedFuture(found);
        }

        @Override
        public void socketsJoin(BroadcastOptions options, Collection<String> rooms) {
            here.socketsJoin(options, rooms);
            others(options, node -> node.here.socketsJoin(options, rooms));
        }

        @Override
        public void socketsLeave(BroadcastOptions options, Collection<String> rooms) {
            here.socketsLeave(options, rooms);
            others(options, node -> node.here.socketsLeave(options, rooms));
        }

        @Override
        public void disconnectSockets(BroadcastOptions options, boolean close) {
            here.disconnectSockets(options, close);
            others(options, node -> node.here.disconnectSockets(options, close));
        }

        @Override
        public void persist(SocketState state) {
            here.persist(state);
        }

        @Override
        public CompletionStage<Optional<SocketState>> restore(String privateId, String offset) {
            return here.restore(privateId, offset);
        }

        @Override
        public CompletionStage<Optional<List<Broadcast>>> missed(SocketState state, String offset) {
            return here.missed(state, offset);
        }

        @Override
        public void serverSideEmit(String event, List<Object> args) {
            all().stream().filter(node -> node != this).forEach(node -> node.sockets.serverSide(event, args, NO_ACK));
        }

        @Override
        public CompletionStage<List<Arguments>> serverSideEmitWithAck(String event, List<Object> args) {
            List<Arguments> answers = new ArrayList<>();
            List<Node> others = all().stream().filter(node -> node != this).toList();
            for (Node node : others) {
                node.sockets.serverSide(event, args, new Ack() {
                    @Override
                    public boolean isRequested() {
                        return true;
                    }

                    @Override
                    public void send(Object... answer) {
                        answers.add(sockets.arguments(Arrays.asList(answer)));
                    }
                });
            }
            return answers.size() == others.size()
                    ? CompletableFuture.completedFuture(answers)
                    : CompletableFuture.failedFuture(new BroadcastTimeoutException(answers));
        }
    }

    private static final Ack NO_ACK = new Ack() {
        @Override
        public boolean isRequested() {
            return false;
        }

        @Override
        public void send(Object... args) {}
    };
}
