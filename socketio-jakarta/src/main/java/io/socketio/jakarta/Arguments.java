package io.socketio.jakarta;

import java.lang.reflect.Type;

/**
 * The arguments of an event or of an acknowledgement: positional, immutable, bound to Java types only when asked for.
 *
 * <p>Types: {@link String}, primitives and their wrappers, {@code byte[]} and {@link java.nio.ByteBuffer} (binary attachments, at any
 * depth), {@link Object}, {@link java.util.Map} and {@link java.util.List} (numbers are {@link java.math.BigDecimal}), enums, and
 * whatever JSON-B can bind: public records and beans.
 *
 * <p>Binary values are not copied: they must not be changed, other handlers may get the same array.
 *
 * <p>Passed to {@code emit} or {@code Ack.send} it stands for all of its elements; their text is copied, nothing is parsed.
 */
public interface Arguments {
    /**
     * How many there are.
     *
     * @return 0 or more
     */
    int size();

    /**
     * One argument.
     *
     * @param index from 0
     * @param type what it shall be
     * @param <T> that type
     * @return the value; {@code null} for JSON {@code null}, except for primitives
     * @throws PayloadException if there is no such argument, or it does not fit the type
     */
    <T> T get(int index, Class<T> type);

    /**
     * One argument of a generic type.
     *
     * @param index from 0
     * @param type what it shall be, for example that of {@code List<ChatLine>}
     * @return the value
     * @throws PayloadException if there is no such argument, or it does not fit the type
     */
    Object get(int index, Type type);

    /**
     * The JSON text of one argument, as the client sent it; binary attachments show as placeholders.
     *
     * @param index from 0
     * @return valid JSON
     * @throws PayloadException if there is no such argument
     */
    String json(int index);

    /**
     * A part of the arguments.
     *
     * @param from the first, inclusive
     * @param to the last, exclusive
     * @return a view that copies nothing
     * @throws IndexOutOfBoundsException if there are not so many
     */
    Arguments slice(int from, int to);
}
