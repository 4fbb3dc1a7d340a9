package io.socketio.jakarta.server;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.PayloadException;
import io.socketio.jakarta.json.JsonCodec;
import io.socketio.jakarta.parser.JsonText;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;

/** Arguments as they came in: the JSON text of the packet, bound when asked for. */
record ReceivedArguments(JsonCodec codec, JsonText text, int from, int to, List<byte[]> attachments)
        implements Arguments {
    @Override
    public int size() {
        return to - from;
    }

    @Override
    @SuppressWarnings("unchecked") // the codec keeps to the type; primitives come boxed
    public <T> T get(int index, Class<T> type) {
        return (T) get(index, (Type) type);
    }

    @Override
    @SuppressWarnings("NullAway") // JSON null is null here, as the contract says
    public Object get(int index, Type type) {
        return codec.read(json(index), type, attachments);
    }

    @Override
    public String json(int index) {
        if (index < 0 || index >= size())
            throw new PayloadException("there is no argument " + index + ", the client sent " + size());
        return text.element(from + index);
    }

    @Override
    public Arguments slice(int first, int end) {
        Objects.checkFromToIndex(first, end, size());
        return new ReceivedArguments(codec, text, from + first, from + end, attachments);
    }

    /** How many placeholders the elements hold. */
    int placeholders() {
        return text.placeholders(from, to);
    }

    /** Appends the elements, with commas between them. */
    void copyTo(StringBuilder out, List<byte[]> target) {
        int shift = target.size();
        for (int i = from; i < to; i++) {
            if (i > from) out.append(',');
            text.appendElement(i, out, shift);
        }
        target.addAll(attachments);
    }
}
