package io.socketio.jakarta.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Cors;
import io.socketio.jakarta.SocketIoConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorsPolicyTest {
    private static final String ORIGIN = "Access-Control-Allow-Origin: ";
    private static final String CREDENTIALS = "Access-Control-Allow-Credentials: true";
    private static final String LISTED = "https://a.example.com";
    private static final String OTHER = "https://evil.example.com";

    private static CorsPolicy policy(Cors cors) {
        return new CorsPolicy(SocketIoConfig.builder().cors(cors).build());
    }

    private static List<String> headers(CorsPolicy policy, String origin) {
        List<String> headers = new ArrayList<>();
        policy.headers(origin, (name, value) -> headers.add(name + ": " + value));
        return headers;
    }

    private static List<String> preflight(CorsPolicy policy, String requested) {
        List<String> headers = new ArrayList<>();
        policy.preflightHeaders(requested, (name, value) -> headers.add(name + ": " + value));
        return headers;
    }

    /** Scripts are loaded without an Origin: the page shows by other headers whose it is, or does not. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, -, false",
                "cross-site, -, -, false",
                "same-site, -, -, false",
                "none, -, -, false",
                "same-origin, -, -, true",
                "-, -, https://example.com/chat?x=https://evil.example.com/, true",
                "-, -, http://example.com, true",
                "cross-site, -, https://a.example.com/page, true",
                "-, https://a.example.com, -, true",
                "-, https://evil.example.com, https://example.com/, false",
                "-, null, https://example.com/, false",
                "-, -, https://evil.example.com/example.com/, false",
                "-, -, https://evil.example.com/?https://example.com/, false",
                "-, -, https://example.com.evil.example.com/, false",
                "-, -, https://example.com@evil.example.com/, false",
                "-, -, example.com/, false",
                "-, -, '', false",
                "-, -, ://, false",
            })
    void scriptsAreReadByWhoMayUseCredentials(String fetchSite, String origin, String referer, boolean allowed) {
        CorsPolicy withCredentials = policy(Cors.of(Set.of(LISTED)).withCredentials());
        assertEquals(allowed, withCredentials.allowsScript(fetchSite, origin, referer, "example.com"));
    }

    @Test
    void withoutCredentialsNoForeignPageReadsScripts() {
        for (Cors cors : List.of(Cors.any(), Cors.reflect(), Cors.of(Set.of(LISTED)))) {
            assertFalse(policy(cors).allowsScript(null, null, LISTED + "/page", "example.com"));
            assertTrue(policy(cors).allowsScript(null, null, "https://example.com/page", "example.com"));
        }
        assertFalse(new CorsPolicy(SocketIoConfig.defaults()).allowsScript(null, LISTED, null, "example.com"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, example.com, false",
                "https://example.com, example.com, false",
                "http://example.com, example.com, false", // TLS may end before the container
                "http://example.com:8080, example.com:8080, false",
                "http://EXAMPLE.com, example.com, false",
                "http://[::1]:8080, [::1]:8080, false",
                "http://example.com:8080, example.com, true",
                "http://example.com, example.com:8080, true",
                "https://example.com.evil.com, example.com, true",
                "https://evil.com, example.com, true",
                "https://example.com/, example.com, true",
                "example.com, example.com, true",
                "null, example.com, true",
                "'', example.com, true",
                "https://example.com, -, true",
            })
    void theOwnOriginIsThatOfTheHost(String origin, String host, boolean foreign) {
        CorsPolicy policy = new CorsPolicy(SocketIoConfig.defaults());
        assertEquals(foreign, policy.isForeign(origin, host));
        assertEquals(!foreign, policy.allows(origin, host), "without cors only the own one is served");
        assertEquals(List.of(), headers(policy, origin));
        assertEquals(false, policy.isConfigured());
    }

    @Test
    void publicOriginsReplaceTheHost() {
        CorsPolicy policy = new CorsPolicy(SocketIoConfig.builder()
                .publicOrigins(Set.of("https://chat.example.com"))
                .build());
        assertEquals(true, policy.allows("https://chat.example.com", "internal:8080"));
        assertEquals(false, policy.allows("http://chat.example.com", "chat.example.com"));
        assertEquals(false, policy.allows("https://internal:8080", "internal:8080"));
        assertEquals(true, policy.allows(null, "internal:8080"));
    }

    @Test
    void anybody() {
        CorsPolicy policy = policy(Cors.any());
        assertEquals(true, policy.isConfigured());
        for (String origin : new String[] {OTHER, "null", null}) {
            assertEquals(true, policy.allows(origin, "h"));
            assertEquals(List.of(ORIGIN + "*"), headers(policy, origin));
        }
    }

    @Test
    void aList() {
        CorsPolicy policy = policy(Cors.of(List.of(LISTED)));
        assertEquals(true, policy.allows(LISTED, "h"));
        assertEquals(List.of("Vary: Origin", ORIGIN + LISTED), headers(policy, LISTED));
        for (String origin : new String[] {OTHER, "null", "http://a.example.com", LISTED + ":443", LISTED + "."}) {
            assertEquals(false, policy.allows(origin, "h"), origin);
            assertEquals(List.of("Vary: Origin"), headers(policy, origin));
        }
        assertEquals(true, policy.allows("https://h", "h"), "the own origin always is");
        assertEquals(List.of("Vary: Origin"), headers(policy, null));
    }

    @Test
    void echoWithCredentials() {
        CorsPolicy policy = policy(Cors.reflect().withCredentials());
        assertEquals(true, policy.allows(OTHER, "h"));
        assertEquals(List.of("Vary: Origin", ORIGIN + OTHER, CREDENTIALS), headers(policy, OTHER));
        assertEquals(List.of("Vary: Origin"), headers(policy, null));
        CorsPolicy listed = policy(Cors.of(List.of(LISTED)).withCredentials());
        assertEquals(List.of("Vary: Origin", ORIGIN + LISTED, CREDENTIALS), headers(listed, LISTED));
        assertEquals(
                List.of("Vary: Origin"), headers(listed, OTHER), "nobody else is told that credentials are welcome");
    }

    @Test
    void preflightRequests() {
        assertEquals(
                List.of(
                        "Access-Control-Allow-Methods: GET,HEAD,PUT,PATCH,POST,DELETE",
                        "Vary: Access-Control-Request-Headers",
                        "Access-Control-Allow-Headers: x-a,x-b"),
                preflight(policy(Cors.any()), "x-a,x-b"));
        assertEquals(
                List.of("Access-Control-Allow-Methods: GET,HEAD,PUT,PATCH,POST,DELETE"),
                preflight(policy(Cors.any()), null));
        CorsPolicy all = policy(new Cors(
                Cors.Origin.ANY,
                Set.of(),
                false,
                List.of("get", "post"),
                List.of("X-A", "X-B"),
                List.of("X-C", "X-D"),
                Duration.ofMinutes(1)));
        assertEquals(
                List.of(
                        "Access-Control-Allow-Methods: GET,POST",
                        "Access-Control-Allow-Headers: X-A,X-B",
                        "Access-Control-Max-Age: 60"),
                preflight(all, "x-other"));
        assertEquals(List.of(ORIGIN + "*", "Access-Control-Expose-Headers: X-C,X-D"), headers(all, OTHER));
        assertEquals(List.of(), preflight(new CorsPolicy(SocketIoConfig.defaults()), "x-a"));
    }
}
