package io.socketio.jakarta.json;

import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns Java values into JSON and back. Binary leaves are not in the JSON: in their place stands {@code {"_placeholder":true,"num":i}},
 * where {@code i} is their index in the list of attachments (Socket.IO protocol 5, "Sending and receiving binary data").
 *
 * <p><b>Threading:</b> any thread, several at once.
 */
public interface JsonCodec {
    /**
     * Appends a value as JSON.
     *
     * @param value anything; {@code byte[]} and {@link java.nio.ByteBuffer} at any depth are binary leaves
     * @param out gets the JSON
     * @param attachments gets the binary leaves, copied
     * @throws io.socketio.jakarta.PayloadException if it cannot be encoded; {@code out} and {@code attachments} are of no use then
     */
    void write(@Nullable Object value, StringBuilder out, List<byte[]> attachments);

    /**
     * Makes a value of JSON.
     *
     * @param json valid JSON, of bounded depth
     * @param type what it shall be
     * @param attachments what placeholders stand for; empty: what looks like a placeholder is data
     * @return the value; {@code null} for JSON {@code null}
     * @throws io.socketio.jakarta.PayloadException if it does not fit the type
     */
    @Nullable
    Object read(String json, Type type, List<byte[]> attachments);
}
