package io.socketio.jakarta.engine.parser;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.engine.parser.EnginePacket.Type;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnginePacketTest {
    @ParameterizedTest
    @EnumSource
    void typesAreDigitsInTheOrderOfTheProtocol(Type type) throws MalformedPacketException {
        assertEquals(
                type.ordinal() + "data", EnginePacket.text(type, "data", true).encoded());
        EnginePacket decoded = EnginePacket.decode(type.ordinal() + "é");
        assertEquals(type, decoded.type());
        assertEquals("é", decoded.data());
        assertFalse(decoded.isBinary());
        assertEquals("", EnginePacket.decode(String.valueOf(type.ordinal())).data());
    }

    @Test
    void binaryIsBase64InText() throws MalformedPacketException {
        assertEquals(
                "bAQIDBA==", EnginePacket.binary(new byte[] {1, 2, 3, 4}, true).encoded());
        EnginePacket decoded = EnginePacket.decode("bAQIDBA==");
        assertTrue(decoded.isBinary());
        assertEquals(Type.MESSAGE, decoded.type());
        assertArrayEquals(new byte[] {1, 2, 3, 4}, decoded.bytes());
        assertArrayEquals(new byte[0], EnginePacket.decode("b").bytes());
        assertArrayEquals(new byte[] {1}, EnginePacket.decode("bAQ").bytes(), "without padding");
        assertArrayEquals(
                new byte[] {1, 2, 3}, EnginePacket.decode("bAQ\r\nID\n").bytes(), "with line breaks");
        assertArrayEquals(
                new byte[] {-1, -17, -65}, EnginePacket.decode("b_--_").bytes(), "the URL alphabet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "9x", "a", "B", "-", "\u0660", "bA", "b\r\nA", "bAQ=A"})
    void anythingElseIsMalformed(String text) {
        assertThrows(MalformedPacketException.class, () -> EnginePacket.decode(text));
    }

    @Test
    void theSizeIsThatOnTheWireAndSomething() {
        int overhead = EnginePacket.text(Type.MESSAGE, "", true).size() - 1;
        assertTrue(overhead > 0, "empty packets must count too");
        for (String text : new String[] {"a", "é", "€", "\uD83D\uDE00", "a\uD83D\uDE00é"})
            assertEquals(
                    overhead + 1 + text.getBytes(StandardCharsets.UTF_8).length,
                    EnginePacket.text(Type.MESSAGE, text, true).size(),
                    text);
        assertEquals(
                overhead + 1 + 1,
                EnginePacket.text(Type.MESSAGE, "\uD83D", true).size(),
                "as a question mark");
        assertEquals(overhead + 17, EnginePacket.binary(new byte[17], true).size());
    }
}
