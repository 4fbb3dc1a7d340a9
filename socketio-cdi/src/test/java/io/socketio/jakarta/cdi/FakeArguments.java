package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.PayloadException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/** Values instead of JSON; remembers the types that they were to be bound to. */
final class FakeArguments implements Arguments {
    final List<String> boundTo = new ArrayList<>();
    private final List<Object> values;

    FakeArguments(List<Object> values) {
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
    public Object get(int index, Type type) {
        boundTo.add(type.getTypeName());
        if (index >= values.size()) throw new PayloadException("there is no argument " + index);
        if (!GenericType.rawType(type).isInstance(values.get(index)))
            throw new PayloadException(values.get(index) + " is no " + type.getTypeName());
        return values.get(index);
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
