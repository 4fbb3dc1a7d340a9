package io.socketio.jakarta.it.faults;

import io.socketio.jakarta.it.support.Eventually;
import io.socketio.jakarta.it.support.Http;
import io.socketio.jakarta.it.support.WebSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A client that is upgraded while it sends numbers, which come back, and gets numbers that others get too. It polls in a thread of its own, as
 * a browser would beside its POSTs, and does what the official client does: it ends its requests, then says that it has moved.
 */
final class Upgrader {
    private static final int PER_POST = 3;
    private static final int POSTS_BEFORE = 5;

    private final Polling polling;
    private final int numbers;
    private final List<Integer> echoes = new ArrayList<>(); // of the thread that reads
    private final List<Integer> ticks = new ArrayList<>(); // of the thread that reads
    private volatile boolean moving;
    private int next;

    /** @param numbers how many it sends */
    Upgrader(URI endpoint, int numbers) {
        this.polling = Polling.open(endpoint).joined();
        this.numbers = numbers;
    }

    /** How long the upgrade took, in ms. */
    long run() {
        polling.post("420[\"ticks\",true]");
        CompletableFuture<Void> polls = CompletableFuture.runAsync(this::poll, task -> new Thread(task).start());
        for (int i = 0; i < POSTS_BEFORE; i++) post();
        long start = System.nanoTime();
        CompletableFuture<WebSocket> probe =
                CompletableFuture.supplyAsync(polling::probed, task -> new Thread(task).start());
        while (!probe.isDone()) post(); // what is on its way meanwhile is what could be lost
        WebSocket socket = Eventually.get(probe);
        moving = true;
        Eventually.get(polls);
        socket.send("5");
        long took = System.nanoTime() - start;
        polling.close();
        for (int left = Math.max(PER_POST, numbers - next); left > 0; left--) socket.send(number());
        while (echoes.size() < next) received(socket.event());
        socket.send("421[\"ticks\",false]");
        for (String event = socket.event(); !event.equals("431[]"); event = socket.event()) received(event);
        socket.close(1000);
        check();
        return took / 1_000_000;
    }

    private String number() {
        return "42[\"echo\"," + next++ + "]";
    }

    private void post() {
        String[] packets = new String[PER_POST];
        for (int i = 0; i < PER_POST; i++) packets[i] = number();
        polling.post(packets);
    }

    private void poll() {
        // the poll that is answered last is the one that was under way when the client began to move
        while (!moving) {
            Link.Response response = polling.polls().get(polling.query());
            if (response.status() != 200) throw new AssertionError(response.status() + " " + response.body());
            for (String packet : Http.packets(response.body())) {
                if (packet.equals("2")) polling.post("3");
                else if (!packet.equals("6")) received(packet);
            }
        }
    }

    private void received(String packet) {
        if (packet.startsWith("42[\"echo\",")) echoes.add(numberIn(packet));
        else if (packet.startsWith("42[\"tick\",")) ticks.add(numberIn(packet));
        else if (!packet.equals("430[]")) throw new AssertionError(packet);
    }

    private static int numberIn(String packet) {
        return Integer.parseInt(packet.substring(packet.indexOf(',') + 1, packet.length() - 1));
    }

    /** None lost, none doubled, all in order. */
    private void check() {
        for (int i = 0; i < next; i++) if (echoes.get(i) != i) throw new AssertionError("echoes: " + echoes);
        if (echoes.size() != next) throw new AssertionError("echoes: " + echoes);
        for (int i = 1; i < ticks.size(); i++)
            if (ticks.get(i) != ticks.get(i - 1) + 1) throw new AssertionError("ticks: " + ticks);
    }

    /** That came, of both kinds. */
    int messages() {
        return echoes.size() + ticks.size();
    }
}
