package io.socketio.jakarta.json;

import io.socketio.jakarta.PayloadException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.serializer.DeserializationContext;
import jakarta.json.bind.serializer.JsonbDeserializer;
import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonParser;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Binary leaves on their way through JSON-B: its (de)serializers get no context, so the attachments at hand are the thread's. */
final class BinaryJson {
    private static final String PLACEHOLDER = "_placeholder";
    private static final String NUM = "num";
    private static final ThreadLocal<List<byte[]>> ATTACHMENTS = new ThreadLocal<>();

    private BinaryJson() {}

    static <T extends @Nullable Object> T with(List<byte[]> attachments, Supplier<T> action) {
        List<byte[]> outer = ATTACHMENTS.get(); // a getter that emits, while it is written
        ATTACHMENTS.set(attachments);
        try {
            return action.get();
        } finally {
            if (outer == null) ATTACHMENTS.remove();
            else ATTACHMENTS.set(outer);
        }
    }

    static void attach(byte[] bytes, StringBuilder out, List<byte[]> attachments) {
        out.append("{\"").append(PLACEHOLDER).append("\":true,\"").append(NUM).append("\":");
        out.append(attachments.size()).append('}');
        attachments.add(bytes);
    }

    static byte[] copy(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** An argument that is nothing but an attachment. */
    static Object leaf(String json, Type type, List<byte[]> attachments) {
        if (json.charAt(0) == '{' && !attachments.isEmpty()) {
            int colon = json.indexOf(':', json.indexOf("\"" + NUM + "\""));
            int end = colon + 1;
            StringBuilder digits = new StringBuilder();
            for (; end < json.length() && json.charAt(end) != ',' && json.charAt(end) != '}'; end++)
                digits.append(json.charAt(end));
            byte[] bytes = attachment(Integer.parseInt(digits.toString().trim()), attachments);
            return type == byte[].class ? bytes : ByteBuffer.wrap(bytes);
        }
        throw new PayloadException("no binary");
    }

    /** Puts attachments where placeholders are, in what JSON-B makes of untyped JSON: maps and lists. */
    static @Nullable Object resolve(@Nullable Object value, List<byte[]> attachments) {
        if (value instanceof Map<?, ?> map) {
            if (Boolean.TRUE.equals(map.get(PLACEHOLDER)) && map.get(NUM) instanceof Number num)
                return attachment(num.intValue(), attachments);
            @SuppressWarnings("unchecked") // made by JSON-B just now, and its own kind of value comes back
            Map<Object, @Nullable Object> own = (Map<Object, @Nullable Object>) map;
            own.replaceAll((key, inner) -> resolve(inner, attachments));
        } else if (value instanceof ArrayList<?> list) {
            @SuppressWarnings("unchecked") // as above
            List<@Nullable Object> own = (List<@Nullable Object>) list;
            own.replaceAll(inner -> resolve(inner, attachments));
        }
        return value;
    }

    /** Not copied: a client may name one attachment thousands of times. */
    private static byte[] attachment(int num, List<byte[]> attachments) {
        if (num >= 0 && num < attachments.size()) return attachments.get(num);
        throw new PayloadException("no attachment " + num);
    }

    private static void write(byte[] bytes, JsonGenerator generator) {
        List<byte[]> attachments = ATTACHMENTS.get();
        generator.writeStartObject();
        generator.write(PLACEHOLDER, true);
        generator.write(NUM, attachments.size());
        generator.writeEnd();
        attachments.add(bytes);
    }

    private static byte @Nullable [] read(JsonParser parser) {
        JsonValue value = parser.getValue();
        if (value == JsonValue.NULL) return null;
        if (value instanceof JsonObject placeholder
                && placeholder.get(PLACEHOLDER) == JsonValue.TRUE
                && placeholder.get(NUM) instanceof JsonNumber num) return attachment(num.intValue(), ATTACHMENTS.get());
        throw new PayloadException("no binary");
    }

    /** Writes {@code byte[]} members of records and beans. */
    static final class BytesSerializer implements JsonbSerializer<byte[]> {
        @Override
        public void serialize(byte[] bytes, JsonGenerator generator, SerializationContext context) {
            write(bytes.clone(), generator);
        }
    }

    /** Writes {@code ByteBuffer} members of records and beans. */
    static final class BufferSerializer implements JsonbSerializer<ByteBuffer> {
        @Override
        public void serialize(ByteBuffer buffer, JsonGenerator generator, SerializationContext context) {
            write(copy(buffer), generator);
        }
    }

    /** Reads {@code byte[]} members of records and beans. */
    static final class BytesDeserializer implements JsonbDeserializer<byte[]> {
        @Override
        public byte @Nullable [] deserialize(JsonParser parser, DeserializationContext context, Type type) {
            return read(parser);
        }
    }

    /** Reads {@code ByteBuffer} members of records and beans. */
    static final class BufferDeserializer implements JsonbDeserializer<ByteBuffer> {
        @Override
        public @Nullable ByteBuffer deserialize(JsonParser parser, DeserializationContext context, Type type) {
            byte[] bytes = read(parser);
            return bytes == null ? null : ByteBuffer.wrap(bytes);
        }
    }
}
