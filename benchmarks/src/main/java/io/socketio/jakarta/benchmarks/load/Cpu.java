package io.socketio.jakarta.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** CPU seconds that a process has used so far, as Linux tells in {@code /proc}. */
record Cpu(double seconds) {
    private static final double TICKS = 100; // in a second: USER_HZ, the same on all machines

    /** With its children. */
    static Cpu ofTree(ProcessHandle process) throws IOException {
        double sum = 0;
        for (ProcessHandle one : tree(process)) sum += of(one).seconds;
        return new Cpu(sum);
    }

    static Cpu of(ProcessHandle process) throws IOException {
        String[] fields = stat(process);
        if (fields.length < 13) return new Cpu(0);
        return new Cpu((Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS);
    }

    static List<ProcessHandle> tree(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants()).toList();
    }

    /** What follows the name of the command, which may hold blanks. */
    private static String[] stat(ProcessHandle process) throws IOException {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        } catch (NoSuchFileException e) { // it has just ended
            return new String[0];
        }
    }

    /** Of all cores together, but for idling and waiting for disks. */
    static double machine() throws IOException {
        String[] fields = Files.readAllLines(Path.of("/proc/stat")).get(0).split(" +", -1);
        double busy = 0;
        for (int i = 1; i < 9; i++) if (i != 4 && i != 5) busy += Long.parseLong(fields[i]);
        return busy / TICKS;
    }

    double minus(Cpu before) {
        return seconds - before.seconds;
    }
}
