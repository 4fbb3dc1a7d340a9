package io.socketio.jakarta.benchmarks.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * In whose code the CPU time of a recorded server goes: {@code Profile <file.jfr>...}. What the JDK does counts for who called it. The
 * recorder sees Java code only: neither the kernel nor the collector nor the compiler.
 */
public final class Profile {
    private static final Map<String, String> LAYERS = new LinkedHashMap<>();

    static {
        LAYERS.put("io.socketio.jakarta.transport.", "transports");
        LAYERS.put("io.socketio.jakarta.servlet.", "transports");
        LAYERS.put("io.socketio.jakarta.engine.", "Engine.IO");
        LAYERS.put("io.socketio.jakarta.", "Socket.IO");
        LAYERS.put("org.eclipse.", "JSON library");
        LAYERS.put("org.apache.", "Tomcat");
    }

    private Profile() {}

    /**
     * Prints the shares of each file.
     *
     * @param files recordings of the JDK Flight Recorder
     */
    public static void main(String[] files) throws IOException {
        for (String file : files) {
            Map<String, Integer> samples = samples(Path.of(file));
            double all = samples.values().stream().mapToInt(Integer::intValue).sum();
            List<String> shares = new ArrayList<>();
            samples.entrySet().stream()
                    .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                    .forEach(layer -> shares.add(
                            String.format(Locale.ROOT, "%s %.0f %%", layer.getKey(), 100 * layer.getValue() / all)));
            System.out.println(Path.of(file).getFileName() + ": " + String.join(", ", shares) + " of " + (int) all);
        }
    }

    private static Map<String, Integer> samples(Path file) throws IOException {
        Map<String, Integer> samples = new TreeMap<>();
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                if (event.getEventType().getName().equals("jdk.ExecutionSample"))
                    samples.merge(layer(event.getStackTrace()), 1, Integer::sum);
            }
        }
        return samples;
    }

    private static String layer(RecordedStackTrace stack) {
        for (RecordedFrame frame : stack.getFrames()) {
            String type = frame.getMethod().getType().getName();
            for (Map.Entry<String, String> layer : LAYERS.entrySet())
                if (type.startsWith(layer.getKey())) return layer.getValue();
        }
        return "JDK";
    }
}
