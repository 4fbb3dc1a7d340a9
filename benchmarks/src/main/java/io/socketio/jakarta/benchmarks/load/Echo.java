package io.socketio.jakarta.benchmarks.load;

import java.nio.ByteBuffer;
import java.util.List;

/** A closed loop for each client: so many messages on the way, and the next when one is acknowledged. */
final class Echo implements Traffic {
    private static final int FIRST = 10; // ids have two digits

    private final Message[] messages;
    private final int answer; // bytes
    private final long[][] sent;

    Echo(Scenario scenario) {
        String text = "[\"" + "x".repeat(scenario.payload()) + "\"]";
        messages = new Message[scenario.inFlight()];
        for (int i = 0; i < messages.length; i++)
            messages[i] = Message.of("42" + (FIRST + i) + "[\"echo\"," + text.substring(1));
        answer = 4 + text.length();
        sent = new long[scenario.clients()][scenario.inFlight()];
    }

    @Override
    public void start(List<Client> clients) {
        for (Client client : clients) for (int slot = 0; slot < messages.length; slot++) send(client, slot);
    }

    private void send(Client client, int slot) {
        sent[client.index][slot] = System.nanoTime();
        client.send(messages[slot]);
    }

    @Override
    public boolean packet(Client client, ByteBuffer packet, Tally tally) {
        int at = packet.position();
        int slot = (packet.get(at + 2) - '0') * 10 + packet.get(at + 3) - '0' - FIRST;
        if (packet.get(at + 1) != '3' || packet.remaining() != answer || slot < 0 || slot >= messages.length)
            return false;
        tally.message();
        tally.latency(sent[client.index][slot]);
        send(client, slot);
        return true;
    }
}
