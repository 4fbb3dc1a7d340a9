package io.socketio.jakarta.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.admin.AdminUiOptions.Mode;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminUiOptionsTest {
    private static final String HASH = "$2b$10$heqvAkYMez.Va6Et2uXInOnkCT6/uQj1brkrbyG3LpopDklcq7ZOS";

    private static AdminUiOptions read(String... namesAndValues) {
        Map<String, String> params = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) params.put(namesAndValues[i], namesAndValues[i + 1]);
        return AdminUiStarter.options(params);
    }

    @Test
    void whateverCanBeBuiltInCodeCanBeConfigured() {
        assertEquals(
                AdminUiOptions.basic("ann", HASH)
                        .withNamespaceName("/ops")
                        .withReadonly(true)
                        .withServerId("a")
                        .withMode(Mode.DEVELOPMENT),
                read(
                        "auth",
                        "basic",
                        "auth.username",
                        "ann",
                        "auth.password",
                        HASH,
                        "namespaceName",
                        "/ops",
                        "readonly",
                        "true",
                        "serverId",
                        "a",
                        "mode",
                        "development"));
        assertEquals(AdminUiOptions.withoutAuth(), read("auth", "false"));
        assertEquals(
                AdminUiOptions.basic("a", HASH), read("auth", "basic", "auth.username", "a", "auth.password", HASH));
    }

    @ParameterizedTest
    @CsvSource({
        "readonly, true, auth",
        "auth, true, auth",
        "auth, basic, username",
        "mode, all, auth",
    })
    void whatIsMissingIsNamed(String name, String value, String mentioned) {
        String message = assertThrows(IllegalArgumentException.class, () -> read(name, value))
                .getMessage();
        assertTrue(message.contains(mentioned), message);
    }

    @ParameterizedTest
    @CsvSource({"readonly, yes", "mode, test", "namespaceName, /", "namespaceName, 'a,b'", "namespaceName, ''"})
    void whatIsWrongIsNamed(String name, String value) {
        String message = assertThrows(IllegalArgumentException.class, () -> read("auth", "false", name, value))
                .getMessage();
        assertTrue(message.contains(name.startsWith("namespace") ? "namespace" : name), message);
    }

    @Test
    void passwordsAreHashes() {
        for (String wrong : new String[] {"", "secret", HASH.substring(1), HASH + "x", "$2b$99$" + HASH.substring(7)}) {
            String message = assertThrows(IllegalArgumentException.class, () -> AdminUiOptions.basic("ann", wrong))
                    .getMessage();
            assertTrue(message.contains("bcrypt"), message);
        }
        assertFalse(AdminUiOptions.basic("ann", HASH).toString().contains(HASH));
    }
}
