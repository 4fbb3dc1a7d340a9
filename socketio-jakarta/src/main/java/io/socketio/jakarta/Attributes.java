package io.socketio.jakarta;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Data that the application keeps for one socket. Safe for use from any thread; empty ones cost next to nothing. */
public final class Attributes {
    private volatile Map<AttributeKey<?>, Object> values = Map.of();

    /** Empty ones. */
    public Attributes() {}

    /**
     * Reads.
     *
     * @param key the key
     * @param <T> the type of the value
     * @return the value, if there is one
     */
    public <T> Optional<T> get(AttributeKey<T> key) {
        return Optional.ofNullable(values.get(key)).map(key.type()::cast);
    }

    /**
     * Writes.
     *
     * @param key the key
     * @param value the value
     * @param <T> the type of the value
     */
    public <T> void set(AttributeKey<T> key, T value) {
        writable().put(key, value);
    }

    /**
     * Reads, and writes first if there is nothing to read. Atomic: one value wins.
     *
     * @param key the key
     * @param value makes the value; must not use these attributes
     * @param <T> the type of the value
     * @return the value
     */
    public <T> T computeIfAbsent(AttributeKey<T> key, Supplier<T> value) {
        return key.type().cast(writable().computeIfAbsent(key, k -> value.get()));
    }

    /**
     * Removes.
     *
     * @param key the key
     * @param <T> the type of the value
     * @return what was there
     */
    public <T> Optional<T> remove(AttributeKey<T> key) {
        return values.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(writable().remove(key)).map(key.type()::cast);
    }

    private synchronized Map<AttributeKey<?>, Object> writable() {
        if (!(values instanceof ConcurrentHashMap)) values = new ConcurrentHashMap<>(4);
        return values;
    }
}
