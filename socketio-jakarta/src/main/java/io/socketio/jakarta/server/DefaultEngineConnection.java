package io.socketio.jakarta.server;

import io.socketio.jakarta.ConnectionPacket;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.EngineConnection;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.Registration;
import io.socketio.jakarta.engine.CloseReason;
import io.socketio.jakarta.engine.EngineSocket;
import io.socketio.jakarta.engine.parser.EnginePacket;
import java.util.Locale;
import java.util.function.Consumer;

/** A session, as applications see it; made when it is asked for. */
final class DefaultEngineConnection implements EngineConnection {
    private final EngineSocket session;
    private final Handshake handshake;

    DefaultEngineConnection(EngineSocket session, Handshake handshake) {
        this.session = session;
        this.handshake = handshake;
    }

    @Override
    public String id() {
        return session.id();
    }

    @Override
    public Handshake handshake() {
        return handshake;
    }

    @Override
    public String transport() {
        return session.transport().name();
    }

    @Override
    public Registration onUpgrade(Consumer<String> handler) {
        return Handlers.add(session.observers().upgrades(), handler);
    }

    @Override
    public Registration onPacket(Consumer<ConnectionPacket> handler) {
        return Handlers.add(session.observers().received(), packet -> handler.accept(new Shown(packet)));
    }

    @Override
    public Registration onPacketCreate(Consumer<ConnectionPacket> handler) {
        return Handlers.add(session.observers().created(), packet -> handler.accept(new Shown(packet)));
    }

    @Override
    public Registration onDrain(Runnable handler) {
        return Handlers.add(session.observers().drains(), drained -> handler.run());
    }

    @Override
    public Registration onClose(Consumer<DisconnectReason> handler) {
        Consumer<CloseReason> one = reason -> handler.accept(reason(reason));
        session.onClose(one);
        return Handlers.once(() -> session.forgetClose(one));
    }

    static DisconnectReason reason(CloseReason reason) {
        return switch (reason) {
            case TRANSPORT_CLOSE -> DisconnectReason.TRANSPORT_CLOSE;
            case TRANSPORT_ERROR -> DisconnectReason.TRANSPORT_ERROR;
            case PING_TIMEOUT -> DisconnectReason.PING_TIMEOUT;
            case PARSE_ERROR -> DisconnectReason.PARSE_ERROR;
            case FORCED_CLOSE -> DisconnectReason.FORCED_CLOSE;
            case SERVER_SHUTTING_DOWN -> DisconnectReason.SERVER_SHUTTING_DOWN;
        };
    }

    private record Shown(EnginePacket packet) implements ConnectionPacket {
        @Override
        public String type() {
            return packet.type().name().toLowerCase(Locale.ROOT);
        }

        @Override
        public boolean isBinary() {
            return packet.isBinary();
        }

        @Override
        public String text() {
            if (isBinary()) throw new IllegalStateException("a binary message has no text");
            return packet.data();
        }

        @Override
        public byte[] bytes() {
            if (!isBinary()) throw new IllegalStateException("a packet with text has no bytes");
            return packet.bytes();
        }

        @Override
        public int size() {
            return packet.contentSize();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DefaultEngineConnection same && same.session == session;
    }

    @Override
    public int hashCode() {
        return session.hashCode();
    }

    /** Without the id, which is a secret. */
    @Override
    public String toString() {
        return "EngineConnection(" + handshake.address() + ")";
    }
}
