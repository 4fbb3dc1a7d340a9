package io.socketio.jakarta.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.AllowRequest;
import io.socketio.jakarta.ConnectRefusedException;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.PayloadException;
import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.engine.EngineError;
import io.socketio.jakarta.engine.EngineRequest;
import io.socketio.jakarta.json.JsonbCodec;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What handlers see of the request, and {@code allowRequest}, which sees it first. */
class ConnectionHandshakeTest {
    public record Token(String token) {}

    private static final Principal ANN = () -> "ann";
    private static final EngineRequest REQUEST = new EngineRequest(
            "/socket.io/?EIO=4&secret=x",
            Map.of("cookie", List.of("a=1")),
            "192.0.2.1",
            true,
            true,
            ANN,
            Set.of("user"),
            Instant.EPOCH);

    private static Handshake handshake(String auth) {
        return new ConnectionHandshake(REQUEST, auth, List.of(), Set.of("user", "admin"), new JsonbCodec());
    }

    @Test
    void itIsACopyOfTheRequest() {
        Handshake it = handshake("{}");
        assertEquals(REQUEST.url(), it.url());
        assertEquals(REQUEST.query(), it.query());
        assertEquals(REQUEST.headers(), it.headers());
        assertEquals("192.0.2.1", it.address());
        assertEquals(Instant.EPOCH, it.time());
        assertTrue(it.secure());
        assertTrue(it.xdomain());
        assertEquals(ANN, it.principal().orElseThrow());
        assertEquals(4, it.protocol());
        assertFalse(it.toString().contains("secret"), "it may be logged");
    }

    @Test
    void rolesMustBeListed() {
        Handshake it = handshake("{}");
        assertTrue(it.isUserInRole("user"));
        assertFalse(it.isUserInRole("admin"));
        String message = assertThrows(IllegalArgumentException.class, () -> it.isUserInRole("other"))
                .getMessage();
        assertTrue(message.contains("other") && message.contains("roles"), message);
    }

    @Test
    void rolesMayBeDeclaredLater() {
        DefaultServer io =
                new TestServer(SocketIoConfig.builder().roles(Set.of("user")).build()).io;
        io.declareRoles(Set.of("admin", "user"));
        io.declareRoles(Set.of());
        assertEquals(Set.of("user", "admin"), io.roles());
        assertEquals(Set.of("user"), io.config().roles());
    }

    @Test
    void authIsBoundToTheTypeAskedFor() {
        assertEquals(new Token("x"), handshake("{\"token\":\"x\"}").auth(Token.class));
        assertNull(handshake("{}").auth(Token.class).token());
        assertThrows(
                PayloadException.class, () -> handshake("{\"token\":\"x\"}").auth(Integer.class));
    }

    private static EngineError admit(AllowRequest allowRequest) {
        return new TestServer(
                        SocketIoConfig.builder().allowRequest(allowRequest).build())
                .io
                .engineServer()
                .admit(REQUEST);
    }

    @Test
    void theApplicationMayRefuseRequests() {
        assertNull(new TestServer().io.engineServer().admit(REQUEST));
        assertNull(admit(handshake -> assertEquals("192.0.2.1", handshake.address())));
        assertEquals(new EngineError(403, 4, "not from there"), admit(handshake -> {
            throw new ConnectRefusedException("not from there");
        }));
    }
}
