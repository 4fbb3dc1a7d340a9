package io.socketio.jakarta.benchmarks.load;

import java.util.List;

/**
 * What clients do.
 *
 * @param clients how many there are
 * @param inFlight messages that each has on the way, or that one sends in a burst
 * @param payload characters of the text that is sent
 */
record Scenario(String name, Kind kind, boolean polling, int clients, int inFlight, int payload) {
    enum Kind {
        /** Everybody sends, and sends again when the acknowledgement comes. */
        ECHO,
        /** The first one has the server send to all of them, and again when all have got it. */
        BROADCAST,
        /** They come and go. */
        CONNECT,
        /** They do nothing. */
        IDLE
    }

    static final List<Scenario> ALL = List.of(
            new Scenario("echo-websocket-64", Kind.ECHO, false, 200, 4, 64),
            new Scenario("echo-websocket-1k", Kind.ECHO, false, 200, 4, 1024),
            new Scenario("echo-polling", Kind.ECHO, true, 50, 1, 64),
            new Scenario("broadcast-1000", Kind.BROADCAST, false, 1_000, 1, 64),
            new Scenario("broadcast-1000-bursts-of-20", Kind.BROADCAST, false, 1_000, 20, 64),
            new Scenario("connect-websocket", Kind.CONNECT, false, 2_000, 1, 0),
            new Scenario("connect-polling", Kind.CONNECT, true, 2_000, 1, 0),
            new Scenario("idle-websocket", Kind.IDLE, false, 5_000, 1, 0));

    /** The same with so many clients. */
    Scenario with(int number) {
        return new Scenario(name, kind, polling, number, inFlight, payload);
    }
}
