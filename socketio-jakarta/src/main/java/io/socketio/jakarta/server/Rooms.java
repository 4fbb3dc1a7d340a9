package io.socketio.jakarta.server;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Names of rooms: some are not for applications, which may pass on what a client says, nor shown to them. */
final class Rooms {
    private static final char INNER = '\0';

    private Rooms() {}

    /** The room of all sockets of a user. */
    static String ofUser(String name) {
        return INNER + "user:" + name;
    }

    static boolean isInner(String room) {
        return !room.isEmpty() && room.charAt(0) == INNER;
    }

    /** @throws IllegalArgumentException if an application may not use one of these names */
    static void check(Collection<String> rooms) {
        for (String room : rooms)
            if (isInner(room)) throw new IllegalArgumentException("the name of a room begins with the character 0");
    }

    /** A copy of what applications may see. */
    static Set<String> shown(Collection<String> rooms) {
        Set<String> shown = new HashSet<>(rooms);
        shown.removeIf(Rooms::isInner);
        return shown;
    }
}
