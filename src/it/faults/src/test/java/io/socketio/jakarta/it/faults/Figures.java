package io.socketio.jakarta.it.faults;

/** What a test has measured, a line in the output of the build. */
final class Figures {
    private Figures() {}

    static void print(String test, String format, Object... figures) {
        System.out.println("FIGURES " + test + ": " + format.formatted(figures));
    }
}
