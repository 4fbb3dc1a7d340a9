package io.socketio.jakarta;

/**
 * A typed key of {@link Attributes}; two keys are equal if name and type are.
 *
 * @param name any name
 * @param type the type of the values
 * @param <T> that type
 */
public record AttributeKey<T>(String name, Class<T> type) {}
