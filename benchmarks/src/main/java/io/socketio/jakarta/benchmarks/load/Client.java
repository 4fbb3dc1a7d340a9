package io.socketio.jakarta.benchmarks.load;

import java.nio.ByteBuffer;

/** One client: Engine.IO 4 and Socket.IO 5 as text, in the main namespace. */
abstract class Client {
    private static final Message CONNECT = Message.of("40");
    private static final Message PONG = Message.of("3");

    /** What becomes of clients. */
    interface Listener {
        /** The server has accepted it in the main namespace. */
        void joined(Client client);

        /** An event or an acknowledgement: a packet from the buffer's position to its limit. */
        void packet(Client client, ByteBuffer packet);

        /** It was not served as it should be. */
        void failed(Client client, String why);
    }

    /** Among the clients of a run. */
    final int index;

    private final Listener listener;
    private boolean joined;
    private boolean over;

    Client(int index, Listener listener) {
        this.index = index;
        this.listener = listener;
    }

    /** Sends a packet. */
    abstract void send(Message message);

    /** Says goodbye. */
    abstract void leave();

    boolean isJoined() {
        return joined;
    }

    void over() {
        over = true;
    }

    void fail(String why) {
        if (over) return;
        over = true;
        listener.failed(this, why);
    }

    /** An Engine.IO packet has come: from the buffer's position to its limit. */
    void received(ByteBuffer packet) {
        byte type = packet.get(packet.position());
        if (type == '2') {
            send(PONG);
        } else if (type == '0') {
            send(CONNECT);
        } else if (type != '4') {
            fail("unexpected packet " + (char) type);
        } else if (joined) {
            listener.packet(this, packet);
        } else if (packet.get(packet.position() + 1) == '0') {
            joined = true;
            listener.joined(this);
        } else {
            fail("refused");
        }
    }
}
