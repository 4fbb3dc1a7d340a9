package io.socketio.jakarta.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.PayloadException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonbCodecTest {
    private final JsonbCodec codec = new JsonbCodec();
    private final List<byte[]> attachments = new ArrayList<>();

    public record Picture(String name, byte[] data) {}

    public record Album(String title, List<Picture> pictures, ByteBuffer cover) {}

    public static class Bean {
        private byte[] raw = {};
        private int n;

        public byte[] getRaw() {
            return raw;
        }

        public void setRaw(byte[] raw) {
            this.raw = raw;
        }

        public int getN() {
            return n;
        }

        public void setN(int n) {
            this.n = n;
        }
    }

    private String json(Object value) {
        StringBuilder out = new StringBuilder();
        codec.write(value, out, attachments);
        return out.toString();
    }

    @Test
    void writesPlainValuesAsJavaScriptDoes() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("a", Arrays.asList(1, 2L, 3.5, 4.0, null, true, "x"));
        map.put("nan", Double.NaN);
        map.put("é", new int[] {1, 2});
        map.put("", Map.of());
        assertEquals("{\"a\":[1,2,3.5,4,null,true,\"x\"],\"nan\":null,\"é\":[1,2],\"\":{}}", json(map));
        assertEquals("\"transport close\"", json(DisconnectReason.TRANSPORT_CLOSE));
        assertEquals("1.0E21", json(1e21));
    }

    @Test
    void escapesWhatJsonAndUtf8CannotHold() {
        assertEquals("\"\\\"\\\\\\n\\u0000\\u001e€😀\"", json("\"\\\n\u0000\u001e€😀"));
        assertEquals("\"a\\ud83dz\\ude00\"", json("a\ud83dz\ude00"));
        assertEquals("{\"name\":\"a\\ud83d\"}", json(new Picture("a\ud83d", null)));
    }

    @Test
    void binaryLeavesBecomeAttachmentsInOrder() {
        Album album = new Album(
                "t",
                List.of(new Picture("p", new byte[] {1}), new Picture("q", new byte[] {2, 2})),
                ByteBuffer.wrap(new byte[] {3}));
        String json = json(List.of(new byte[] {0}, album));
        assertEquals(4, attachments.size());
        assertEquals(4, json.split("_placeholder").length - 1);
        for (int i = 0; i < 4; i++)
            assertEquals(true, json.contains("{\"_placeholder\":true,\"num\":" + i + "}"), json);
    }

    @Test
    void binaryRoundTripThroughRecordsAndBeans() {
        Album album = new Album(
                "t",
                List.of(new Picture("p", new byte[] {1}), new Picture("q", new byte[] {2, 2})),
                ByteBuffer.wrap(new byte[] {3}));
        Album back = (Album) codec.read(json(album), Album.class, attachments);
        assertArrayEquals(new byte[] {2, 2}, back.pictures().get(1).data());
        assertEquals(ByteBuffer.wrap(new byte[] {3}), back.cover());

        attachments.clear();
        Bean bean = new Bean();
        bean.setRaw(new byte[] {9});
        bean.setN(7);
        Bean beanBack = (Bean) codec.read(json(bean), Bean.class, attachments);
        assertArrayEquals(new byte[] {9}, beanBack.getRaw());
        assertEquals(7, beanBack.getN());
    }

    @Test
    void attachmentsAreCopies() {
        byte[] mine = {1};
        json(mine);
        mine[0] = 2;
        assertArrayEquals(new byte[] {1}, attachments.get(0));
    }

    @Test
    void readsUntyped() {
        attachments.add(new byte[] {5});
        Map<?, ?> map = (Map<?, ?>)
                codec.read("{\"a\":[{\"_placeholder\":true,\"num\":0}],\"n\":1.5}", Object.class, attachments);
        assertArrayEquals(new byte[] {5}, (byte[]) ((List<?>) map.get("a")).get(0));
        assertEquals(new BigDecimal("1.5"), map.get("n"));
    }

    @Test
    void whatLooksLikeAPlaceholderIsDataWithoutAttachments() {
        Map<?, ?> map = (Map<?, ?>) codec.read("{\"_placeholder\":true,\"num\":0}", Map.class, List.of());
        assertEquals(true, map.get("_placeholder"));
    }

    @Test
    void readsScalars() {
        assertEquals(42, codec.read("42", int.class, List.of()));
        assertEquals(42, codec.read("4.2e1", Integer.class, List.of()));
        assertEquals(1L << 60, codec.read(Long.toString(1L << 60), long.class, List.of()));
        assertEquals(0.5, codec.read("0.5", double.class, List.of()));
        assertEquals(true, codec.read("true", boolean.class, List.of()));
        assertEquals("a\ud83dz\n\"", codec.read("\"a\\ud83dz\\n\\\"\"", String.class, List.of()));
        assertNull(codec.read("null", String.class, List.of()));
    }

    @Test
    void refusesWhatDoesNotFit() {
        for (String json : List.of("1e1000000000", "2.5", "99999999999", "\"x\"", "true", "{}", "null"))
            assertThrows(PayloadException.class, () -> codec.read(json, int.class, List.of()), json);
        assertThrows(PayloadException.class, () -> codec.read("[1]", Picture.class, List.of()));
        assertThrows(
                PayloadException.class,
                () -> codec.read("{\"name\":\"x\",\"data\":\"y\"}", Picture.class, List.of(new byte[1])));
        assertThrows(PayloadException.class, () -> codec.read("5", byte[].class, List.of(new byte[1])));
    }

    @Test
    void circlesAndDepthAreRefused() {
        List<Object> circle = new ArrayList<>();
        circle.add(circle);
        assertThrows(PayloadException.class, () -> json(circle));
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertThrows(PayloadException.class, () -> codec.read(deep, Object.class, List.of()));
    }
}
