package io.socketio.jakarta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.adapter.InMemoryAdapter;
import io.socketio.jakarta.parser.TextParser;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SocketIoConfigTest {
    private static void refuses(String option, Consumer<SocketIoConfigBuilder> change) {
        String message = assertThrows(IllegalArgumentException.class, () -> change.accept(SocketIoConfig.builder()))
                .getMessage();
        assertTrue(message.contains(option), message);
    }

    private static SocketIoConfigBuilder everythingChanged() {
        return SocketIoConfig.builder()
                .path("/x")
                .serveClient(false)
                .pingInterval(Duration.ofSeconds(1))
                .pingTimeout(Duration.ofSeconds(2))
                .upgradeTimeout(Duration.ofSeconds(3))
                .connectTimeout(Duration.ofSeconds(4))
                .maxHttpBufferSize(5)
                .transports(Set.of("websocket"))
                .allowUpgrades(false)
                .allowEIO3(true)
                .jsonp(true)
                .httpCompression(false)
                .httpCompressionThreshold(6)
                .perMessageDeflate(true)
                .generateId(request -> "1")
                .cookie(Cookie.DEFAULT)
                .cors(Cors.any())
                .publicOrigins(Set.of("https://a.example.com"))
                .allowRequest(handshake -> {})
                .parser(new TextParser())
                .roles(Set.of("admin"))
                .disconnectOnHttpSessionEnd(true)
                .dispatch(SocketIoConfig.Dispatch.INLINE)
                .maxOutboundBytes(7)
                .maxQueuedMessages(8)
                .maxEventsPerSecond(14)
                .maxConnections(15)
                .maxConnectionsPerAddress(16)
                .maxHandshakesPerSecond(17)
                .trustedProxies(Set.of("10.0.0.0/8"))
                .shutdownGracePeriod(Duration.ofSeconds(18))
                .maxAttachmentBytes(19)
                .maxNumberLength(20)
                .maxAttachments(9)
                .maxJsonDepth(10)
                .maxNamespaces(11)
                .maxRooms(12)
                .maxPendingAcks(13)
                .adapter(InMemoryAdapter::new)
                .connectionStateRecovery(ConnectionStateRecovery.DEFAULT)
                .cleanupEmptyChildNamespaces(false);
    }

    @Test
    void defaultsAreTheReferenceServers() {
        SocketIoConfig config = SocketIoConfig.defaults();
        assertEquals("/socket.io", config.path());
        assertEquals(Duration.ofMillis(25_000), config.pingInterval());
        assertEquals(Duration.ofMillis(20_000), config.pingTimeout());
        assertEquals(Duration.ofMillis(10_000), config.upgradeTimeout());
        assertEquals(Duration.ofMillis(45_000), config.connectTimeout());
        assertEquals(1_000_000, config.maxHttpBufferSize());
        assertEquals(10, config.maxAttachments());
        assertEquals(Set.of("polling", "websocket"), config.transports());
        assertTrue(config.cors().isEmpty() && config.cookie().isEmpty() && config.allowUpgrades());
    }

    @Test
    void copiesAreCompleteAndBuiltOnesDoNotChange() throws ReflectiveOperationException {
        SocketIoConfigBuilder builder = everythingChanged();
        SocketIoConfig config = builder.build();
        builder.path("/other").pingInterval(Duration.ofDays(1));
        assertEquals("/x", config.path());
        SocketIoConfig copy = config.toBuilder().build();
        for (Method accessor : SocketIoConfig.class.getDeclaredMethods()) {
            boolean isOption = accessor.getParameterCount() == 0
                    && Modifier.isPublic(accessor.getModifiers())
                    && !Modifier.isStatic(accessor.getModifiers())
                    && !accessor.getName().equals("toBuilder");
            if (!isOption) continue;
            Object value = accessor.invoke(config);
            assertEquals(value, accessor.invoke(copy), accessor.getName());
            assertNotEquals(value, accessor.invoke(SocketIoConfig.defaults()), accessor.getName());
        }
    }

    @Test
    void durationsAreFromAMillisecondToDays() {
        for (Duration wrong :
                List.of(Duration.ZERO, Duration.ofNanos(999_999), Duration.ofMillis(-1), Duration.ofDays(25))) {
            refuses("pingInterval", it -> it.pingInterval(wrong));
            refuses("pingTimeout", it -> it.pingTimeout(wrong));
            refuses("upgradeTimeout", it -> it.upgradeTimeout(wrong));
            refuses("connectTimeout", it -> it.connectTimeout(wrong));
        }
        Duration longest = Duration.ofDays(24);
        assertEquals(
                longest, SocketIoConfig.builder().pingInterval(longest).build().pingInterval());
        assertEquals(
                Duration.ofMillis(1),
                SocketIoConfig.builder()
                        .pingTimeout(Duration.ofMillis(1))
                        .build()
                        .pingTimeout());
    }

    @Test
    void boundsArePositive() {
        refuses("maxHttpBufferSize", it -> it.maxHttpBufferSize(0));
        refuses("httpCompressionThreshold", it -> it.httpCompressionThreshold(-1));
        refuses("maxOutboundBytes", it -> it.maxOutboundBytes(0));
        refuses("maxQueuedMessages", it -> it.maxQueuedMessages(0));
        refuses("maxAttachments", it -> it.maxAttachments(-1));
        refuses("maxJsonDepth", it -> it.maxJsonDepth(0));
        refuses("maxNamespaces", it -> it.maxNamespaces(0));
        refuses("maxRooms", it -> it.maxRooms(0));
        refuses("maxPendingAcks", it -> it.maxPendingAcks(0));
        refuses("maxEventsPerSecond", it -> it.maxEventsPerSecond(-1));
        refuses("maxConnections", it -> it.maxConnections(0));
        refuses("maxConnectionsPerAddress", it -> it.maxConnectionsPerAddress(-1));
        refuses("maxHandshakesPerSecond", it -> it.maxHandshakesPerSecond(-1));
        refuses("maxAttachmentBytes", it -> it.maxAttachmentBytes(0));
        refuses("maxNumberLength", it -> it.maxNumberLength(0));
        assertEquals(0, SocketIoConfig.builder().maxAttachments(0).build().maxAttachments());
        assertEquals(
                Long.MAX_VALUE,
                SocketIoConfig.builder()
                        .maxOutboundBytes(Long.MAX_VALUE)
                        .build()
                        .maxOutboundBytes());
    }

    @Test
    void proxiesAreAddressesOrNetworks() {
        for (String wrong : List.of("", "localhost", "10.0.0.0/x", "10.0.0.1 ", "fe80::1%eth0"))
            refuses("trustedProxies", it -> it.trustedProxies(Set.of(wrong)));
        Set<String> right = Set.of("192.0.2.1", "10.0.0.0/8", "::1", "2001:db8::/32");
        assertEquals(
                right, SocketIoConfig.builder().trustedProxies(right).build().trustedProxies());
    }

    @Test
    void graceMayBeNone() {
        refuses("shutdownGracePeriod", it -> it.shutdownGracePeriod(Duration.ofMillis(-1)));
        assertEquals(
                Duration.ZERO,
                SocketIoConfig.builder()
                        .shutdownGracePeriod(Duration.ZERO)
                        .build()
                        .shutdownGracePeriod());
    }

    @Test
    void pathsBeginWithASlash() {
        assertEquals("/a/b", SocketIoConfig.builder().path("/a/b/").build().path());
        for (String wrong : List.of("", "/", "a", "//", "/a*", "/a?b", "/a#b", "/a b", "/a;b", "/a%20"))
            refuses("path", it -> it.path(wrong));
    }

    @Test
    void transportsAreTheTwo() {
        refuses("transports", it -> it.transports(Set.of()));
        refuses("transports", it -> it.transports(Set.of("polling", "webtransport")));
    }

    @Test
    void originsAreOrigins() {
        for (String wrong : List.of(
                "*", "a", "a.example.com", "https://", "https://a/", "https://a?b", "//a", "null", "https://a b"))
            refuses("publicOrigins", it -> it.publicOrigins(Set.of(wrong)));
        Set<String> right =
                Set.of("https://a.example.com", "http://localhost:8080", "http://[::1]:80", "capacitor://localhost");
        assertEquals(
                right, SocketIoConfig.builder().publicOrigins(right).build().publicOrigins());
    }

    @Test
    void corsIsConsistent() {
        for (String wrong : List.of("*", "true", "a.example.com"))
            assertThrows(IllegalArgumentException.class, () -> Cors.of(List.of(wrong)));
        assertThrows(IllegalArgumentException.class, () -> Cors.of(List.of()));
        assertThrows(IllegalArgumentException.class, () -> Cors.any().withCredentials());
        assertTrue(Cors.reflect().withCredentials().credentials());
        assertTrue(Cors.of(List.of("https://a")).withCredentials().credentials());
    }

    @Test
    void cookiesCannotBreakTheHeader() {
        for (String name : List.of("", "a b", "a;b", "a=b", "a,b", "é", "a\r\n"))
            assertThrows(
                    IllegalArgumentException.class, () -> new Cookie(name, "/", true, true, null, null, null), name);
        for (String value : List.of("/a;b", "/a\r\nSet-Cookie: x=y", "/é")) {
            assertThrows(IllegalArgumentException.class, () -> new Cookie("io", value, true, true, null, null, null));
            assertThrows(IllegalArgumentException.class, () -> new Cookie("io", "/", true, true, null, value, null));
        }
        assertThrows(IllegalArgumentException.class, () -> new Cookie("io", "/", true, true, "lax", null, null));
        assertEquals("None", new Cookie("io", "/", true, true, "None", "example.com", 1).sameSite());
    }
}
