package io.socketio.jakarta.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.fakes.FakeServletContext;
import jakarta.servlet.ServletException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SocketIoInitializerTest {
    private static final String SERVLET = SocketIoServlet.class.getName();

    private final FakeServletContext fake = new FakeServletContext();

    private void start() throws ServletException {
        new SocketIoInitializer().onStartup(null, fake.context());
    }

    @Test
    void withoutWebXmlThereIsOneServer() throws ServletException {
        start();
        assertEquals(List.of("socketio async true", "socketio at /socket.io/*"), fake.calls);
        SocketIoServer io = SocketIoServer.from(fake.context());
        assertEquals("/", io.name());
        assertSame(io, SocketIoServer.from(fake.context(), "socketio"));
        assertEquals(2, fake.listeners.size(), "the lifecycle, and the HTTP sessions");
    }

    @Test
    void contextParamsAreItsOptions() throws ServletException {
        fake.params.put("socketio.path", "/chat");
        fake.params.put("socketio.pingInterval", "1000");
        start();
        assertTrue(fake.calls.contains("socketio at /chat/*"));
        assertEquals(
                Duration.ofSeconds(1),
                SocketIoServer.from(fake.context()).config().pingInterval());
    }

    @Test
    void itCanBeTurnedOff() throws ServletException {
        fake.params.put("socketio.register", " false ");
        start();
        assertEquals(List.of(), fake.calls);
        assertEquals(Map.of(), SocketIoServer.all(fake.context()));
        assertThrows(IllegalStateException.class, () -> SocketIoServer.from(fake.context()));
    }

    @Test
    void declaredServletsAreServersOfTheirOwn() throws ServletException {
        fake.declare("chat", SERVLET, Map.of("pingInterval", "1000"));
        fake.declare("admin", SERVLET, Map.of());
        fake.declare("other", "com.example.Other", Map.of());
        fake.params.put("socketio.pingInterval", "2000");
        start();
        assertEquals(Set.of("admin", "chat"), SocketIoServer.all(fake.context()).keySet());
        assertEquals(Set.of("chat async true", "admin async true"), Set.copyOf(fake.calls));
        SocketIoServer chat = SocketIoServer.from(fake.context(), "chat");
        assertEquals(Duration.ofSeconds(1), chat.config().pingInterval());
        assertEquals(
                Duration.ofSeconds(2),
                SocketIoServer.from(fake.context(), "admin").config().pingInterval());
        String several = assertThrows(IllegalStateException.class, () -> SocketIoServer.from(fake.context()))
                .getMessage();
        assertTrue(several.contains("admin") && several.contains("chat"), several);
        String unknown = assertThrows(IllegalStateException.class, () -> SocketIoServer.from(fake.context(), "nope"))
                .getMessage();
        assertTrue(unknown.contains("nope") && unknown.contains("chat"), unknown);
    }

    @Test
    void ofSeveralTheDefaultNameWins() throws ServletException {
        fake.declare("socketio", SERVLET, Map.of());
        fake.declare("admin", SERVLET, Map.of());
        start();
        assertSame(SocketIoServer.from(fake.context(), "socketio"), SocketIoServer.from(fake.context()));
    }

    @Test
    void mistakesStopTheDeployment() {
        fake.taken.add("/socket.io/*");
        String taken = assertThrows(ServletException.class, this::start).getMessage();
        assertTrue(taken.contains("/socket.io/*") && taken.contains("socketio.path"), taken);
        FakeServletContext misspelled = new FakeServletContext();
        misspelled.params.put("socketio.pingIntervall", "1");
        assertThrows(
                IllegalArgumentException.class, () -> new SocketIoInitializer().onStartup(null, misspelled.context()));
        FakeServletContext named = new FakeServletContext();
        named.declare("socketio", "com.example.Other", Map.of());
        assertThrows(ServletException.class, () -> new SocketIoInitializer().onStartup(null, named.context()));
    }

    @Test
    void aServletFromCodeHasItsServerAtOnce() {
        SocketIoServlet servlet = new SocketIoServlet(io.socketio.jakarta.SocketIoConfig.defaults());
        assertSame(servlet.server(), servlet.server());
        assertThrows(IllegalStateException.class, () -> new SocketIoServlet().server());
        assertFalse(fake.attributes.containsKey(SocketIoServer.SERVERS));
    }
}
