package io.socketio.jakarta.cdi;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A parameterized type of our own: containers hand out theirs, and those are not all equal to each other. {@code hashCode} is the
 * formula that the JDK and the containers share.
 */
final class GenericType implements ParameterizedType {
    private final Class<?> raw;
    private final Type[] arguments;

    GenericType(Class<?> raw, Type... arguments) {
        this.raw = raw;
        this.arguments = arguments.clone();
    }

    /** The same type, with ours in place of all parameterized ones in it. */
    static Type normalized(Type type) {
        if (!(type instanceof ParameterizedType parameterized)) return type;
        Type[] arguments = parameterized.getActualTypeArguments();
        return new GenericType(
                rawType(type),
                Arrays.stream(arguments).map(GenericType::normalized).toArray(Type[]::new));
    }

    /** The class of a type; {@code Object} if it has none. */
    static Class<?> rawType(Type type) {
        if (type instanceof Class<?> c) return c;
        if (type instanceof ParameterizedType parameterized) return (Class<?>) parameterized.getRawType();
        return Object.class;
    }

    @Override
    public Type[] getActualTypeArguments() {
        return arguments.clone();
    }

    @Override
    public Type getRawType() {
        return raw;
    }

    @Override
    public @Nullable Type getOwnerType() {
        return raw.getDeclaringClass();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ParameterizedType that
                && raw.equals(that.getRawType())
                && Objects.equals(getOwnerType(), that.getOwnerType())
                && Arrays.equals(arguments, that.getActualTypeArguments());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(arguments) ^ Objects.hashCode(getOwnerType()) ^ raw.hashCode();
    }

    @Override
    public String toString() {
        return raw.getName()
                + Arrays.stream(arguments).map(Type::getTypeName).collect(Collectors.joining(", ", "<", ">"));
    }
}
