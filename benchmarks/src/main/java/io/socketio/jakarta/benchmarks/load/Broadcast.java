package io.socketio.jakarta.benchmarks.load;

import java.nio.ByteBuffer;
import java.util.List;

/** One client sends a burst of messages that the server sends to all, and the next when the last of all has the last of them. */
final class Broadcast implements Traffic {
    private final Message message;
    private final int tick; // bytes
    private final int burst;
    private final int receivers;
    private final Client sender;
    private long missing;
    private long sent;

    Broadcast(Scenario scenario, Client sender) {
        this.sender = sender;
        String text = "\"" + "x".repeat(scenario.payload()) + "\"]";
        message = Message.of("42[\"broadcast\"," + text);
        tick = ("42[\"tick\"," + text).length();
        burst = scenario.inFlight();
        receivers = scenario.clients();
    }

    @Override
    public void start(List<Client> clients) {
        send();
    }

    private void send() {
        missing = (long) receivers * burst;
        sent = System.nanoTime();
        for (int i = 0; i < burst; i++) sender.send(message);
    }

    @Override
    public boolean packet(Client client, ByteBuffer packet, Tally tally) {
        if (packet.get(packet.position() + 1) != '2' || packet.remaining() != tick) return false;
        tally.message();
        if (--missing > 0) return true;
        tally.latency(sent);
        send();
        return true;
    }
}
