package io.socketio.jakarta.admin;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.socketio.jakarta.AttributeKey;
import io.socketio.jakarta.ConnectRefusedException;
import io.socketio.jakarta.ConnectRequest;
import io.socketio.jakarta.Middleware;
import io.socketio.jakarta.PayloadException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Lets those in who know the password, or have a session. Whoever is refused has waited as long as one bcrypt check takes, whatever was wrong.
 * Checks are made one at a time, so that a flood of logins takes one processor at most, and with few waiting.
 */
final class Login implements Middleware {
    /** The session of somebody who has just logged in, to be told. */
    static final AttributeKey<String> NEW_SESSION =
            new AttributeKey<>("io.socketio.jakarta.admin.session", String.class);

    /** What the UI knows. */
    static final String INVALID = "invalid credentials";

    /** Logins that are checked or wait for it; each holds a worker thread. */
    static final int MOST = 4;

    private static final int BCRYPT_BYTES = 72;

    private final String username;
    private final Predicate<String> password;
    private final LoginSessions sessions;
    private final Semaphore places = new Semaphore(MOST);
    private final ReentrantLock check = new ReentrantLock();

    /** @param password tells the right one */
    Login(String username, Predicate<String> password, LoginSessions sessions) {
        this.username = username;
        this.password = password;
        this.sessions = sessions;
    }

    /** Who knows the password of a bcrypt hash. */
    static Login of(AdminUiOptions.BasicAuth user, LoginSessions sessions) {
        byte[] hash = user.password().getBytes(StandardCharsets.UTF_8);
        return new Login(user.username(), given -> BCrypt.verifyer().verify(bytes(given), hash).verified, sessions);
    }

    /** What bcrypt takes of a password; this library would throw at more, those with which hashes are made do not. */
    private static byte[] bytes(String password) {
        byte[] all = password.getBytes(StandardCharsets.UTF_8);
        return all.length <= BCRYPT_BYTES ? all : Arrays.copyOf(all, BCRYPT_BYTES);
    }

    @Override
    public void handle(ConnectRequest request) {
        Map<?, ?> auth = auth(request);
        if (sessions.isOpen(text(auth, "sessionId"))) return;
        if (!places.tryAcquire()) throw new ConnectRefusedException("too many logins at once, try again");
        try {
            boolean known = same(text(auth, "username"), username);
            boolean right = isPassword(text(auth, "password")); // in any case: it takes its time
            if (!known || !right) throw new ConnectRefusedException(INVALID);
        } finally {
            places.release();
        }
        request.attributes().set(NEW_SESSION, sessions.begin());
    }

    private static Map<?, ?> auth(ConnectRequest request) {
        try {
            return request.auth(Map.class);
        } catch (PayloadException e) {
            return Map.of();
        }
    }

    /** Whatever is no text reads as empty. */
    private static String text(Map<?, ?> auth, String name) {
        return auth.get(name) instanceof String text ? text : "";
    }

    private static boolean same(String given, String expected) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    private boolean isPassword(String given) {
        check.lock();
        try {
            return password.test(given);
        } finally {
            check.unlock();
        }
    }
}
