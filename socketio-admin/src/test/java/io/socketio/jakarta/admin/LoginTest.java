package io.socketio.jakarta.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Attributes;
import io.socketio.jakarta.ConnectRefusedException;
import io.socketio.jakarta.ConnectRequest;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.PayloadException;
import io.socketio.jakarta.admin.AdminUiOptions.BasicAuth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {
    /** Made by bcryptjs, of "open sesame". */
    private static final String HASH = "$2a$04$38PfNmUKbM/D..yCnTnl8OWnbLi.Vtl2n.V.z6OqJUW/7u9oidjVS";

    /** Made by bcryptjs, of a hundred times x: bcrypt takes 72. */
    private static final String LONG = "$2a$04$kjZBuAFQcYSyyeafIOA3KORMuhgKqcc2yQz.SJ9NGMQul9f.PYsOS";

    private final AtomicLong now = new AtomicLong();
    private final LoginSessions sessions = new LoginSessions(now::get);
    private final Login login = Login.of(new BasicAuth("ann", HASH), sessions);

    private static Asking asking(Object... auth) {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < auth.length; i += 2) map.put((String) auth[i], auth[i + 1]);
        return new Asking(map, new Attributes());
    }

    private record Asking(Map<String, Object> auth, Attributes attributes) implements ConnectRequest {
        @Override
        public Namespace namespace() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Handshake handshake() {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T auth(Class<T> type) {
            if (auth.isEmpty()) throw new PayloadException("no object");
            return type.cast(auth);
        }
    }

    private static Optional<String> session(Asking let) {
        return let.attributes().get(Login.NEW_SESSION);
    }

    private void refuses(Object... auth) {
        Asking asking = asking(auth);
        ConnectRefusedException refused = assertThrows(ConnectRefusedException.class, () -> login.handle(asking));
        assertEquals("invalid credentials", refused.getMessage());
        assertTrue(session(asking).isEmpty());
    }

    @Test
    void nameAndPasswordBeginASession() {
        Asking asking = asking("username", "ann", "password", "open sesame");
        login.handle(asking);
        assertTrue(session(asking).orElseThrow().matches("[0-9a-f]{32}"));
        assertTrue(sessions.isOpen(session(asking).orElseThrow()));
    }

    @Test
    void anythingElseIsRefused() {
        refuses();
        refuses("username", "ann");
        refuses("username", "ann", "password", "wrong");
        refuses("username", "ann", "password", "");
        refuses("username", "ann", "password", 5);
        refuses("username", "bob", "password", "open sesame");
        refuses("username", "", "password", "open sesame");
        refuses("password", "open sesame");
        refuses("sessionId", "");
        refuses("sessionId", "0123456789abcdef");
        refuses("username", "ann", "password", "x".repeat(500_000));
        refuses("username", "ann", "password", HASH);
    }

    @Test
    void aSessionNeedsNoPasswordUntilItExpires() {
        String session = sessions.begin();
        Asking asking = asking("sessionId", session);
        login.handle(asking);
        assertTrue(session(asking).isEmpty(), "no new one");
        now.set(LoginSessions.DURATION.toNanos());
        refuses("sessionId", session);
    }

    @Test
    void theOldestSessionsGo() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i <= LoginSessions.MOST; i++) all.add(sessions.begin());
        assertFalse(sessions.isOpen(all.get(0)));
        assertTrue(sessions.isOpen(all.get(1)));
        assertTrue(sessions.isOpen(all.get(LoginSessions.MOST)));
    }

    /** Node and OpenBSD write 2b, htpasswd and PHP 2y. */
    @ParameterizedTest
    @ValueSource(strings = {"$2a", "$2b", "$2y"})
    void hashesOfAllMakersAreRead(String version) {
        Login other = Login.of(new BasicAuth("ann", version + HASH.substring(3)), sessions);
        Asking asking = asking("username", "ann", "password", "open sesame");
        other.handle(asking);
        assertTrue(session(asking).isPresent());
        Asking wrong = asking("username", "ann", "password", "wrong");
        assertThrows(ConnectRefusedException.class, () -> other.handle(wrong));
    }

    @Test
    void longPasswordsAreThoseOfNode() {
        Asking asking = asking("username", "ann", "password", "x".repeat(100));
        Login.of(new BasicAuth("ann", LONG), sessions).handle(asking);
        assertTrue(session(asking).isPresent());
    }

    @Test
    void thePasswordIsCheckedForUnknownNamesToo() {
        AtomicInteger checks = new AtomicInteger();
        Login counting = new Login("ann", given -> checks.incrementAndGet() > 0, sessions);
        Asking unknown = asking("username", "bob", "password", "open sesame");
        assertThrows(ConnectRefusedException.class, () -> counting.handle(unknown));
        assertEquals(1, checks.get(), "so that it takes as long");
    }

    @Test
    void aFloodOfLoginsIsRefusedAndSessionsStillCount() throws InterruptedException {
        CountDownLatch checking = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Login slow = new Login(
                "ann",
                given -> {
                    most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                    checking.countDown();
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    atOnce.decrementAndGet();
                    return true;
                },
                sessions);
        AtomicInteger tooMany = new AtomicInteger();
        CountDownLatch refused = new CountDownLatch(3);
        List<Thread> logins = new ArrayList<>();
        for (int i = 0; i < Login.MOST + 3; i++) {
            Thread one = new Thread(() -> {
                try {
                    slow.handle(asking("username", "ann", "password", "right"));
                } catch (ConnectRefusedException e) {
                    tooMany.incrementAndGet();
                    refused.countDown();
                }
            });
            one.start();
            logins.add(one);
        }
        checking.await();
        refused.await();
        slow.handle(asking("sessionId", sessions.begin()));
        end.countDown();
        for (Thread one : logins) one.join();
        assertEquals(3, tooMany.get());
        assertEquals(1, most.get(), "one after the other");
    }
}
