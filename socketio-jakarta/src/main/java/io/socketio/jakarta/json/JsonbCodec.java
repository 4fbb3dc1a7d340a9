package io.socketio.jakarta.json;

import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.PayloadException;
import io.socketio.jakarta.parser.JsonStrings;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.JsonbException;
import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The codec on Jakarta JSON Binding. Strings, numbers, booleans, maps, collections, arrays and binary leaves are written directly;
 * records and beans go through JSON-B.
 */
public final class JsonbCodec implements JsonCodec {
    private final Jsonb jsonb;

    /**
     * A codec with the provider that the context class loader finds.
     *
     * @throws IllegalStateException if there is no JSON-B provider; the message names what to add
     */
    public JsonbCodec() {
        try {
            jsonb = JsonbBuilder.create(new JsonbConfig()
                    .withNullValues(false)
                    .withSerializers(new BinaryJson.BytesSerializer(), new BinaryJson.BufferSerializer())
                    .withDeserializers(new BinaryJson.BytesDeserializer(), new BinaryJson.BufferDeserializer()));
        } catch (JsonbException e) {
            throw new IllegalStateException("no JSON-B provider: add org.eclipse:yasson:3.0.4 to the application", e);
        }
    }

    @Override
    public void write(@Nullable Object value, StringBuilder out, List<byte[]> attachments) {
        try {
            append(value, out, attachments);
        } catch (JsonbException e) {
            throw new PayloadException("cannot be encoded as JSON: " + e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw new PayloadException("cannot be encoded as JSON: nested too deeply, or in a circle");
        }
    }

    private void append(@Nullable Object value, StringBuilder out, List<byte[]> attachments) {
        if (value == null) out.append("null");
        else if (value instanceof CharSequence text) JsonStrings.quote(text, out);
        else if (value instanceof Number number) JsonNumbers.append(number, out);
        else if (value instanceof Boolean) out.append(value);
        else if (value instanceof DisconnectReason reason) JsonStrings.quote(reason.toString(), out);
        else if (value instanceof byte[] bytes) BinaryJson.attach(bytes.clone(), out, attachments);
        else if (value instanceof ByteBuffer buffer) BinaryJson.attach(BinaryJson.copy(buffer), out, attachments);
        else if (value instanceof Map<?, ?> map) appendMap(map, out, attachments);
        else if (value instanceof Iterable<?> iterable && !(value instanceof java.nio.file.Path))
            appendAll(iterable, out, attachments);
        else if (value.getClass().isArray()) appendArray(value, out, attachments);
        else out.append(BinaryJson.with(attachments, () -> JsonStrings.escapeUnpaired(jsonb.toJson(value))));
    }

    private void appendMap(Map<?, ?> map, StringBuilder out, List<byte[]> attachments) {
        char separator = '{';
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(separator);
            JsonStrings.quote(String.valueOf(entry.getKey()), out);
            out.append(':');
            append(entry.getValue(), out, attachments);
            separator = ',';
        }
        out.append(separator == '{' ? "{}" : "}");
    }

    private void appendAll(Iterable<?> values, StringBuilder out, List<byte[]> attachments) {
        char separator = '[';
        for (Object value : values) {
            out.append(separator);
            append(value, out, attachments);
            separator = ',';
        }
        out.append(separator == '[' ? "[]" : "]");
    }

    private void appendArray(Object array, StringBuilder out, List<byte[]> attachments) {
        out.append('[');
        for (int i = 0; i < Array.getLength(array); i++) {
            if (i > 0) out.append(',');
            append(Array.get(array, i), out, attachments);
        }
        out.append(']');
    }

    @Override
    public @Nullable Object read(String json, Type type, List<byte[]> attachments) {
        try {
            if (json.equals("null")) return ofNull(type);
            if (type == String.class && json.charAt(0) == '"') return JsonStrings.unquote(json);
            if (type == int.class || type == Integer.class) return Math.toIntExact(JsonNumbers.integer(json));
            if (type == long.class || type == Long.class) return JsonNumbers.integer(json);
            if (type == ByteBuffer.class || type == byte[].class) return BinaryJson.leaf(json, type, attachments);
            Object value = BinaryJson.with(attachments, () -> jsonb.fromJson(json, type));
            return attachments.isEmpty() ? value : BinaryJson.resolve(value, attachments);
        } catch (JsonbException
                | ArithmeticException
                | IllegalArgumentException
                | ClassCastException
                | jakarta.json.JsonException e) {
            throw new PayloadException("does not fit " + type.getTypeName() + ": " + e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw new PayloadException("does not fit " + type.getTypeName() + ": nested too deeply");
        }
    }

    private static @Nullable Object ofNull(Type type) {
        if (type instanceof Class<?> c && c.isPrimitive()) throw new PayloadException("null does not fit " + c);
        return null;
    }
}
