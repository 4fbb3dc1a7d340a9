package io.socketio.jakarta.admin;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Who has logged in needs no password for a day. In memory: gone when the application stops. */
final class LoginSessions {
    /** As long as in the Redis store of the reference server. */
    static final Duration DURATION = Duration.ofDays(1);

    /** Beyond it the oldest have to log in again. */
    static final int MOST = 100;

    private final SecureRandom random = new SecureRandom();
    private final LongSupplier nanoTime;
    private final Map<String, Long> ends = new LinkedHashMap<>(); // guarded by this; the oldest first

    LoginSessions(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A new one; its id is a secret. */
    synchronized String begin() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        if (ends.size() >= MOST) ends.remove(ends.keySet().iterator().next());
        ends.put(id, nanoTime.getAsLong() + DURATION.toNanos());
        return id;
    }

    synchronized boolean isOpen(String id) {
        Long end = ends.get(id);
        if (end == null) return false;
        if (end - nanoTime.getAsLong() > 0) return true;
        ends.remove(id);
        return false;
    }
}
