package io.socketio.jakarta.benchmarks.load;

import java.nio.ByteBuffer;
import java.util.List;

/** Messages that go to and fro between a server and clients that are connected. */
interface Traffic {
    /** All have joined. */
    void start(List<Client> clients);

    /**
     * One has got a packet.
     *
     * @param tally counts it
     * @return false if nobody sent such a thing
     */
    boolean packet(Client client, ByteBuffer packet, Tally tally);
}
