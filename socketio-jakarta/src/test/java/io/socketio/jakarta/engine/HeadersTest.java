package io.socketio.jakarta.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadersTest {
    private final Headers headers = new Headers(List.of("Host", "here", "X-Own", "1", "Cookie", "a=1", "x-own", "2"));

    @Test
    void areFoundByLowerCaseName() {
        assertEquals(List.of("here"), headers.get("host"));
        assertEquals(List.of("1", "2"), headers.get("x-own"));
        assertNull(headers.get("Host"));
        assertNull(headers.get("origin"));
        assertTrue(headers.containsKey("cookie"));
        assertFalse(headers.containsKey("origin"));
        assertEquals(List.of(), headers.getOrDefault("origin", List.of()));
    }

    @Test
    void areAMapLikeAnyOther() {
        Map<String, List<String>> same =
                Map.of("host", List.of("here"), "x-own", List.of("1", "2"), "cookie", List.of("a=1"));
        assertEquals(same, headers);
        assertEquals(same.hashCode(), headers.hashCode());
        assertEquals("{host=[here], x-own=[1, 2], cookie=[a=1]}", headers.toString());
        assertEquals(3, headers.size());
        assertEquals(Map.of(), new Headers(List.of()));
    }

    @Test
    void cannotBeChanged() {
        assertThrows(UnsupportedOperationException.class, () -> headers.put("a", List.of()));
        assertThrows(UnsupportedOperationException.class, () -> headers.remove("host"));
        assertThrows(UnsupportedOperationException.class, () -> headers.keySet().remove("host"));
        assertThrows(
                UnsupportedOperationException.class, () -> headers.get("host").add("there"));
        assertThrows(
                UnsupportedOperationException.class,
                () -> headers.values().iterator().next().clear());
    }
}
