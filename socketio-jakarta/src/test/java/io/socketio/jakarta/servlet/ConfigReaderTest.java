package io.socketio.jakarta.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.AllowRequest;
import io.socketio.jakarta.ConnectionStateRecovery;
import io.socketio.jakarta.Cookie;
import io.socketio.jakarta.Cors;
import io.socketio.jakarta.GenerateId;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.SocketIoConfigBuilder;
import io.socketio.jakarta.adapter.Adapter;
import io.socketio.jakarta.adapter.InMemoryAdapter;
import io.socketio.jakarta.adapter.LocalSockets;
import io.socketio.jakarta.fakes.FakeServletContext;
import io.socketio.jakarta.parser.Decoder;
import io.socketio.jakarta.parser.EncodedPacket;
import io.socketio.jakarta.parser.PacketLimits;
import io.socketio.jakarta.parser.PacketType;
import io.socketio.jakarta.parser.Parser;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {
    /** Named in a parameter. */
    public static final class InMemory implements Adapter.Factory {
        @Override
        public Adapter create(LocalSockets sockets) {
            return new InMemoryAdapter(sockets);
        }
    }

    public static final class Counter implements GenerateId {
        @Override
        public String generate(Handshake request) {
            return "1";
        }
    }

    public static final class Everybody implements AllowRequest {
        @Override
        public void check(Handshake handshake) {}
    }

    /** Named in a parameter. */
    public static final class Other implements Parser {
        @Override
        public EncodedPacket encode(
                PacketType type, String namespace, long ackId, CharSequence json, List<byte[]> attachments) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Decoder decoder(PacketLimits limits) {
            throw new UnsupportedOperationException();
        }
    }

    private static SocketIoConfig read(String... namesAndValues) {
        return ConfigReader.read(Map.of(), params(namesAndValues));
    }

    private static Map<String, String> params(String... namesAndValues) {
        Map<String, String> params = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) params.put(namesAndValues[i], namesAndValues[i + 1]);
        return params;
    }

    private static void refuses(String mentioned, String... namesAndValues) {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> read(namesAndValues),
                        () -> String.join("=", namesAndValues))
                .getMessage();
        assertTrue(message.contains(mentioned), message);
        assertTrue(message.contains("Socket.IO"), message);
    }

    private static final Map<String, String> EXAMPLES = Map.ofEntries(
            Map.entry("path", "/chat"),
            Map.entry("serveClient", "false"),
            Map.entry("pingInterval", "1000"),
            Map.entry("pingTimeout", "2000"),
            Map.entry("upgradeTimeout", "3000"),
            Map.entry("connectTimeout", "4000"),
            Map.entry("maxHttpBufferSize", "5000"),
            Map.entry("transports", "polling"),
            Map.entry("allowUpgrades", "false"),
            Map.entry("allowEIO3", "true"),
            Map.entry("jsonp", "true"),
            Map.entry("httpCompression", "false"),
            Map.entry("httpCompressionThreshold", "0"),
            Map.entry("perMessageDeflate", "true"),
            Map.entry("generateId", Counter.class.getName()),
            Map.entry("cookie", "true"),
            Map.entry("cors", "*"),
            Map.entry("publicOrigins", "https://a.example.com"),
            Map.entry("allowRequest", Everybody.class.getName()),
            Map.entry("parser", Other.class.getName()),
            Map.entry("roles", "admin"),
            Map.entry("disconnectOnHttpSessionEnd", "true"),
            Map.entry("dispatch", "inline"),
            Map.entry("maxOutboundBytes", "6000"),
            Map.entry("maxQueuedMessages", "70"),
            Map.entry("maxEventsPerSecond", "13"),
            Map.entry("maxConnections", "14"),
            Map.entry("maxConnectionsPerAddress", "15"),
            Map.entry("maxHandshakesPerSecond", "16"),
            Map.entry("trustedProxies", "192.0.2.1,10.0.0.0/8,2001:db8::/32"),
            Map.entry("shutdownGracePeriod", "0"),
            Map.entry("maxAttachmentBytes", "17"),
            Map.entry("maxNumberLength", "18"),
            Map.entry("maxAttachments", "0"),
            Map.entry("maxJsonDepth", "8"),
            Map.entry("maxNamespaces", "9"),
            Map.entry("maxRooms", "11"),
            Map.entry("maxPendingAcks", "12"),
            Map.entry("adapter", InMemory.class.getName()),
            Map.entry("cleanupEmptyChildNamespaces", "false"),
            Map.entry("connectionStateRecovery", "true"));

    private static Object value(SocketIoConfig config, String option) throws ReflectiveOperationException {
        return SocketIoConfig.class.getMethod(option).invoke(config);
    }

    @Test
    void whateverCanBeBuiltInCodeCanBeConfigured() throws ReflectiveOperationException {
        Set<String> options = Arrays.stream(SocketIoConfigBuilder.class.getDeclaredMethods())
                .filter(method -> method.getReturnType() == SocketIoConfigBuilder.class)
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(EXAMPLES.keySet()), options, "a new option needs an example here");
        for (String option : options) {
            SocketIoConfig config =
                    read(option.equals("cors") ? "cors.origin" : option, " " + EXAMPLES.get(option) + " ");
            assertTrue(!value(config, option).equals(value(SocketIoConfig.defaults(), option)), option);
        }
    }

    @Test
    void valuesAreWhatTheySay() {
        assertEquals("/chat", read("path", "/chat/").path());
        assertEquals(Duration.ofMillis(1_500), read("pingInterval", "1500").pingInterval());
        assertEquals(
                Set.of("polling", "websocket"),
                read("transports", " websocket , polling ").transports());
        assertEquals(Set.of("a", "b"), read("roles", "a,b,").roles());
        assertEquals(SocketIoConfig.Dispatch.INLINE, read("dispatch", "Inline").dispatch());
        assertEquals(
                Everybody.class,
                read("allowRequest", Everybody.class.getName())
                        .allowRequest()
                        .orElseThrow()
                        .getClass());
        assertEquals(Other.class, read("parser", Other.class.getName()).parser().getClass());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pingintervall",
                "PingInterval",
                "socketio.pingInterval",
                "cors",
                "cors.origins",
                "cookie.Name",
                ""
            })
    void unknownNamesStopTheDeployment(String name) {
        refuses("\"" + name + "\"", name, "1");
        String message = assertThrows(
                        IllegalArgumentException.class, () -> ConfigReader.read(Map.of(name, "1"), Map.of()))
                .getMessage();
        assertTrue(message.contains("pingTimeout") && message.contains("cors.origin"), "names those that there are");
    }

    @ParameterizedTest
    @CsvSource({
        "path, socket.io",
        "path, /",
        "path, /a b",
        "path, /a*",
        "path, ''",
        "serveClient, no",
        "pingInterval, 0",
        "pingInterval, -1",
        "pingInterval, 1.5",
        "pingInterval, 25s",
        "pingInterval, ''",
        "pingInterval, 99999999999",
        "pingTimeout, 2100000000",
        "upgradeTimeout, 0",
        "connectTimeout, x",
        "maxHttpBufferSize, 0",
        "maxHttpBufferSize, 1e6",
        "transports, ''",
        "transports, 'polling,webtransport'",
        "allowUpgrades, yes",
        "allowUpgrades, TRUE",
        "httpCompression, 1",
        "httpCompressionThreshold, -1",
        "publicOrigins, example.com",
        "publicOrigins, https://a.example.com/",
        "publicOrigins, *",
        "allowRequest, no.such.Type",
        "allowRequest, java.lang.String",
        "allowRequest, java.lang.Integer",
        "parser, no.such.Type",
        "parser, java.lang.String",
        "disconnectOnHttpSessionEnd, on",
        "dispatch, threads",
        "maxOutboundBytes, 0",
        "maxQueuedMessages, 0",
        "maxEventsPerSecond, -1",
        "maxConnections, 0",
        "maxConnectionsPerAddress, -1",
        "maxHandshakesPerSecond, -1",
        "trustedProxies, proxy.example.com",
        "trustedProxies, 10.0.0.0/",
        "shutdownGracePeriod, -1",
        "maxAttachmentBytes, 0",
        "maxNumberLength, 0",
        "maxAttachments, -1",
        "maxJsonDepth, 0",
        "maxNamespaces, 0",
        "maxRooms, 0",
        "maxPendingAcks, 0",
        "cookie, a b",
        "cookie, ''",
    })
    void valuesOutOfRangeStopItToo(String name, String value) {
        refuses(name, name, value);
    }

    @ParameterizedTest
    @CsvSource({
        "cookie.httpOnly, yes",
        "cookie.secure, 1",
        "cookie.maxAge, long",
        "cookie.sameSite, lax",
        "cookie.path, a;b",
        "cookie.domain, a;b",
        "cookie.name, a=b",
    })
    void partsOfTheCookieAreNamed(String name, String value) {
        refuses(name, "cookie", "true", name, value);
    }

    @ParameterizedTest
    @CsvSource({"cors.credentials, yes", "cors.maxAge, long"})
    void partsOfCorsAreNamed(String name, String value) {
        refuses(name, "cors.origin", "true", name, value);
    }

    @Test
    void partsAloneAreAMistake() {
        refuses("cookie", "cookie.name", "io");
        refuses("cookie", "cookie", "false", "cookie.secure", "true");
        refuses("cors.origin", "cors.credentials", "true");
        refuses("connectionStateRecovery", "connectionStateRecovery.maxBytes", "1");
    }

    @Test
    void connectionStateRecovery() {
        assertEquals(
                ConnectionStateRecovery.DEFAULT,
                read("connectionStateRecovery", "true")
                        .connectionStateRecovery()
                        .orElseThrow());
        assertTrue(read("connectionStateRecovery", "false")
                .connectionStateRecovery()
                .isEmpty());
        SocketIoConfig config = read(
                "connectionStateRecovery", "true",
                "connectionStateRecovery.maxDisconnectionDuration", "5000",
                "connectionStateRecovery.skipMiddlewares", "false",
                "connectionStateRecovery.maxBytes", "70");
        assertEquals(
                new ConnectionStateRecovery(Duration.ofSeconds(5), false, 70),
                config.connectionStateRecovery().orElseThrow());
        refuses("maxBytes", "connectionStateRecovery", "true", "connectionStateRecovery.maxBytes", "0");
        refuses(
                "maxDisconnectionDuration",
                "connectionStateRecovery",
                "true",
                "connectionStateRecovery.maxDisconnectionDuration",
                "0");
    }

    @Test
    void cookies() {
        assertEquals(Cookie.DEFAULT, read("cookie", "true").cookie().orElseThrow());
        assertTrue(read("cookie", "false").cookie().isEmpty());
        assertEquals("sio", read("cookie", "sio").cookie().orElseThrow().name());
        Map<String, String> all = Map.of(
                "cookie", "true",
                "cookie.name", "n",
                "cookie.path", "/p",
                "cookie.httpOnly", "false",
                "cookie.secure", "true",
                "cookie.sameSite", "None",
                "cookie.domain", "example.com",
                "cookie.maxAge", "60");
        assertEquals(
                new Cookie("n", "/p", false, true, "None", "example.com", 60),
                ConfigReader.read(Map.of(), all).cookie().orElseThrow());
    }

    @Test
    void cors() {
        assertEquals(Cors.any(), read("cors.origin", "*").cors().orElseThrow());
        assertEquals(Cors.reflect(), read("cors.origin", "true").cors().orElseThrow());
        assertEquals(
                Cors.of(List.of("https://a.example.com", "http://b:8080")),
                read("cors.origin", "https://a.example.com, http://b:8080")
                        .cors()
                        .orElseThrow());
        assertEquals(
                Cors.reflect().withCredentials(),
                read("cors.origin", "true", "cors.credentials", "true").cors().orElseThrow());
        refuses("cors.credentials", "cors.origin", "*", "cors.credentials", "true");
        refuses("cors.origin", "cors.origin", "a.example.com");
        refuses("cors.origin", "cors.origin", "");
        Map<String, String> all = Map.of(
                "cors.origin", "true",
                "cors.methods", "GET,POST",
                "cors.allowedHeaders", "X-A",
                "cors.exposedHeaders", "X-B, X-C",
                "cors.maxAge", "60");
        assertEquals(
                new Cors(
                        Cors.Origin.REFLECT,
                        Set.of(),
                        false,
                        List.of("GET", "POST"),
                        List.of("X-A"),
                        List.of("X-B", "X-C"),
                        Duration.ofSeconds(60)),
                ConfigReader.read(Map.of(), all).cors().orElseThrow());
    }

    @Test
    void theServletsOwnParametersComeFirst() {
        FakeServletContext fake = new FakeServletContext();
        fake.params.put("socketio.pingInterval", "1000");
        fake.params.put("socketio.pingTimeout", "2000");
        fake.params.put("socketio.register", "false");
        fake.params.put("socketio.cdi.requestContext", "false");
        fake.params.put("somebody.elses", "x");
        SocketIoConfig config = ConfigReader.read(fake.servlet("chat", Map.of("pingTimeout", "3000")));
        assertEquals(Duration.ofMillis(1_000), config.pingInterval());
        assertEquals(Duration.ofMillis(3_000), config.pingTimeout());
        refuses("register", "register", "false");
        assertThrows(
                IllegalArgumentException.class, () -> ConfigReader.read(fake.servlet("chat", Map.of("debug", "1"))));
        fake.params.put("socketio.debug", "1");
        assertThrows(IllegalArgumentException.class, () -> ConfigReader.read(fake.servlet("chat", Map.of())));
    }
}
