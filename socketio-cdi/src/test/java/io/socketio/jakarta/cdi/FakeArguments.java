package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.PayloadException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values instead of JSON; remembers the types that they were to be bound to. */
final class FakeArguments implements Arguments {
    final List<String> boundTo = new ArrayList<>();
    private final List<@Nullable Object> values;

    FakeArguments(List<@Nullable Object> values) {
        this.values = values;
    }

    @Override
    public int size() {
        return values.size();
    }

    @Override
    public <T> T get(int index, Class<T> type) {
        return type.cast(get(index, (Type) type));
    }

    @Override
    public @Nullable Object get(int index, Type type) {
        boundTo.add(type.getTypeName());
        if (index >= values.size()) throw new PayloadException("there is no argument " + index);
        Object value = values.get(index); // null: that of JSON, which fits any type
        if (value != null && !GenericType.rawType(type).isInstance(value))
            throw new PayloadException(value + " is no " + type.getTypeName());
        return value;
    }

    @Override
    public String json(int index) {
        throw new UnsupportedOperationException("no JSON here");
    }

    @Override
    public Arguments slice(int from, int to) {
        return new FakeArguments(values.subList(from, to));
    }
}
