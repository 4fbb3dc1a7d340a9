package io.socketio.jakarta.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "a=1, 1",
                "x=2&a=1&y=3, 1",
                "a=1&a=2, 2",
                "a=1&a=, ''",
                "a, ''",
                "a&b=1, ''",
                "-, -",
                "'', -",
                "&, -",
                "b=1, -",
                "aa=1&ba=2, -",
                "b=a=1, -",
                "a=b=1, b=1",
                "a=%C3%A9+%2B, é +",
                "%61=1, 1",
                "a=%zz, %zz",
                "a=%, %",
                "a=1&&, 1",
            })
    void theLastValueCounts(String query, String value) {
        assertEquals(value, Query.last(query, "a"));
        assertEquals(value, Query.all(query).get("a"));
    }

    @Test
    void allParametersAreStrings() {
        assertEquals(Map.of("EIO", "4", "a", "2", "b", "", "é", " "), Query.all("EIO=4&a=1&b&a=2&%C3%A9=%20&"));
        assertEquals(Map.of("", "x"), Query.all("=x"));
        assertEquals("x", Query.last("=x", ""));
        assertNull(Query.last("a=1", ""));
    }
}
