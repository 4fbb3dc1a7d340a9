package io.socketio.jakarta.sample;

import io.socketio.jakarta.sample.ChatRoom.Line;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines of a room, bounded in number and bytes. */
class History {
    private static final int MAX_LINES = 50;
    private static final int MAX_BYTES = 1_000_000;

    private final Deque<Line> lines = new ArrayDeque<>();
    private int bytes;

    synchronized void add(Line line) {
        lines.add(line);
        bytes += size(line);
        while (lines.size() > MAX_LINES || bytes > MAX_BYTES) bytes -= size(lines.remove());
    }

    synchronized List<Line> lines() {
        return List.copyOf(lines);
    }

    private static int size(Line line) {
        return (line.text() == null ? 0 : line.text().length()) + (line.picture() == null ? 0 : line.picture().length);
    }
}
